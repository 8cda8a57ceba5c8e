using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference.Things;

/// <summary>A square picture with opacity: red, green, blue and opacity of 8 bits, not premultiplied.</summary>
/// <param name="Side">Pixels.</param>
/// <param name="Pixels">[side, side, 4].</param>
internal sealed record Art(int Side, byte[] Pixels)
{
    /// <summary>Reads a picture of a model's folder.</summary>
    /// <exception cref="InferenceException">It is damaged, or of another size.</exception>
    public static Art Read(byte[] file, int side, string name)
    {
        Vips.Initialize();
        try
        {
            using var image = Image.WebploadBuffer(file, failOn: Enums.FailOn.Error);
            using var opaque = image.HasAlpha() ? image.Copy() : image.Bandjoin(255);
            if (opaque.Bands == 4 && opaque.Width == side && opaque.Height == side)
            {
                return new Art(side, opaque.WriteToMemory<byte>());
            }
        }
        catch (VipsException e)
        {
            throw new InferenceException($"The stored picture of \"{name}\" is damaged.", e);
        }

        throw new InferenceException($"The stored picture of \"{name}\" is not {side}x{side} pixels.");
    }

    public Art Mirrored()
    {
        var pixels = new byte[Pixels.Length];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                Pixels.AsSpan(4 * ((y * Side) + Side - 1 - x), 4).CopyTo(pixels.AsSpan(4 * ((y * Side) + x)));
            }
        }

        return new Art(Side, pixels);
    }

    /// <summary>In another size; premultiplied on the way, or the colour of what cannot be seen bleeds into the
    /// edges.</summary>
    public Art Resized(int side)
    {
        if (side == Side)
        {
            return this;
        }

        using var image = Image.NewFromMemoryCopy(Pixels.AsSpan(), Side, Side, 4, Enums.BandFormat.Uchar);
        using var typed = image.Copy(interpretation: Enums.Interpretation.Srgb);
        using var premultiplied = typed.Premultiply();
        using var scaled = premultiplied.Resize((double)side / Side, kernel: Enums.Kernel.Cubic);
        using var exact = scaled.Embed(0, 0, side, side, extend: Enums.Extend.Copy);
        using var plain = exact.Unpremultiply();
        using var rounded = plain.Rint();
        using var bytes = rounded.Cast(Enums.BandFormat.Uchar);
        return new Art(side, bytes.WriteToMemory<byte>());
    }

    /// <summary>Over plain ground, [side, side, 3].</summary>
    public byte[] Over(ReadOnlySpan<float> ground)
    {
        var colours = new byte[Side * Side * 3];
        for (var i = 0; i < Side * Side; i++)
        {
            var opaque = Pixels[(4 * i) + 3] / 255f;
            for (var c = 0; c < 3; c++)
            {
                colours[(3 * i) + c] = (byte)((Pixels[(4 * i) + c] * opaque) + (ground[c] * (1 - opaque)));
            }
        }

        return colours;
    }
}
