using System.Text;
using Flash.Inference.Provenance;
using Microsoft.Extensions.Options;
using NetVips;

namespace Flash.Inference.Tests.Provenance;

public sealed class ProvenanceEncoderTests
{
    private static readonly Guid Id = Guid.Parse("0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b");

    private static readonly GenerationParameters Parameters = new()
    {
        Prompt = "a red boat, ein Schöner & <two>",
        NegativePrompt = "people",
        InferenceSteps = 3,
        Sampler = "DDIM",
        GuidanceScale = 1,
        Seed = 7,
        Width = 256,
        Height = 256,
        Model = "flash-mini",
        ModelRevision = "0123456789ab",
    };

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void A_file_says_in_metadata_and_pixels_where_it_comes_from(string format)
    {
        var origin = new PictureOrigin(Id, 2) { Parameters = Parameters };

        var report = ProvenanceReport.Read(Encode(new ProvenanceOptions(), format, origin));

        Assert.Equal(
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            report.DigitalSourceType
        );
        Assert.Equal((Id, 2), (report.Id, report.PictureIndex));
        Assert.Equal(WatermarkPayload.Of(Id, 2), report.Watermark?.Payload);
        Assert.True(report.IsMarked);
        Assert.False(report.IsContradictory);
        Assert.Equal(format == "png", report.Parameters is not null);
    }

    [Fact]
    public void A_png_carries_the_parameters_as_picture_tools_read_them()
    {
        var report = ProvenanceReport.Read(
            Encode(new ProvenanceOptions(), "png", new PictureOrigin(Id, 2) { Parameters = Parameters })
        );

        var lines = Assert.IsType<string>(report.Parameters).Split('\n');
        Assert.Equal(Parameters.Prompt, lines[0]);
        Assert.Equal("Negative prompt: people", lines[1]);
        Assert.StartsWith(
            "Steps: 3, Sampler: DDIM, CFG scale: 1, Seed: 7, Size: 256x256, Model hash: 0123456789ab, Model: flash-mini, Picture: 2, Version: Flash ",
            lines[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Ascii_parameters_stand_where_libvips_too_finds_them()
    {
        var png = Encode(
            new ProvenanceOptions(),
            "png",
            new PictureOrigin(Id, 2) { Parameters = Parameters with { Prompt = "a red boat" } }
        );

        using var image = Image.NewFromBuffer(png);
        var comment = Assert.Single(image.GetFields(), field =>
            field.EndsWith("-parameters", StringComparison.Ordinal)
        );
        Assert.StartsWith(
            "a red boat\nNegative prompt: people\nSteps: 3",
            (string)image.Get(comment),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public void Without_parameters_no_word_of_the_prompt_is_in_the_file(string format)
    {
        var file = Encode(new ProvenanceOptions(), format, new PictureOrigin(Id, 1));

        Assert.DoesNotContain("boat", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.Null(ProvenanceReport.Read(file).Parameters);
    }

    [Fact]
    public void A_picture_that_starts_from_a_persons_own_is_called_a_composite() =>
        Assert.EndsWith(
            "/compositeWithTrainedAlgorithmicMedia",
            ProvenanceReport
                .Read(
                    Encode(new ProvenanceOptions(), "jpeg", new PictureOrigin(Id, 1) { StartsFromGivenPicture = true })
                )
                .DigitalSourceType,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_switched_off_is_not_there()
    {
        var off = new ProvenanceOptions { Metadata = false, Watermark = false };
        var picture = WatermarkTests.Drawn(256);

        var png = Encode(off, "png", new PictureOrigin(Id, 1) { Parameters = Parameters });

        Assert.Equal(ImageEncoder.EncodePng(picture), png);
        Assert.False(ProvenanceReport.Read(png).IsMarked);
    }

    [Fact]
    public void Metadata_moved_to_another_picture_contradicts_its_watermark()
    {
        var other = Watermark.Embed(
            WatermarkTests.Drawn(256),
            WatermarkPayload.Of(Guid.Parse("01aaaaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee"), 1)
        );
        var file = new ProvenanceEncoder(Options.Create(new ProvenanceOptions { Watermark = false })).EncodePng(
            other,
            new PictureOrigin(Id, 1)
        );

        Assert.True(ProvenanceReport.Read(file).IsContradictory);
    }

    [Fact]
    public void A_mark_that_everybody_sees_stands_in_the_lower_right_corner_only()
    {
        var path = Path.Combine(Path.GetTempPath(), $"flash mark {Guid.NewGuid():N}.png");
        var red = new byte[40 * 20 * 3];
        for (var i = 0; i < red.Length; i += 3)
        {
            red[i] = 255;
        }

        File.WriteAllBytes(path, ImageEncoder.EncodePng(new RgbImage(40, 20, red)));
        try
        {
            var encoder = new ProvenanceEncoder(
                Options.Create(new ProvenanceOptions { MarkFile = path, Watermark = false })
            );
            var picture = WatermarkTests.Drawn(256);

            var marked = encoder.Mark(picture, new PictureOrigin(Id, 1));

            Assert.Equal([255, 0, 0], marked.Pixels.Slice(((240 * 256) + 240) * 3, 3).ToArray());
            Assert.Equal(picture.Pixels[..(200 * 256 * 3)].ToArray(), marked.Pixels[..(200 * 256 * 3)].ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>")]
    [InlineData("<rdf:RDF")]
    [InlineData("")]
    public void Hostile_or_damaged_xmp_says_nothing(string packet) =>
        Assert.Equal((null, null, null), XmpPacket.Read(Encoding.UTF8.GetBytes(packet)));

    [Fact]
    public void A_png_cut_short_inside_its_text_has_none()
    {
        var png = PngText.Insert(ImageEncoder.EncodePng(WatermarkTests.Drawn(64)), "parameters", "a prompt");

        Assert.Equal("a prompt", PngText.Find(png, "parameters"));
        for (var length = 0; length < 70; length++)
        {
            Assert.True(PngText.Find(png.AsSpan(0, length), "parameters") is null or "a prompt");
        }
    }

    private static byte[] Encode(ProvenanceOptions options, string format, PictureOrigin origin)
    {
        var encoder = new ProvenanceEncoder(Options.Create(options));
        var picture = WatermarkTests.Drawn(256);
        return format switch
        {
            "png" => encoder.EncodePng(picture, origin),
            "jpeg" => encoder.EncodeJpeg(picture, origin),
            _ => encoder.EncodeWebp(picture, origin),
        };
    }
}
