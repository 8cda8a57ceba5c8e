namespace Flash.Inference.Things;

/// <summary>Things over grey: what the model is shown.</summary>
internal sealed class LayoutCanvas
{
    private const byte Grey = 128;

    private readonly int _width,
        _height;
    private readonly float[] _pixels;

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public LayoutCanvas(int width, int height) =>
        (_width, _height, _pixels) = (width, height, new float[4 * width * height]);

    /// <summary>Pixels of the canvas for one of a plan: its shorter side holds the plan's whole square.</summary>
    public double Scale => Math.Min(_width, _height) / (double)ThingPlan.Size;

    /// <summary>Paints art where a thing stands, in its pose.</summary>
    /// <param name="art">Of <c>placed.Side</c> times <see cref="Scale"/> pixels.</param>
    /// <param name="placed">Where.</param>
    /// <param name="pose">How.</param>
    public void Put(Art art, PlacedThing placed, ThingPose pose)
    {
        double side = art.Side;
        var middle = ((placed.Left + (placed.Side / 2.0)) / ThingPlan.Size * _width) + (pose.Drift * side);
        var centre = (placed.Base / (double)ThingPlan.Size * _height) - ((pose.Lift + pose.About) * side);
        var (sine, cosine) = Math.SinCos(pose.Turn);
        // Whatever the turn, nothing lies farther from the centre than the square's diagonal.
        var reach = side * 1.6;
        var (top, bottom) = (Math.Max(0, (int)(centre - reach)), Math.Min(_height, (int)(centre + reach) + 1));
        var (left, right) = (Math.Max(0, (int)(middle - reach)), Math.Min(_width, (int)(middle + reach) + 1));
        Span<float> colour = stackalloc float[4];
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var (dx, dy) = (x + 0.5 - middle, y + 0.5 - centre);
                var u = (((dx * cosine) + (dy * sine)) * pose.Stretch) + (side / 2);
                var v = (((dy * cosine) - (dx * sine)) / pose.Stretch) + (side * (1 - pose.About));
                if (u > -0.5 && v > -0.5 && u < side + 0.5 && v < side + 0.5)
                {
                    Sample(art, u - 0.5, v - 0.5, colour);
                    Blend(_pixels.AsSpan(4 * ((y * _width) + x), 4), colour);
                }
            }
        }
    }

    /// <summary>Colours over grey, and opacity, [height, width].</summary>
    public (RgbImage Picture, byte[] Opacity) Finish()
    {
        var (pixels, opacity) = (new byte[3 * _width * _height], new byte[_width * _height]);
        for (var i = 0; i < opacity.Length; i++)
        {
            opacity[i] = (byte)MathF.Round(_pixels[(4 * i) + 3]);
            for (var c = 0; c < 3; c++)
            {
                var under = Grey * (255 - opacity[i]) / 255;
                pixels[(3 * i) + c] = (byte)Math.Min(255, MathF.Round(_pixels[(4 * i) + c]) + under);
            }
        }

        return (new RgbImage(_width, _height, pixels), opacity);
    }

    // Between the four pixels around, premultiplied; nothing outside.
    private static void Sample(Art art, double u, double v, Span<float> colour)
    {
        colour.Clear();
        var (x0, y0) = ((int)Math.Floor(u), (int)Math.Floor(v));
        for (var i = 0; i < 4; i++)
        {
            var (x, y) = (x0 + (i & 1), y0 + (i >> 1));
            if (x < 0 || y < 0 || x >= art.Side || y >= art.Side)
            {
                continue;
            }

            var share = (float)((1 - Math.Abs(u - x)) * (1 - Math.Abs(v - y)));
            var pixel = art.Pixels.AsSpan(4 * ((y * art.Side) + x), 4);
            var opaque = share * pixel[3] / 255;
            for (var c = 0; c < 3; c++)
            {
                colour[c] += pixel[c] * opaque;
            }

            colour[3] += 255 * opaque;
        }
    }

    private static void Blend(Span<float> under, ReadOnlySpan<float> over)
    {
        var left = 1 - (over[3] / 255);
        for (var c = 0; c < 4; c++)
        {
            under[c] = over[c] + (under[c] * left);
        }
    }
}
