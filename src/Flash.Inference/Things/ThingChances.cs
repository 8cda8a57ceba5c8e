using Flash.Inference.Noise;

namespace Flash.Inference.Things;

/// <summary>A picture's own chances: numbers 0, 1, 2, … of a stream that nothing else reads.</summary>
internal sealed class ThingChances(ulong pictureSeed)
{
    // Fourth counter word of the blocks; noise and sub-seeds have other values there.
    private const uint Purpose = 0x7419;

    private uint _next;

    /// <summary>In [0, 1).</summary>
    public double Next()
    {
        var (x, _, _, _) = Philox.Block(_next++, 0, 0, Purpose, pictureSeed);
        return x / (double)(1L << 32);
    }

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Next() * count);
}
