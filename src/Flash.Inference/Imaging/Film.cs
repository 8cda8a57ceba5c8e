using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>Frames as libvips wants them for its animated formats: one below the other, with the height of each and how
/// long it is shown.</summary>
internal static class Film
{
    /// <summary>The caller disposes it.</summary>
    public static Image Of(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay)
    {
        Check(frames, frameDelay);
        var (width, height) = (frames[0].Width, frames[0].Height);
        var pixels = new byte[frames.Count * width * height * 3];
        for (var i = 0; i < frames.Count; i++)
        {
            frames[i].Pixels.Span.CopyTo(pixels.AsSpan(i * width * height * 3));
        }

        using var strip = Vips.FromRgb(new RgbImage(width, height * frames.Count, pixels));
        return strip.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(
                GValue.ArrayIntType,
                "delay",
                Enumerable.Repeat((int)Math.Round(frameDelay.TotalMilliseconds), frames.Count).ToArray()
            );
            image.Set(GValue.GIntType, "loop", 0);
        });
    }

    /// <exception cref="ArgumentException">No frames, of different sizes, or shown for a time that no format
    /// knows.</exception>
    public static void Check(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay)
    {
        if (frames.Count == 0)
        {
            throw new ArgumentException("An animation has at least one frame; none was given.");
        }

        if (frameDelay < TimeSpan.FromMilliseconds(20) || frameDelay > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException(
                $"A frame is shown 20 ms to 60 s; {frameDelay.TotalMilliseconds} ms was given."
            );
        }

        for (var i = 1; i < frames.Count; i++)
        {
            if (frames[i].Width != frames[0].Width || frames[i].Height != frames[0].Height)
            {
                throw new ArgumentException(
                    $"Frames are all {frames[0].Width}x{frames[0].Height}, as the first; frame {i + 1} is "
                        + $"{frames[i].Width}x{frames[i].Height}."
                );
            }
        }
    }
}
