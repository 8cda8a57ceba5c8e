using Flash.Bots.Replies;
using Flash.Bots.Web.Playground;

namespace Flash.Bots.Web.Tests.Playground;

public sealed class PictureSizeTests
{
    [Fact]
    public void Reads_the_size_of_every_kind_of_picture_from_its_header()
    {
        Assert.Equal((2, 1), PictureSize.Of(Samples.Jpeg, MediaKind.Jpeg));
        Assert.Equal((640, 360), PictureSize.Of(Samples.PngHeader, MediaKind.Png));
        Assert.Equal((256, 192), PictureSize.Of(Samples.GifHeader, MediaKind.Gif));
    }

    [Theory]
    [InlineData(MediaKind.Jpeg)]
    [InlineData(MediaKind.Png)]
    [InlineData(MediaKind.Gif)]
    public void Takes_anything_that_is_cut_off_for_a_square(MediaKind kind)
    {
        var whole = kind switch
        {
            MediaKind.Jpeg => Samples.Jpeg,
            MediaKind.Png => Samples.PngHeader,
            _ => Samples.GifHeader,
        };

        for (var length = 0; length < 10; length++)
        {
            Assert.Equal((1, 1), PictureSize.Of(whole.AsSpan(0, length), kind));
        }
    }
}
