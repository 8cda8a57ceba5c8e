namespace Flash.Inference.Models;

/// <summary>FLUX's order of latents: each square of two by two latents is one token, its channels' four values standing
/// together.</summary>
internal static class LatentPacking
{
    /// <param name="latents">[C, h, w], h and w even.</param>
    /// <param name="packed">Receives [h/2·w/2, 4·C].</param>
    /// <param name="channels">C.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    public static void Pack(ReadOnlySpan<float> latents, Span<float> packed, int channels, int height, int width)
    {
        for (var i = 0; i < latents.Length; i++)
        {
            packed[Place(i, channels, height, width)] = latents[i];
        }
    }

    /// <summary>The way back.</summary>
    public static void Unpack(ReadOnlySpan<float> packed, Span<float> latents, int channels, int height, int width)
    {
        for (var i = 0; i < latents.Length; i++)
        {
            latents[i] = packed[Place(i, channels, height, width)];
        }
    }

    private static int Place(int index, int channels, int height, int width)
    {
        var (channel, y, x) = (index / (height * width), index / width % height, index % width);
        var token = (y / 2 * (width / 2)) + (x / 2);
        return (token * channels * 4) + (channel * 4) + (y % 2 * 2) + (x % 2);
    }
}
