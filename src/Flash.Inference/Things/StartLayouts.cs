using Flash.Inference.Imaging;
using Flash.Inference.Pipelines;

namespace Flash.Inference.Things;

/// <summary>Where things may stand in a picture that does not begin with nothing.</summary>
/// <remarks>A layout is drawn over what is there. So a whole picture that is changed has one only where it shows the
/// very things at the very places: a picture of the same words and seed. A part that is redrawn gets its first thing;
/// what goes on beyond the edges gets none.</remarks>
internal static class StartLayouts
{
    // Of the lightness of a layout and of the picture where they show the same; of different things it is near 0.
    private const double Alike = 0.55;

    // Share of the picture from which on a redrawn part counts as all of it.
    private const double Whole = 0.8;
    private const int LeastSide = 40;

    /// <returns>The plan, moved into the part that is redrawn; null for no layout.</returns>
    public static ThingPlan? Over(
        ThingPlan things,
        GenerationPlan plan,
        int width,
        int height,
        Func<ThingPlan, double, int, int, (RgbImage Picture, byte[] Opacity)> draw
    )
    {
        if (plan.Request is not { InitImage: { } given } request)
        {
            return things;
        }

        if (request.Mask is null)
        {
            var (layout, opacity) = draw(things, request.Phase, width, height);
            return Likeness(layout, opacity, PictureScaling.Cover(given, width, height)) >= Alike ? things : null;
        }

        return request.GoesOn
            ? null
            : Inside(
                things,
                PictureMask.From(PictureScaling.Cover(request.Mask, width, height)).Cells(1),
                width,
                height
            );
    }

    // The first thing, on the lower edge of what is redrawn.
    private static ThingPlan? Inside(ThingPlan things, float[] redrawn, int width, int height)
    {
        var (left, top, right, bottom) = (width, height, 0, 0);
        for (var i = 0; i < redrawn.Length; i++)
        {
            if (redrawn[i] > 0)
            {
                var (x, y) = (i % width, i / width);
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }

        var scale = ThingPlan.Size / (double)Math.Min(width, height);
        var side = 0.9 * scale * Math.Min(right - left, bottom - top);
        if ((right - left) * (bottom - top) > Whole * width * height)
        {
            return things;
        }

        var first = things.Things[0];
        var middle = (left + right) / 2.0 / width;
        var foot = (bottom - (0.05 * (bottom - top))) / height;
        return side < LeastSide
            ? null
            : things with
            {
                Things =
                [
                    ThingPlanner.Placed(first.Thing, (middle, foot, side), first.Mirrored, first.Colour, first.Gait),
                ],
            };
    }

    // Correlation of lightness, in [-1, 1], over what is opaque.
    private static double Likeness(RgbImage layout, byte[] opacity, RgbImage picture)
    {
        var a = layout.Pixels.Span;
        var b = picture.Pixels.Span;
        double count = 0,
            sumA = 0,
            sumB = 0,
            squareA = 0,
            squareB = 0,
            product = 0;
        for (var i = 0; i < opacity.Length; i++)
        {
            if (opacity[i] < 250)
            {
                continue;
            }

            double x = a[3 * i] + a[(3 * i) + 1] + a[(3 * i) + 2],
                y = b[3 * i] + b[(3 * i) + 1] + b[(3 * i) + 2];
            (count, sumA, sumB) = (count + 1, sumA + x, sumB + y);
            (squareA, squareB, product) = (squareA + (x * x), squareB + (y * y), product + (x * y));
        }

        var spread = Math.Sqrt(((count * squareA) - (sumA * sumA)) * ((count * squareB) - (sumB * sumB)));
        return spread > 0 ? ((count * product) - (sumA * sumB)) / spread : 0;
    }
}
