using System.Diagnostics;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Tests.Jobs;

/// <summary>Animations as MP4 where that is better and can be had, by the real ffmpeg.</summary>
public sealed class AnimationFilesTests
{
    /// <summary>What an animation on Telegram is on this machine.</summary>
    internal static MediaKind Usual =>
        AnimationEncoder.IsAvailable(AnimationFormat.Mp4) ? MediaKind.Mp4 : MediaKind.Gif;

    private static readonly AnimationEvent.Completed Animation = new(
        [.. Enumerable.Range(0, 16).Select(Frame)],
        TimeSpan.FromMilliseconds(80)
    );

    [Fact]
    public void Telegram_gets_a_film_with_its_first_frame_where_ffmpeg_is()
    {
        Assert.SkipUnless(AnimationEncoder.IsAvailable(AnimationFormat.Mp4), "ffmpeg is not installed.");

        var film = Files().Encode(Animation, new TelegramReply(7), "a boat");
        var gif = Files(mp4: false).Encode(Animation, new TelegramReply(7), "a boat");

        Assert.Equal((MediaKind.Mp4, "flash.mp4"), (film.Kind, film.FileName));
        Assert.Equal("ftyp"u8.ToArray(), film.Bytes[4..8].ToArray());
        Assert.Equal(16, FramesOf(film.Bytes.ToArray()));
        Assert.Equal((256, 192, 1.28), (film.Film!.Width, film.Film.Height, film.Film.Length.TotalSeconds));
        var first = ImageDecoder.Decode(film.Film.FirstFrame.Span);
        Assert.True(Difference(first, Animation.Frames[0]) < 6);
        Assert.True(
            film.Bytes.Length * 3 < gif.Bytes.Length,
            $"{film.Bytes.Length} bytes of MP4, {gif.Bytes.Length} of GIF"
        );
    }

    [Fact]
    public void Other_networks_and_who_wants_none_get_a_GIF()
    {
        EncodedMedia[] files =
        [
            Files().Encode(Animation, new PlaygroundReply(Guid.NewGuid()), "a boat"),
            Files().Encode(Animation, new TelegramInlineReply("abc"), "a boat"),
            Files(mp4: false).Encode(Animation, new TelegramReply(7), "a boat"),
        ];

        Assert.All(files, file =>
            Assert.Equal((MediaKind.Gif, "flash.gif", null), (file.Kind, file.FileName, file.Film))
        );
        Assert.Equal("GIF89a"u8.ToArray(), files[0].Bytes[..6].ToArray());
    }

    private static AnimationFiles Files(bool mp4 = true) =>
        new(Options.Create(new WorkerOptions { Mp4 = mp4 }), NullLogger<AnimationFiles>.Instance);

    // Soft colours that move: as much detail as flash-mini draws, no two frames the same.
    private static RgbImage Frame(int number)
    {
        var pixels = new byte[256 * 192 * 3];
        for (var i = 0; i < 256 * 192; i++)
        {
            var (x, y) = (i % 256, i / 256);
            var angle = 2 * Math.PI * number / 16;
            pixels[3 * i] = (byte)(128 + (100 * Math.Sin((x / 20.0) + angle)));
            pixels[(3 * i) + 1] = (byte)(128 + (100 * Math.Sin((y / 25.0) - angle)));
            pixels[(3 * i) + 2] = (byte)(128 + (60 * Math.Cos((x + y) / 30.0)));
        }

        return new RgbImage(256, 192, pixels);
    }

    private static int FramesOf(byte[] mp4)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, mp4);
        try
        {
            using var ffmpeg = Process.Start(
                new ProcessStartInfo("ffmpeg", ["-nostdin", "-i", path, "-f", "rawvideo", "-pix_fmt", "gray", "-"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!; // never null: nothing is reused without a shell
            var errors = ffmpeg.StandardError.ReadToEndAsync();
            using var pixels = new MemoryStream();
            ffmpeg.StandardOutput.BaseStream.CopyTo(pixels);
            Assert.True(
                ffmpeg.WaitForExit(TimeSpan.FromSeconds(20)),
                errors.IsCompleted ? errors.Result : "still running"
            );
            return (int)(pixels.Length / (256 * 192));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Difference(RgbImage one, RgbImage other) =>
        one.Pixels.ToArray().Zip(other.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Average();
}
