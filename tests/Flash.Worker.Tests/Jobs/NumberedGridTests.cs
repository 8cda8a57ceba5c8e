using Flash.Inference;
using Flash.Worker.Jobs;

namespace Flash.Worker.Tests.Jobs;

public sealed class NumberedGridTests
{
    [Theory]
    [InlineData(2, 258, 128)]
    [InlineData(3, 258, 258)]
    [InlineData(4, 258, 258)]
    [InlineData(8, 518, 258)]
    public void Pictures_stand_apart_and_each_has_its_number(int count, int width, int height)
    {
        var grid = NumberedGrid.Compose([.. Enumerable.Range(0, count).Select(i => Plain((byte)(100 + i)))]);

        // 128 wide: a gap of two pixels, digits of one pixel to the dot.
        Assert.Equal((width, height), (grid.Width, grid.Height));
        var seen = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            var columns = count <= 4 ? 2 : 4;
            var (left, top) = (i % columns * 130, i / columns * 130);
            Assert.Equal(100 + i, At(grid, left + 64, top + 64));
            Assert.True(
                seen.Add(
                    string.Concat(
                        Enumerable
                            .Range(0, 35)
                            .Select(dot => At(grid, left + (dot % 5), top + (dot / 5)) > 200 ? '1' : '0')
                    )
                )
            );
        }

        Assert.Equal(24, At(grid, 128, 64));
    }

    [Fact]
    public void One_picture_stays_as_it_is()
    {
        var picture = Plain(7);
        Assert.Same(picture, NumberedGrid.Compose([picture]));
    }

    private static int At(RgbImage picture, int x, int y) => picture.Pixels.Span[((y * picture.Width) + x) * 3];

    private static RgbImage Plain(byte grey)
    {
        var pixels = new byte[128 * 128 * 3];
        pixels.AsSpan().Fill(grey);
        return new RgbImage(128, 128, pixels);
    }
}
