using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Tests.Jobs;

/// <summary>An enlargement as a file that its network takes, and no larger than a picture may become.</summary>
public sealed class EnlargementFileTests
{
    // Nothing compresses worse.
    private static readonly RgbImage Noisy = new(512, 512, Noise(512 * 512 * 3));

    private static readonly PictureOrigin Origin = new(Guid.NewGuid(), 1);

    [Theory]
    [InlineData(10_000_000, MediaKind.Png)]
    [InlineData(600_000, MediaKind.Jpeg)]
    [InlineData(130_000, MediaKind.Jpeg)]
    public void It_fits_if_it_can(int maxBytes, MediaKind kind)
    {
        var work = new EnlargementWork(
            null!,
            null!,
            new ProvenanceEncoder(Options.Create(new ProvenanceOptions())),
            null!
        );

        var file = work.Encode(Noisy, Origin, "noise", maxBytes);

        Assert.Equal(kind, file.Kind);
        Assert.Equal(kind == MediaKind.Jpeg ? ".jpg" : ".png", Path.GetExtension(file.FileName));
        Assert.True(file.Bytes.Length <= maxBytes, $"{file.Bytes.Length} bytes");
        Assert.Equal(512, ImageDecoder.Decode(file.Bytes.Span).Width);
    }

    [Theory]
    [InlineData(256, 4, 4)]
    [InlineData(1024, 4, 4)]
    [InlineData(1032, 4, 3)]
    [InlineData(2048, 4, 2)]
    [InlineData(256, 2, 2)]
    public void It_has_no_more_pixels_than_a_picture_may_have(int side, int asked, int times)
    {
        var picture = new RgbImage(side, side, new byte[side * side * 3]);

        Assert.Equal(times, EnlargementWork.FactorFor(picture, asked));
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
