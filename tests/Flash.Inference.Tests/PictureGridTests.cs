using Flash.Inference.Tests.Imaging;

namespace Flash.Inference.Tests;

public sealed class PictureGridTests
{
    [Theory]
    [InlineData(1, 8, 6)]
    [InlineData(2, 16, 6)]
    [InlineData(3, 16, 12)]
    [InlineData(4, 16, 12)]
    [InlineData(8, 32, 12)]
    public void Pictures_are_laid_out_in_rows(int count, int width, int height)
    {
        RgbImage[] pictures = [.. Enumerable.Range(0, count).Select(i => ImageEncoderTests.Gradient(8, 6, i * 9))];

        var grid = PictureGrid.Compose(pictures);

        Assert.Equal((width, height), (grid.Width, grid.Height));
        var columns = width / 8;
        for (var i = 0; i < count; i++)
        {
            var (left, top) = (i % columns * 8, i / columns * 6);
            for (var y = 0; y < 6; y++)
            {
                var row = grid.Pixels.Span.Slice((((top + y) * width) + left) * 3, 8 * 3).ToArray();
                Assert.Equal(pictures[i].Pixels.Span.Slice(y * 8 * 3, 8 * 3).ToArray(), row);
            }
        }
    }

    [Fact]
    public void Pictures_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() =>
            PictureGrid.Compose([ImageEncoderTests.Gradient(8, 8, 0), ImageEncoderTests.Gradient(8, 9, 0)])
        );
}
