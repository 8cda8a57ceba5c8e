using NetVips;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>What a person would see in a file that arrived.</summary>
internal static class Pixels
{
    public static (int Width, int Height, int Frames) Shape(byte[] file)
    {
        using var image = Load(file);
        var frames = image.Contains("n-pages") ? (int)image.Get("n-pages") : 1;
        return (image.Width, frames > 1 ? (int)image.Get("page-height") : image.Height, frames);
    }

    /// <summary>Standard deviation over all pixels and bands; a blank picture has none.</summary>
    public static double Deviation(byte[] file)
    {
        using var image = Load(file);
        return image.Deviate();
    }

    /// <summary>How often the GIF runs: 0 is for ever.</summary>
    public static int Loops(byte[] gif)
    {
        using var image = Load(gif);
        return (int)image.Get("loop");
    }

    /// <summary>Mean difference of two pictures of the same size, per band, 0 to 255.</summary>
    public static double Difference(byte[] one, byte[] other)
    {
        using var a = Load(one);
        using var b = Load(other);
        using var sized = b.ThumbnailImage(a.Width, height: a.Height, size: Enums.Size.Force);
        using var difference = (a - sized).Abs();
        return difference.Avg();
    }

    /// <summary>The largest mean difference of any frame to the first, 0 to 255.</summary>
    public static double Motion(byte[] gif)
    {
        using var image = Load(gif);
        var height = (int)image.Get("page-height");
        using var first = image.Crop(0, 0, image.Width, height);
        return Enumerable
            .Range(1, (image.Height / height) - 1)
            .Max(frame =>
            {
                using var other = image.Crop(0, frame * height, image.Width, height);
                using var difference = (first - other).Abs();
                return difference.Avg();
            });
    }

    private static Image Load(byte[] file)
    {
        var pages = file.AsSpan().StartsWith("GIF8"u8) ? "n=-1" : "";
        using var loaded = Image.NewFromBuffer(file, pages);
        return loaded.Bands > 3 ? loaded.ExtractBand(0, 3) : loaded.Copy();
    }
}
