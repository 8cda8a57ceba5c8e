namespace Flash.Bots.Generations;

/// <summary>What is kept of a picture that stands in the chat.</summary>
/// <param name="Index">1-based.</param>
/// <param name="Width">Of the full-size picture, in pixels.</param>
/// <param name="Height">Of the full-size picture, in pixels.</param>
/// <param name="Sha256">Of the delivered file, 32 bytes.</param>
/// <param name="Thumbnail">A small JPEG for the moderators.</param>
public sealed record DeliveredPicture(int Index, int Width, int Height, byte[] Sha256, byte[] Thumbnail)
{
    /// <summary>What it looks like, in 64 bits; null when no one has looked.</summary>
    public ulong? PerceptualHash { get; init; }
}
