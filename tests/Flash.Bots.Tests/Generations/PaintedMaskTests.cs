using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing;

namespace Flash.Bots.Tests.Generations;

/// <summary>Masks as pages send them, and as recipes keep them.</summary>
public sealed class PaintedMaskTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Cells_are_painted_where_half_of_the_file_is_light_however_its_rows_are_written(byte filter)
    {
        var file = PngFile.Grey(256, 256, (x, y) => (byte)(x < 100 && y >= 200 ? 255 - (x % 3) : y % 60), filter);

        var (mask, refusal) = MaskFile.Read(English, file, 256, 256);

        Assert.Null(refusal);
        Assert.Equal((128, 128), (mask!.Width, mask.Height));
        Assert.Equal(Enumerable.Range(0, 128 * 128).Select(i => i % 128 < 50 && i / 128 >= 100), mask.Cells());
    }

    [Fact]
    public void Transparent_pixels_are_not_painted_and_colours_count_by_their_light()
    {
        // Red, green, blue, opacity.
        byte[] row = [0, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 255, 250, 200, 90, 255];

        var (mask, _) = MaskFile.Read(English, PngFile.Of(4, 4, [.. row, .. row, .. row, .. row], colourType: 6), 4, 4);

        Assert.Equal([true, false, false, true], mask!.Cells()[..4]);
    }

    [Fact]
    public void A_recipe_keeps_a_mask_small_and_whole()
    {
        var random = new Random(3);
        var cells = Enumerable.Range(0, 128 * 96).Select(_ => random.Next(2) == 0).ToArray();
        var mask = PaintedMask.Of(128, 96, cells);
        var start = new StartPicture { Strength = 1, Painted = mask };

        var read = FlashJson.Read<StartPicture>(FlashJson.Write(start));

        Assert.Equal(start, read);
        Assert.Equal(cells, read.Painted!.Cells());
        Assert.True(read.IsPartial);
        Assert.InRange(mask.Bits.Length, 1, 2100); // Noise, which no one paints.
    }

    [Theory]
    [InlineData(0, 0, 256, 256, "", 128)]
    [InlineData(0, 0, 96, 256, "Left", 1)]
    [InlineData(160, 0, 96, 256, "Right", 1)]
    [InlineData(20, 0, 200, 90, "Top", 1)]
    [InlineData(20, 170, 200, 86, "Bottom", 1)]
    [InlineData(100, 110, 60, 60, "Centre", 1)]
    public void Words_are_told_which_part_of_the_picture_is_painted(
        int left,
        int top,
        int width,
        int height,
        string part,
        int hole
    )
    {
        var file = PngFile.Grey(256, 256, (x, y) =>
            (byte)(
                x >= left
                && x < left + width
                && y >= top
                && y < top + height
                && (hole == 1 || Math.Abs(x - 128) + Math.Abs(y - 128) > hole)
                    ? 255
                    : 0
            )
        );

        Assert.Equal(part is "" ? "Background" : part, MaskFile.Read(English, file, 256, 256).Mask!.Area.ToString());
    }

    [Fact]
    public void What_cannot_be_used_is_refused_in_a_sentence()
    {
        var white = (int _, int _) => (byte)255;
        var some = PngFile.Grey(256, 256, (x, _) => (byte)(x < 99 ? 255 : 0));
        var noise = new byte[1024 * 1025];
        new Random(1).NextBytes(noise);

        Assert.Equal(English.MaskEmpty, Refusal(PngFile.Grey(256, 256, (_, _) => 0)));
        Assert.Equal(English.MaskEmpty, Refusal(PngFile.Grey(256, 256, (x, y) => (byte)(x == y ? 127 : 0))));
        Assert.Equal(English.MaskCoversAll, Refusal(PngFile.Grey(256, 256, white)));
        Assert.Equal(English.MaskOtherShape(256, 128, 256, 256), Refusal(PngFile.Grey(256, 128, white)));
        Assert.Equal(English.MaskTooLarge, Refusal(PngFile.Of(1024, 1024, noise)));
        Assert.Equal(English.MaskUnreadable, Refusal([]));
        Assert.Equal(English.MaskUnreadable, Refusal("GIF89a, and more of it than a header has"u8.ToArray()));
        Assert.Equal(English.MaskUnreadable, Refusal(some.AsSpan(0, some.Length - 40)));
        Assert.Equal(English.MaskUnreadable, Refusal(PngFile.Of(256, 256, new byte[256 * 256])));
        Assert.Equal(English.MaskUnreadable, Refusal(PngFile.Of(256, 256, new byte[256 * 257], depth: 16)));
        Assert.Equal(English.MaskUnreadable, Refusal(PngFile.Of(256, 256, new byte[256 * 257], colourType: 3)));
        Assert.Equal(English.MaskUnreadable, Refusal([.. some[..33], .. new byte[12]]));
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(2048, 2048)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    public void A_header_that_promises_much_costs_no_memory(int width, int height)
    {
        var bomb = PngFile.Of(width, height, new byte[20_000_000]);
        Assert.InRange(bomb.Length, 1, MaskFile.MaxBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Refusal(bomb);

        Assert.Equal(English.MaskTooLarge, refusal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void What_unpacks_to_more_than_the_header_says_is_read_no_further()
    {
        var bomb = PngFile.Of(256, 256, new byte[100_000_000]);
        Assert.InRange(bomb.Length, 1, MaskFile.MaxBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(English.MaskEmpty, Refusal(bomb));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Theory]
    [InlineData(0, 128, "AAAA")]
    [InlineData(129, 128, "AAAA")]
    [InlineData(128, 128, "AAAA")]
    [InlineData(128, 128, "no base64!")]
    public void A_mask_that_was_tampered_with_is_not_drawn(int width, int height, string bits) =>
        Assert.Throws<InvalidDataException>(() => new PaintedMask(width, height, bits).Cells());

    private static Texts English { get; } = Texts.For("en");

    private static string? Refusal(ReadOnlySpan<byte> file) => MaskFile.Read(English, file, 256, 256).Refusal;
}
