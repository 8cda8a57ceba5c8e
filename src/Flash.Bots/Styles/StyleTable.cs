using System.Collections.Frozen;

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

    // Without spaces, hyphens and capitals, in the languages that Flash speaks.
    private static readonly FrozenDictionary<string, string> OtherNames = new[]
    {
        (
            "photo",
            "photograph photography photographic photoreal photorealistic photorealism realistic realism foto "
                + "fotografie fotografía fotorealistisch photographie réaliste фото фотография"
        ),
        ("cinematic", "cinema film movie filmisch cinématographique cinematográfico кино"),
        ("flat", "flatdesign flatstyle flatart vector vectorart minimalist minimal flach plat plano плоский вектор"),
        (
            "watercolour",
            "watercolor watercolors watercolours watercolorpainting watercolourpainting aquarelle aquarell acuarela "
                + "акварель"
        ),
        ("oil", "oilpainting oilpaint oils öl ölgemälde ölmalerei huile peinturealhuile óleo масло"),
        (
            "lineart",
            "line lines lineartstyle linedrawing ink inkdrawing sketch pencil strichzeichnung tusche dessin dibujo "
                + "графика линии"
        ),
        ("pixel", "pixelart pixels 8bit 16bit 8bitart pixelstyle pixelkunst pixelarte пиксель пиксели пиксельарт"),
        ("neon", "neonlights neonstyle cyberpunk néon неон"),
        ("pastel", "pastels softpastel crayon chalk pastell пастель"),
        (
            "papercut",
            "paper paperart papercraft papercutout papercutart origami papierschnitt scherenschnitt papierdécoupé "
                + "papel бумага оригами"
        ),
        ("anime", "manga animestyle аниме"),
        ("lowpoly", "lowpoly3d lowpolyart polygon лоуполи"),
        ("clay", "claymation plasticine playdoh modellingclay modelingclay knete plastilina argile пластилин"),
        ("fantasy", "conceptart fantasyart epic fantasía fantastique фэнтези фентези"),
        (None, "off no without default keine keiner ohne aucun sans ninguno sin нет без"),
    }
        .SelectMany(style => style.Item2.Split(' ').Select(name => (name, style.Item1)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The names people may type.</summary>
    public static IEnumerable<string> Names => All.Select(style => style.Name);

    /// <summary>The style with that name, whatever its case, spelling and language; null for none.</summary>
    public static Style? Find(string? name) =>
        NameOf(name) is { } known ? All.FirstOrDefault(style => style.Name == known) : null;

    /// <summary>The name as it is kept, <see cref="None"/> included; null for a style there is not.</summary>
    public static string? NameOf(string? typed)
    {
        var plain = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return plain == None || All.Any(style => style.Name == plain) ? plain : OtherNames.GetValueOrDefault(plain);
    }
}
