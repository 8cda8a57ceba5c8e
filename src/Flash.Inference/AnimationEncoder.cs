using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference;

/// <summary>Frames to a looping file that is no larger than a network takes.</summary>
/// <remarks>Thread safe.</remarks>
public static class AnimationEncoder
{
    /// <summary>What is given up, one after the other, until the file fits: first colours or quality, then size, then
    /// every second frame.</summary>
    private static readonly Concession[] Concessions =
    [
        new(Coarseness: 0, Scale: 1, EveryNth: 1),
        new(1, 1, 1),
        new(2, 1, 1),
        new(3, 1, 1),
        new(2, 0.75, 1),
        new(3, 0.5, 1),
        new(3, 0.5, 2),
        new(3, 0.35, 2),
        new(3, 0.25, 4),
    ];

    /// <summary>Whether this machine can write a format: MP4 needs ffmpeg.</summary>
    public static bool IsAvailable(AnimationFormat format) => format != AnimationFormat.Mp4 || Mp4.IsAvailable;

    /// <summary>Refuses a format that this machine cannot write, before frames are drawn for it.</summary>
    /// <exception cref="InferenceException">MP4 without ffmpeg.</exception>
    public static void ExpectAvailable(AnimationFormat format)
    {
        if (format == AnimationFormat.Mp4 && !Mp4.IsAvailable)
        {
            throw Mp4.Missing(null);
        }
    }

    /// <summary>Encodes, conceding no more than it takes.</summary>
    /// <param name="frames">At least one, all of the same size.</param>
    /// <param name="frameDelay">How long each is shown, 20 ms to 60 s.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="maxBytes">Largest file; null for no limit.</param>
    /// <exception cref="ArgumentException">The frames are none or of different sizes, or no concession makes them
    /// fit.</exception>
    /// <exception cref="InferenceException">MP4 without ffmpeg.</exception>
    public static EncodedAnimation Encode(
        IReadOnlyList<RgbImage> frames,
        TimeSpan frameDelay,
        AnimationFormat format,
        long? maxBytes = null
    )
    {
        Film.Check(frames, frameDelay);
        EncodedAnimation? smallest = null;
        foreach (var concession in Concessions)
        {
            var fewer = frames
                .Where((_, i) => i % concession.EveryNth == 0)
                .Select(frame => Scaled(frame, concession.Scale))
                .ToList();
            var delay = frameDelay * ((double)frames.Count / fewer.Count);
            smallest = new EncodedAnimation(
                Encode(fewer, delay, format, concession.Coarseness),
                format,
                fewer[0].Width,
                fewer[0].Height,
                fewer.Count
            );
            if (maxBytes is null || smallest.Bytes.Length <= maxBytes)
            {
                return smallest;
            }
        }

        throw new ArgumentException(
            $"This animation does not fit into {maxBytes} bytes: at its smallest it has {smallest?.Bytes.Length}."
        );
    }

    private static byte[] Encode(
        IReadOnlyList<RgbImage> frames,
        TimeSpan frameDelay,
        AnimationFormat format,
        int coarseness
    )
    {
        if (format == AnimationFormat.Mp4)
        {
            return Mp4.Encode(frames, frameDelay, rate: 18 + (6 * coarseness));
        }

        using var film = Film.Of(frames, frameDelay);
        return format == AnimationFormat.Webp
            ? film.WebpsaveBuffer(q: 85 - (18 * coarseness), effort: 3, keep: Enums.ForeignKeep.None)
            // No dithering, and one palette for all frames: both would make still parts of the picture flicker.
            : film.GifsaveBuffer(
                effort: 4,
                dither: 0,
                bitdepth: 8 - coarseness,
                interpaletteMaxerror: 256,
                keepDuplicateFrames: true,
                keep: Enums.ForeignKeep.None
            );
    }

    private static RgbImage Scaled(RgbImage frame, double scale) =>
        scale == 1
            ? frame
            : PictureScaling.Stretch(
                frame,
                Math.Max(16, (int)(frame.Width * scale)),
                Math.Max(16, (int)(frame.Height * scale))
            );

    private sealed record Concession(int Coarseness, double Scale, int EveryNth);
}

/// <summary>An animation as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Width">Pixels; smaller than the frames were when it did not fit otherwise.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Frames">How many; fewer than there were when it did not fit otherwise.</param>
public sealed record EncodedAnimation(byte[] Bytes, AnimationFormat Format, int Width, int Height, int Frames);
