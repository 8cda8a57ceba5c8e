using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>Frames to a looping GIF.</summary>
internal static class AnimatedGif
{
    public static byte[] Encode(IReadOnlyList<RgbImage> frames, TimeSpan frameDelay)
    {
        var (width, height) = (frames[0].Width, frames[0].Height);
        var pixels = new byte[frames.Count * width * height * 3];
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames[i].Width != width || frames[i].Height != height)
            {
                throw new ArgumentException($"Frames are all {width}x{height}, as the first; frame {i + 1} is {frames[i].Width}x{frames[i].Height}.");
            }

            frames[i].Pixels.Span.CopyTo(pixels.AsSpan(i * width * height * 3));
        }

        using var strip = Vips.FromRgb(new RgbImage(width, height * frames.Count, pixels));
        using var film = strip.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(GValue.ArrayIntType, "delay", Enumerable.Repeat((int)Math.Round(frameDelay.TotalMilliseconds), frames.Count).ToArray());
            image.Set(GValue.GIntType, "loop", 0);
        });
        // No dithering, and one palette for all frames: both would make still parts of the picture flicker.
        return film.GifsaveBuffer(effort: 4, dither: 0, interpaletteMaxerror: 256, keepDuplicateFrames: true, keep: Enums.ForeignKeep.None);
    }
}
