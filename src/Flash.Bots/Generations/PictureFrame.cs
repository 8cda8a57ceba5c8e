namespace Flash.Bots.Generations;

/// <summary>Where a picture lies in a new one that continues it beyond its edges: shares of the new one's width and
/// height. What hangs over is cut off.</summary>
/// <param name="Left">Of its left edge; below 0 some of it is cut off.</param>
/// <param name="Top">Of its upper edge.</param>
/// <param name="Width">How wide it is in the new one.</param>
/// <param name="Height">How high.</param>
public sealed record PictureFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>How far a camera that pans goes, as a share of the picture.</summary>
    private const double Pan = 0.375;

    /// <summary>Seen from further away: two thirds as large, in the middle.</summary>
    public static PictureFrame Farther { get; } = new(1.0 / 6, 1.0 / 6, 2.0 / 3, 2.0 / 3);

    /// <summary>The camera turns to the left, so what was there moves to the right.</summary>
    public static PictureFrame PannedLeft { get; } = new(Pan, 0, 1, 1);

    public static PictureFrame PannedRight { get; } = new(-Pan, 0, 1, 1);

    public static PictureFrame PannedUp { get; } = new(0, Pan, 1, 1);

    public static PictureFrame PannedDown { get; } = new(0, -Pan, 1, 1);

    /// <summary>All of it in the middle of another shape, as large as fits; null where so much would have to be added
    /// that little of the new one follows from it, or nothing.</summary>
    /// <param name="width">Of the picture, in pixels; likewise the others.</param>
    /// <param name="height">Its height.</param>
    /// <param name="newWidth">Of the new one.</param>
    /// <param name="newHeight">Its height.</param>
    public static PictureFrame? Reshaped(int width, int height, int newWidth, int newHeight)
    {
        var scale = Math.Min((double)newWidth / width, (double)newHeight / height);
        var (across, down) = (width * scale / newWidth, height * scale / newHeight);
        var least = Math.Min(across, down);
        return least is >= 0.4 and < 0.97 ? new PictureFrame((1 - across) / 2, (1 - down) / 2, across, down) : null;
    }
}
