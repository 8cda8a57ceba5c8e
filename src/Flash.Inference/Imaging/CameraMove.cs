using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>A still picture seen by a camera that moves in and out again on a closed path, drifting to a side and
/// turning a little, never looking beyond the edges.</summary>
internal static class CameraMove
{
    /// <summary>How much nearer at the nearest, and the turn at its most, in degrees.</summary>
    private const double Nearness = 0.16,
        Turn = 1.5;

    /// <summary>The same for a camera that goes one way only.</summary>
    private const double StraightNearness = 0.25;

    /// <param name="picture">The view at the start of the path.</param>
    /// <param name="turn">Where on the path, 0 up to but not including 1; 0 is the picture itself.</param>
    /// <param name="motion">Which way; the whole path for <see cref="AnimationMotion.Camera"/>.</param>
    public static RgbImage View(RgbImage picture, double turn, AnimationMotion motion)
    {
        if (motion != AnimationMotion.Camera)
        {
            return Straight(picture, turn, motion);
        }

        if (turn == 0)
        {
            return picture;
        }

        // All parts end where they began, with the same speed, so that the loop has no jolt.
        var (sine, cosine) = Math.SinCos(2 * Math.PI * turn);
        var near = (1 - cosine) / 2;
        var zoom = 1 + (Nearness * near);
        var (turnSine, turnCosine) = Math.SinCos(Turn * Math.PI / 180 * sine * near);

        // In the picture's pixels, what the view is wide at this zoom and turn; the rest is room to drift in.
        var (halfWidth, halfHeight) = (picture.Width / 2.0, picture.Height / 2.0);
        var seenWidth = ((halfWidth * turnCosine) + (halfHeight * Math.Abs(turnSine))) / zoom;
        var seenHeight = ((halfHeight * turnCosine) + (halfWidth * Math.Abs(turnSine))) / zoom;
        var (x, y) = (
            halfWidth + (0.8 * sine * (halfWidth - seenWidth)),
            halfHeight + (0.4 * sine * (halfHeight - seenHeight))
        );

        // From the picture to the view: about (x, y), turned and enlarged, to the middle.
        var (a, b) = (zoom * turnCosine, zoom * turnSine);
        return Seen(picture, a, b, x, y);
    }

    // In and out along the way of sight, or to the sides while it stays as near as there is room for.
    private static RgbImage Straight(RgbImage picture, double turn, AnimationMotion motion)
    {
        var (sine, cosine) = Math.SinCos(2 * Math.PI * turn);
        var isAside = motion is AnimationMotion.CameraLeft or AnimationMotion.CameraRight;
        var near = isAside ? 1 : (1 + (motion == AnimationMotion.CameraOut ? cosine : -cosine)) / 2;
        var zoom = 1 + (StraightNearness * near);
        var (halfWidth, halfHeight) = (picture.Width / 2.0, picture.Height / 2.0);
        var room = halfWidth - (halfWidth / zoom);
        var aside = motion switch
        {
            AnimationMotion.CameraLeft => -sine,
            AnimationMotion.CameraRight => sine,
            _ => 0,
        };
        return zoom == 1 ? picture : Seen(picture, zoom, 0, halfWidth + (0.95 * aside * room), halfHeight);
    }

    // About (x, y), turned and enlarged, to the middle.
    private static RgbImage Seen(RgbImage picture, double a, double b, double x, double y)
    {
        var (halfWidth, halfHeight) = (picture.Width / 2.0, picture.Height / 2.0);
        using var vips = Vips.FromRgb(picture);
        using var bicubic = Interpolate.NewFromName("bicubic");
        using var moved = vips.Affine(
            [a, -b, b, a],
            interpolate: bicubic,
            oarea: [0, 0, picture.Width, picture.Height],
            odx: halfWidth - ((a * x) - (b * y)),
            ody: halfHeight - ((b * x) + (a * y)),
            extend: Enums.Extend.Copy
        );
        using var bytes = moved.Cast(Enums.BandFormat.Uchar);
        return Vips.ToRgb(bytes);
    }
}
