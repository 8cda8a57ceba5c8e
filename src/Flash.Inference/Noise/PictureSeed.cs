namespace Flash.Inference.Noise;

/// <summary>The sub-seed of one picture of a request.</summary>
internal static class PictureSeed
{
    // Fourth counter word of the blocks that make sub-seeds; Gaussian noise uses other values there.
    private const uint Purpose = 0x5EED;

    /// <param name="seed">The request's seed.</param>
    /// <param name="index">The picture, counted from 0.</param>
    public static ulong Of(ulong seed, int index)
    {
        var (x0, x1, _, _) = Philox.Block((uint)index, 0, 0, Purpose, seed);
        return x0 | ((ulong)x1 << 32);
    }
}
