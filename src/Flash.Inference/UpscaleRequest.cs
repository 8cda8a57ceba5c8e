namespace Flash.Inference;

/// <summary>One picture, to be enlarged.</summary>
public sealed record UpscaleRequest
{
    /// <summary>Least and most times that each side grows.</summary>
    public const int MinFactor = 2,
        MaxFactor = 4;

    /// <summary>Most pixels of a result.</summary>
    public const int MaxPixels = 16_777_216;

    /// <summary>The picture.</summary>
    public required RgbImage Image { get; init; }

    /// <summary>What it shows: guides the detail that is added when the model itself redraws it. Not read by a
    /// super-resolution model.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Where that detail's noise comes from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Times that each side grows, 2 to 4. Default 2.</summary>
    public int Factor { get; init; } = MinFactor;

    /// <summary>How much the model redraws, above 0 to 1; 0 only scales. Default 0.1: texture, not content. Not read by
    /// a super-resolution model.</summary>
    public float Strength { get; init; } = 0.1f;
}
