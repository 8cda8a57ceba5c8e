using NetVips;

namespace Flash.Inference.Tests.Imaging;

public sealed class ImageEncoderTests
{
    [Fact]
    public void Png_keeps_every_pixel()
    {
        var picture = Gradient(37, 21, 0);

        using var decoded = Image.NewFromBuffer(ImageEncoder.EncodePng(picture));

        Assert.Equal((37, 21, 3), (decoded.Width, decoded.Height, decoded.Bands));
        Assert.Equal(picture.Pixels.ToArray(), decoded.WriteToMemory<byte>());
    }

    [Fact]
    public void Jpeg_keeps_size_and_nearly_the_pixels()
    {
        var picture = Gradient(64, 48, 0);

        using var decoded = Image.NewFromBuffer(ImageEncoder.EncodeJpeg(picture));

        Assert.Equal((64, 48, 3), (decoded.Width, decoded.Height, decoded.Bands));
        var error = picture.Pixels.ToArray().Zip(decoded.WriteToMemory<byte>(), (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(error, 0, 6);
    }

    [Fact]
    public void Gif_loops_for_ever_with_every_frame_and_its_delay()
    {
        RgbImage[] frames = [.. Enumerable.Range(0, 16).Select(i => Gradient(32, 24, i * 4))];

        using var decoded = Image.NewFromBuffer(
            ImageEncoder.EncodeGif(frames, TimeSpan.FromMilliseconds(100)),
            kwargs: new VOption { ["n"] = -1 }
        );

        Assert.Equal(16, (int)decoded.Get("n-pages"));
        Assert.Equal(24, (int)decoded.Get("page-height"));
        Assert.Equal(0, (int)decoded.Get("loop"));
        Assert.All((int[])decoded.Get("delay"), delay => Assert.Equal(100, delay));
    }

    [Fact]
    public void Gif_leaves_still_parts_of_the_picture_still()
    {
        // Left half the same in every frame, right half moving through many colours.
        RgbImage[] frames = [.. Enumerable.Range(0, 8).Select(i => HalfStill(i * 30))];

        using var decoded = Image.NewFromBuffer(
            ImageEncoder.EncodeGif(frames, TimeSpan.FromMilliseconds(100)),
            kwargs: new VOption { ["n"] = -1 }
        );

        using var left = decoded.ExtractArea(0, 0, 16, 32 * 8);
        var bytes = left.WriteToMemory<byte>();
        var frameLength = bytes.Length / 8;
        for (var i = 1; i < 8; i++)
        {
            Assert.Equal(bytes[..frameLength], bytes[(i * frameLength)..((i + 1) * frameLength)]);
        }
    }

    [Fact]
    public void Gif_frames_of_different_sizes_are_refused() =>
        Assert.Equal(
            "Frames are all 8x8, as the first; frame 2 is 9x8.",
            Assert
                .Throws<ArgumentException>(() =>
                    ImageEncoder.EncodeGif([Gradient(8, 8, 0), Gradient(9, 8, 0)], TimeSpan.FromMilliseconds(100))
                )
                .Message
        );

    internal static RgbImage Gradient(int width, int height, int shift) =>
        Make(width, height, (x, y) => ((byte)(x * 4), (byte)(y * 5), (byte)((x + y + shift) * 2)));

    private static RgbImage HalfStill(int shift) =>
        Make(32, 32, (x, y) =>
            x < 16
                ? ((byte)(x * 8), (byte)(y * 4), (byte)90)
                : ((byte)(shift + (x * 3)), (byte)(255 - (y * 4)), (byte)(shift + (y * 2)))
        );

    private static RgbImage Make(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = colour(i % width, i / width);
        }

        return new RgbImage(width, height, pixels);
    }
}
