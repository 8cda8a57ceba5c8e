namespace Flash.Inference.Imaging;

/// <summary>Lays a new picture over an old one where a mask says so.</summary>
/// <param name="original">What shows where the share is 0.</param>
/// <param name="shares">The new picture's share of each pixel, 0 to 255.</param>
/// <param name="goesOn">The new picture continues the old one: its colours are moved so that they meet at the
/// border.</param>
internal sealed class MaskedPaste(RgbImage original, byte[] shares, bool goesOn = false)
{
    /// <summary>How far into the new picture its colours are moved, as a share of the longer side.</summary>
    private const double Reach = 0.25;

    public RgbImage Over(RgbImage picture)
    {
        var pixels = original.Pixels.ToArray();
        var drawn = picture.Pixels.Span;
        var moved = goesOn ? Difference(drawn) : null;
        for (var i = 0; i < pixels.Length; i++)
        {
            var share = shares[i / 3];
            var value = moved is null ? drawn[i] : Math.Clamp(drawn[i] + (int)MathF.Round(moved[i]), 0, 255);
            pixels[i] = (byte)(((value * share) + (pixels[i] * (255 - share)) + 127) / 255);
        }

        return new RgbImage(picture.Width, picture.Height, pixels);
    }

    /// <summary>[h, w, 3]: what is added to the new picture.</summary>
    private float[] Difference(ReadOnlySpan<byte> drawn)
    {
        var (width, height) = (original.Width, original.Height);
        var kept = original.Pixels.Span;
        var kinds = new PixelKind[width * height];
        for (var i = 0; i < kinds.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            kinds[i] =
                shares[i] > 0 ? PixelKind.Free
                : IsDrawn(x - 1, y) || IsDrawn(x + 1, y) || IsDrawn(x, y - 1) || IsDrawn(x, y + 1) ? PixelKind.Known
                : PixelKind.Apart;
        }

        var values = new float[kinds.Length * 3];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = kinds[i / 3] == PixelKind.Known ? kept[i] - drawn[i] : 0;
        }

        Membrane.Spread(values, kinds, width, height, Reach * Math.Max(width, height));
        return values;

        bool IsDrawn(int x, int y) => x >= 0 && y >= 0 && x < width && y < height && shares[(y * width) + x] > 0;
    }
}
