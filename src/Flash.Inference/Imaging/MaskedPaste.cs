namespace Flash.Inference.Imaging;

/// <summary>Lays a new picture over an old one where a mask says so.</summary>
/// <param name="original">What shows where the share is 0.</param>
/// <param name="shares">The new picture's share of each pixel, 0 to 255.</param>
internal sealed class MaskedPaste(RgbImage original, byte[] shares)
{
    public RgbImage Over(RgbImage picture)
    {
        var pixels = original.Pixels.ToArray();
        var drawn = picture.Pixels.Span;
        for (var i = 0; i < pixels.Length; i++)
        {
            var share = shares[i / 3];
            pixels[i] = (byte)(((drawn[i] * share) + (pixels[i] * (255 - share)) + 127) / 255);
        }

        return new RgbImage(picture.Width, picture.Height, pixels);
    }
}
