using Flash.Inference.Imaging;
using Flash.Inference.Provenance;
using Flash.Inference.Tests.Imaging;
using Flash.Testing;
using NetVips;

namespace Flash.Inference.Tests.Provenance;

public sealed class WatermarkTests
{
    private static readonly WatermarkPayload Payload = WatermarkPayload.Of(
        Guid.Parse("0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"),
        3
    );

    [Theory]
    [InlineData(1, 0, 0, 100)]
    [InlineData(1, 0, 0, 70)]
    [InlineData(0.5, 0, 0, 95)]
    [InlineData(0.5, 0, 0, 85)]
    [InlineData(2, 0, 0, 80)]
    [InlineData(1, 0.1, 5, 90)]
    [InlineData(1, 0.1, 13, 70)]
    public void It_is_read_after_recompression_scaling_and_cropping(double scale, double crop, int offset, int quality)
    {
        using var image = Vips.FromRgb(Watermark.Embed(Drawn(256), Payload));
        var side = (int)(256 * (1 - crop));
        using var cut = image.Crop(offset, offset, side, side);
        using var scaled = cut.Resize(scale);

        var reading = Watermark.Read(ImageDecoder.Decode(scaled.JpegsaveBuffer(q: quality)));

        Assert.NotNull(reading);
        Assert.Equal(Payload, reading.Payload);
        Assert.Equal(scale, reading.Scale);
        Assert.InRange(reading.Strength, 0.3, 1);
    }

    [Fact]
    public void Nothing_is_read_where_nothing_was_written()
    {
        Assert.Null(Watermark.Read(Drawn(256)));
        Assert.Null(Watermark.Read(new RgbImage(256, 256, new byte[256 * 256 * 3])));
        Assert.Null(Watermark.Read(new RgbImage(64, 64, new byte[64 * 64 * 3])));
    }

    [Fact]
    public void It_is_too_faint_to_be_seen()
    {
        var picture = Drawn(512);

        var marked = Watermark.Embed(picture, Payload);

        var differences = picture.Pixels.ToArray().Zip(marked.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).ToList();
        Assert.InRange(10 * Math.Log10(255 * 255 / differences.Average(d => (double)d * d)), 42, 60);
        Assert.InRange(differences.Max(), 1, 14);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 0)]
    [InlineData(128, 0)]
    [InlineData(40, 120)]
    [InlineData(200, 50)]
    public void On_flat_ground_and_in_skies_it_is_fainter_than_half_a_grey_level(int level, int rise)
    {
        var pixels = new byte[256 * 256 * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(level + (rise * (i / (256 * 3)) / 256));
        }

        var marked = Watermark.Embed(new RgbImage(256, 256, pixels), Payload);

        Assert.InRange(
            Math.Sqrt(pixels.Zip(marked.Pixels.ToArray(), (a, b) => (double)(a - b) * (a - b)).Average()),
            0,
            0.5
        );
    }

    [Fact]
    public void A_picture_that_an_earlier_version_marked_is_read()
    {
        // Marked when flat ground carried as much as everything else.
        var marked = ImageDecoder.Decode(
            File.ReadAllBytes(
                Path.Combine(Repository.Root, "tests", "Flash.Inference.Tests", "Provenance", "marked-before.png")
            )
        );

        Assert.Equal(
            WatermarkPayload.Of(Guid.Parse("14fd8700-9ba3-82fb-9f7d-0f7b062ec5c0"), 1),
            Watermark.Read(marked)?.Payload
        );
    }

    [Fact]
    public void A_second_watermark_replaces_the_first()
    {
        var other = WatermarkPayload.Of(Guid.Parse("01aaaaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee"), 1);

        Assert.Equal(other, Watermark.Read(Watermark.Embed(Watermark.Embed(Drawn(256), Payload), other))?.Payload);
    }

    [Fact]
    public void A_picture_smaller_than_the_pattern_stays_as_it_is()
    {
        var small = ImageEncoderTests.Gradient(127, 300, 0);

        Assert.Same(small, Watermark.Embed(small, Payload));
    }

    [Fact]
    public void The_payload_knows_its_picture_and_the_range_of_ids_it_may_stand_for()
    {
        var id = Guid.Parse("0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b");

        Assert.Equal(3, Payload.PictureIndex);
        Assert.True(Payload.Matches(id));
        Assert.False(Payload.Matches(Guid.Parse("0199a3c4-5b6e-7e8f-9a0b-1c2d3e4f5a6b")));
        Assert.Equal(
            (Guid.Parse("0199a3c4-5b6d-7e8f-0000-000000000000"), Guid.Parse("0199a3c4-5b6d-7e8f-ffff-ffffffffffff")),
            Payload.Range(version: 7)
        );
        Assert.Equal("0199a3c4-5b6d-_e8f", Payload.ToString());
    }

    [Fact]
    public void The_code_reads_through_an_eighth_of_wrong_symbols_and_knows_when_it_cannot()
    {
        var soft = WatermarkCode
            .Encode(Payload.Bits)
            .Select((bit, i) => (bit ? 1f : -1f) * (i * 37 % 8 == 0 ? -1 : 1))
            .ToArray();

        Assert.Equal(Payload.Bits, WatermarkCode.Decode(soft));
        Assert.Null(WatermarkCode.Decode(soft.Select((value, i) => i * 37 % 3 == 0 ? -value : value).ToArray()));
    }

    /// <summary>A part of what an early flash-mini drew.</summary>
    internal static RgbImage Drawn(int side)
    {
        var samples = ImageDecoder.Decode(
            File.ReadAllBytes(
                Path.Combine(Repository.Root, "tests", "Flash.Inference.Tests", "Provenance", "drawn.jpg")
            )
        );
        return PictureScaling.Cut(samples, 0, 0, side, side);
    }
}
