using NetVips;

namespace Flash.Inference.Tests.Imaging;

public sealed class ImageDecoderTests
{
    private static readonly RgbImage Picture = ImageEncoderTests.Gradient(80, 60, 7);

    [Fact]
    public void A_png_comes_back_as_it_was() =>
        Assert.Equal(Picture.Pixels.ToArray(), ImageDecoder.Decode(ImageEncoder.EncodePng(Picture)).Pixels.ToArray());

    [Fact]
    public void Jpeg_webp_and_gif_are_read_too()
    {
        using var vips = Image.NewFromBuffer(ImageEncoder.EncodePng(Picture));
        byte[][] files =
        [
            ImageEncoder.EncodeJpeg(Picture, 95),
            vips.WebpsaveBuffer(q: 95),
            ImageEncoder.EncodeGif([Picture, Picture], TimeSpan.FromSeconds(1)),
        ];

        foreach (var file in files)
        {
            var read = ImageDecoder.Decode(file);
            Assert.Equal((80, 60), (read.Width, read.Height));
            Assert.InRange(
                read.Pixels.ToArray().Zip(Picture.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).Average(),
                0,
                12
            );
        }
    }

    [Fact]
    public void Transparency_becomes_white_grey_becomes_colour_and_the_orientation_is_applied()
    {
        using var clear = Image.Black(40, 30, bands: 4).Copy(interpretation: Enums.Interpretation.Srgb);
        using var grey = Image.Black(40, 30) + 77;
        using var grey8 = grey.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        using var lying = Image
            .NewFromBuffer(ImageEncoder.EncodePng(Picture))
            .Mutate(image => image.Set(GValue.GIntType, "orientation", 6));

        Assert.All(ImageDecoder.Decode(clear.PngsaveBuffer()).Pixels.ToArray(), value => Assert.Equal(255, value));
        Assert.All(ImageDecoder.Decode(grey8.PngsaveBuffer()).Pixels.ToArray(), value => Assert.Equal(77, value));
        var turned = ImageDecoder.Decode(lying.JpegsaveBuffer());
        Assert.Equal((60, 80), (turned.Width, turned.Height));
    }

    [Fact]
    public void A_large_picture_is_reduced_to_the_side_asked_for()
    {
        var read = ImageDecoder.Decode(ImageEncoder.EncodePng(Picture), maxSide: 40);

        Assert.Equal((40, 30), (read.Width, read.Height));
    }

    [Fact]
    public void A_photo_of_48_million_pixels_is_reduced_while_it_is_read()
    {
        using var large = Image.Black(8_064, 6_048, bands: 3);

        var read = ImageDecoder.Decode(large.JpegsaveBuffer(), maxSide: 512);

        Assert.Equal((512, 384), (read.Width, read.Height));
    }

    [Fact]
    public void Tiff_and_AVIF_are_read()
    {
        using var picture = Image.Black(64, 48, bands: 3);

        Assert.Equal(64, ImageDecoder.Decode(picture.TiffsaveBuffer()).Width);
        Assert.Equal(
            64,
            ImageDecoder.Decode(picture.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1)).Width
        );
    }

    [Fact]
    public void What_is_no_picture_damaged_or_too_large_is_refused_with_a_sentence()
    {
        static string Refusal(byte[] file) => Assert.Throws<PictureException>(() => ImageDecoder.Decode(file)).Message;
        var png = ImageEncoder.EncodePng(Picture);
        using var tiny = Image.Black(4, 4, bands: 3);
        using var bomb = Image.Black(30_000, 30_000);

        Assert.Contains("no picture that can be read", Refusal([]), StringComparison.Ordinal);
        Assert.Contains(
            "no picture that can be read",
            Refusal("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()),
            StringComparison.Ordinal
        );
        Assert.Contains("damaged or incomplete", Refusal(png[..(png.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("damaged or incomplete", Refusal([0xFF, 0xD8, 0xFF, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("this one is 4x4", Refusal(tiny.PngsaveBuffer()), StringComparison.Ordinal);
        Assert.Contains(
            "this one is 30000x30000",
            Refusal(bomb.PngsaveBuffer(compression: 1)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            PictureProblem.Heic,
            Assert.Throws<PictureException>(() => ImageDecoder.Decode("\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8)).Problem
        );
        Assert.Contains("at most 20 MB", Refusal(new byte[ImageDecoder.MaxBytes + 1]), StringComparison.Ordinal);
    }
}
