using Flash.Inference.Tests.Imaging;
using NetVips;

namespace Flash.Inference.Tests;

public sealed class AnimationEncoderTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private static readonly RgbImage[] Frames =
    [
        .. Enumerable.Range(0, 16).Select(i => ImageEncoderTests.Gradient(160, 120, i * 8)),
    ];

    [Fact]
    public void Webp_loops_for_ever_with_every_frame_and_its_delay()
    {
        var encoded = AnimationEncoder.Encode(Frames, Delay, AnimationFormat.Webp);

        using var decoded = Image.NewFromBuffer(encoded.Bytes, kwargs: new VOption { ["n"] = -1 });
        Assert.Equal(
            (16, 120, 0),
            ((int)decoded.Get("n-pages"), (int)decoded.Get("page-height"), (int)decoded.Get("loop"))
        );
        Assert.All((int[])decoded.Get("delay"), delay => Assert.Equal(100, delay));
        Assert.Equal((160, 120, 16), (encoded.Width, encoded.Height, encoded.Frames));
    }

    [Fact]
    public void Mp4_holds_every_frame_in_a_size_that_players_take()
    {
        if (!HasFfmpeg())
        {
            Assert.StartsWith(
                "MP4 needs the program ffmpeg",
                Assert.Throws<InferenceException>(() => AnimationEncoder.ExpectAvailable(AnimationFormat.Mp4)).Message,
                StringComparison.Ordinal
            );
            Assert.Skip("ffmpeg is not installed.");
        }

        AnimationEncoder.ExpectAvailable(AnimationFormat.Mp4);
        var encoded = AnimationEncoder.Encode(
            [.. Frames.Select(_ => ImageEncoderTests.Gradient(161, 121, 0))],
            Delay,
            AnimationFormat.Mp4
        );

        Assert.Equal("ftyp"u8.ToArray(), encoded.Bytes[4..8]);
    }

    [Theory]
    [InlineData(AnimationFormat.Gif)]
    [InlineData(AnimationFormat.Webp)]
    public void A_limit_is_kept_and_no_more_is_given_up_than_it_takes(AnimationFormat format)
    {
        var whole = AnimationEncoder.Encode(Frames, Delay, format);
        var tight = AnimationEncoder.Encode(Frames, Delay, format, whole.Bytes.Length / 4);

        Assert.Equal(whole.Bytes, AnimationEncoder.Encode(Frames, Delay, format, whole.Bytes.Length).Bytes);
        Assert.InRange(tight.Bytes.Length, 1, whole.Bytes.Length / 4);
        using var decoded = Image.NewFromBuffer(tight.Bytes, kwargs: new VOption { ["n"] = -1 });
        Assert.Equal(
            (tight.Width, tight.Height, tight.Frames),
            (decoded.Width, (int)decoded.Get("page-height"), (int)decoded.Get("n-pages"))
        );
        // Fewer frames take the same time together.
        Assert.Equal(1600, ((int[])decoded.Get("delay")).Sum());
    }

    [Fact]
    public void A_limit_that_nothing_meets_is_refused() =>
        Assert.StartsWith(
            "This animation does not fit into 10 bytes: at its smallest it has ",
            Assert
                .Throws<ArgumentException>(() => AnimationEncoder.Encode(Frames, Delay, AnimationFormat.Gif, 10))
                .Message,
            StringComparison.Ordinal
        );

    private static bool HasFfmpeg() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));
}
