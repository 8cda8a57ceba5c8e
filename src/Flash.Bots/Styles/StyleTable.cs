namespace Flash.Bots.Styles;

/// <summary>The styles there are. What they do depends on the model: one that was never shown oil paintings paints
/// none.</summary>
public static class StyleTable
{
    /// <summary>Typed for no style, where one is set.</summary>
    public const string None = "none";

    /// <summary>At most 14, which with "none" and "as usual" fill four rows of four buttons.</summary>
    public static IReadOnlyList<Style> All { get; } =
    [
        new("photo", "📷", "photo, photorealistic, natural light, sharp focus", "drawing, painting, illustration"),
        new("cinematic", "🎬", "cinematic photo, dramatic light, shallow depth of field", "drawing, flat light"),
        new("flat", "🟦", "flat design, flat vector, few colours", "photograph, texture"),
        new("watercolour", "🎨", "watercolour, soft washes, white paper", "photograph, hard edges"),
        new("oil", "🖼", "oil painting, visible brush strokes, rich colours", "photograph, flat colours"),
        new("lineart", "🖋", "line art, ink drawing, black lines on white", "photograph, gradients"),
        new("pixel", "👾", "pixel art, 8-bit, limited palette", "smooth gradients, photograph"),
        new("neon", "🌃", "neon style, glowing neon lights, dark background", "daylight, pastel"),
        new("pastel", "🖍", "pastel colours, soft pastel, crayon drawing", "photograph, dark"),
        new("papercut", "✂️", "paper cut, layered paper art", "photograph, drawing"),
        new("anime", "🌸", "anime illustration, clean lines, bright colours", "photograph, realistic"),
        new("lowpoly", "🔷", "low poly 3d render, flat shaded triangles, isometric view", "photograph, texture"),
        new("clay", "🧱", "modelling clay figures, soft studio light", "flat drawing"),
        new("fantasy", "🐉", "fantasy concept art, epic scale, mist, golden light", "plain, modern"),
    ];

    /// <summary>The names people may type.</summary>
    public static IEnumerable<string> Names => All.Select(style => style.Name);

    /// <summary>The style with that name, whatever its case; null for none.</summary>
    public static Style? Find(string? name) =>
        All.FirstOrDefault(style => style.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
