using Flash.Bots.Generations;

namespace Flash.Bots.Data;

/// <summary>What is kept of a delivered picture for the moderators: a row of <c>flash.pictures</c>.</summary>
public sealed class Picture
{
    public GenerationId GenerationId { get; set; }

    /// <summary>1-based.</summary>
    public int Index { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>SHA-256 of the full-size pixels or file that was delivered.</summary>
    public required byte[] Sha256 { get; set; }

    /// <summary>A small JPEG.</summary>
    public required byte[] Thumbnail { get; set; }
}
