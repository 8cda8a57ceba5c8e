using NetVips;

namespace Flash.Inference.Tests.Imaging;

/// <summary>Files in other colours than 8 bits of sRGB, and files that move: they are read as people see them.</summary>
public sealed class ColourSpacesTests
{
    // No grey, and inside what every printer can print.
    private static readonly int[] Colour = [180, 130, 90];

    // Of the pictures of a film, in milliseconds.
    private static readonly int[] Delays = [100, 100, 100];

    [Fact]
    public void A_photo_in_a_wider_colour_space_keeps_its_colours()
    {
        using var flat = Flat();
        using var wide = flat.IccTransform("p3", inputProfile: "srgb");

        AssertColour(ImageDecoder.Decode(wide.PngsaveBuffer(keep: Enums.ForeignKeep.Icc)), within: 2);
        AssertColour(ImageDecoder.Decode(wide.JpegsaveBuffer(q: 98, keep: Enums.ForeignKeep.Icc)), within: 4);
    }

    [Fact]
    public void A_jpeg_for_printers_is_read_with_its_profile_and_without()
    {
        using var flat = Flat();
        using var cmyk = flat.IccTransform("cmyk", inputProfile: "srgb");

        AssertColour(ImageDecoder.Decode(cmyk.JpegsaveBuffer(q: 98, keep: Enums.ForeignKeep.Icc)), within: 12);
        AssertColour(ImageDecoder.Decode(cmyk.JpegsaveBuffer(q: 98, keep: Enums.ForeignKeep.None)), within: 12);
    }

    [Fact]
    public void Sixteen_bits_a_colour_become_eight()
    {
        using var flat = Flat();
        using var deep = (flat * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        using var grey = (flat.ExtractBand(0) * 257)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Grey16);

        AssertColour(ImageDecoder.Decode(deep.PngsaveBuffer()), within: 1);
        Assert.All(ImageDecoder.Decode(grey.PngsaveBuffer()).Pixels.ToArray(), value =>
            Assert.InRange(value, 179, 181)
        );
    }

    [Fact]
    public void Grey_with_a_profile_and_a_palette_are_read()
    {
        using var flat = Flat();
        using var grey = flat.ExtractBand(0).Copy(interpretation: Enums.Interpretation.Bw);
        using var named = flat.IccTransform("srgb", inputProfile: "srgb");
        var profile = (byte[])named.Get("icc-profile-data");
        using var profiled = grey.Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", profile));

        Assert.All(ImageDecoder.Decode(profiled.PngsaveBuffer(keep: Enums.ForeignKeep.Icc)).Pixels.ToArray(), value =>
            Assert.InRange(value, 176, 184)
        );
        AssertColour(ImageDecoder.Decode(flat.PngsaveBuffer(palette: true)), within: 3);
    }

    [Theory]
    [InlineData(".webp")]
    [InlineData(".gif")]
    public void Of_what_moves_the_first_picture_is_taken(string kind)
    {
        using var first = Flat();
        using var others = Image
            .Black(first.Width, first.Height * 2, bands: 3)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        using var film = first
            .Join(others, Enums.Direction.Vertical)
            .Mutate(image =>
            {
                image.Set(GValue.GIntType, "page-height", first.Height);
                image.Set(GValue.ArrayIntType, "delay", Delays);
            });

        var read = ImageDecoder.Decode(film.WriteToBuffer(kind));

        Assert.Equal((first.Width, first.Height), (read.Width, read.Height));
        AssertColour(read, within: 10);
    }

    private static Image Flat() =>
        (Image.Black(64, 48, bands: 3) + Array.ConvertAll(Colour, value => (double)value))
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    private static void AssertColour(RgbImage read, int within)
    {
        var middle = read.Pixels.Span.Slice(3 * (((read.Height / 2) * read.Width) + (read.Width / 2)), 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.InRange(middle[i], Colour[i] - within, Colour[i] + within);
        }
    }
}
