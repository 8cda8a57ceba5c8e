using Flash.Bots.Replies;
using Flash.Inference;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>Frames to the file that their network shows best: MP4 where it plays that and ffmpeg is here, else
/// GIF.</summary>
internal sealed class AnimationFiles(IOptions<WorkerOptions> options, ILogger<AnimationFiles> logger)
{
    public EncodedMedia Encode(AnimationEvent.Completed animation, ReplyAddress address, string prompt)
    {
        if (options.Value.Mp4 && address.PlaysMp4 && AnimationEncoder.IsAvailable(AnimationFormat.Mp4))
        {
            try
            {
                return Mp4(animation, address, prompt);
            }
            catch (InferenceException fault)
            {
                // A build of ffmpeg without H.264, say: the person gets what everyone got without ffmpeg.
                Log.NoMp4(logger, fault);
            }
        }

        return new EncodedMedia(
            Bytes(animation, address, AnimationFormat.Gif).Bytes,
            MediaKind.Gif,
            "flash.gif",
            prompt
        );
    }

    private static EncodedMedia Mp4(AnimationEvent.Completed animation, ReplyAddress address, string prompt)
    {
        var film = Bytes(animation, address, AnimationFormat.Mp4);
        return new EncodedMedia(film.Bytes, MediaKind.Mp4, "flash.mp4", prompt)
        {
            Film = new FilmFacts(
                film.Width & ~1,
                film.Height & ~1,
                animation.FrameDelay * animation.Frames.Count,
                FirstFrame(animation.Frames[0])
            ),
        };
    }

    private static byte[] FirstFrame(RgbImage frame) =>
        Math.Max(frame.Width, frame.Height) <= FilmFacts.MaxSide
            ? ImageEncoder.EncodeJpeg(frame)
            : Thumbnail.Encode(frame);

    private static EncodedAnimation Bytes(
        AnimationEvent.Completed animation,
        ReplyAddress address,
        AnimationFormat format
    ) => AnimationEncoder.Encode(animation.Frames, animation.FrameDelay, format, address.MaxFileBytes);
}
