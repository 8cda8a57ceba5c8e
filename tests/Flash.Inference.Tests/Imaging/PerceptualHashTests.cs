namespace Flash.Inference.Tests.Imaging;

public sealed class PerceptualHashTests
{
    [Fact]
    public void Compressed_scaled_and_brightened_copies_are_alike_and_other_pictures_are_not()
    {
        var picture = Scene(256, 256, shift: 0);
        var hash = PerceptualHash.Of(picture);

        Assert.InRange(
            PerceptualHash.Distance(
                hash,
                PerceptualHash.Of(ImageDecoder.Decode(ImageEncoder.EncodeJpeg(picture, quality: 40), 4096))
            ),
            0,
            4
        );
        Assert.InRange(PerceptualHash.Distance(hash, PerceptualHash.Of(Scene(128, 128, shift: 0))), 0, 4);
        Assert.InRange(PerceptualHash.Distance(hash, PerceptualHash.Of(Brighter(picture))), 0, 4);
        Assert.InRange(PerceptualHash.Distance(hash, PerceptualHash.Of(Scene(256, 256, shift: 2.1))), 16, 64);
    }

    [Fact]
    public void Any_size_has_a_hash_and_the_same_picture_has_the_same()
    {
        Assert.Equal(PerceptualHash.Of(Scene(3, 5, 0)), PerceptualHash.Of(Scene(3, 5, 0)));
        Assert.Equal(0, PerceptualHash.Distance(7, 7));
        Assert.Equal(64, PerceptualHash.Distance(0, ulong.MaxValue));
    }

    /// <summary>Waves and a disc: something at many frequencies, the same at every size.</summary>
    private static RgbImage Scene(int width, int height, double shift)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((x + 0.5) / width, (y + 0.5) / height);
                var waves =
                    Math.Sin((7 * u) + shift) * Math.Cos((9 * v) - (3 * shift))
                    + (0.5 * Math.Sin((13 * (u + v)) + (5 * shift)));
                var disc = Math.Pow(u - 0.6 + (0.2 * shift), 2) + Math.Pow(v - 0.4, 2) < 0.03 ? 60 : 0;
                pixels.AsSpan(((y * width) + x) * 3, 3).Fill((byte)Math.Clamp(110 + (50 * waves) + disc, 0, 255));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    private static RgbImage Brighter(RgbImage picture) =>
        new(
            picture.Width,
            picture.Height,
            picture.Pixels.ToArray().Select(value => (byte)Math.Min(255, value + 20)).ToArray()
        );
}
