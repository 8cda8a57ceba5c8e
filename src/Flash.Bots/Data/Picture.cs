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

    /// <summary>A small JPEG, sealed with <see cref="KeyId"/>; empty once it was let go of.</summary>
    public required byte[] Thumbnail { get; set; }

    /// <summary>The 64 bits of its perceptual hash; null when it was not taken.</summary>
    public long? PerceptualHash { get; set; }

    /// <summary>The <see cref="PersonalKeyRow"/> that opens the thumbnail; null for one in the open.</summary>
    public long? KeyId { get; set; }
}
