using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference.Provenance;

/// <summary>A mark that everyone sees, in the lower right corner.</summary>
internal static class VisibleMark
{
    // Shares of the picture's width.
    private const int WidthShare = 6,
        MarginShare = 50;

    /// <param name="picture">Stays as it is.</param>
    /// <param name="mark">A PNG.</param>
    /// <exception cref="InferenceException">The mark cannot be read.</exception>
    public static RgbImage Draw(RgbImage picture, byte[] mark)
    {
        try
        {
            using var below = Vips.FromRgb(picture);
            using var sized = Image.ThumbnailBuffer(
                mark,
                Math.Max(1, picture.Width / WidthShare),
                height: Math.Max(1, picture.Height / WidthShare)
            );
            var margin = picture.Width / MarginShare;
            using var both = below.Composite2(
                sized,
                Enums.BlendMode.Over,
                x: picture.Width - sized.Width - margin,
                y: picture.Height - sized.Height - margin
            );
            using var three = both.ExtractBand(0, n: 3);
            using var bytes = three.Cast(Enums.BandFormat.Uchar);
            return Vips.ToRgb(bytes);
        }
        catch (VipsException e)
        {
            throw new InferenceException(
                "The file that Flash:Provenance:MarkFile names is no picture that can be read; give a PNG.",
                e
            );
        }
    }
}
