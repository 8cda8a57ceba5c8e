namespace Flash.Inference.Provenance;

/// <summary>The pattern that a watermark repeats over a picture: 8x8 blocks of 16x16 pixels, each carrying five
/// symbols.</summary>
/// <remarks>Of a tile's 320 symbols 62 are known beforehand, to find the tile by; the others are the message.
/// Everything here is fixed for ever: changing it makes older pictures unreadable.</remarks>
internal static class WatermarkTile
{
    /// <summary>Pixels of a block's side, and blocks and pixels of a tile's.</summary>
    public const int Block = 16,
        Blocks = 8,
        Side = Block * Blocks;

    /// <summary>Symbols in a block, in a tile, and those of a tile that are known.</summary>
    public const int PerBlock = 5,
        Symbols = Blocks * Blocks * PerBlock,
        Pilots = Symbols - WatermarkCode.Symbols;

    private const ulong LayoutSeed = 0x466C617368_0001;

    static WatermarkTile()
    {
        var random = LayoutSeed;
        Places = [.. Enumerable.Range(0, Symbols)];
        for (var i = Symbols - 1; i > 0; i--)
        {
            var j = (int)(Next(ref random) % (ulong)(i + 1));
            (Places[i], Places[j]) = (Places[j], Places[i]);
        }

        for (var i = 0; i < Symbols; i++)
        {
            Phases[i] = 2 * Math.PI * (Next(ref random) >> 11) / (1UL << 53);
        }

        for (var i = 0; i < Pilots; i++)
        {
            PilotBits[i] = (Next(ref random) & 1) == 1;
        }
    }

    /// <summary>Where symbol i stands, as (block row x 8 + block column) x 5 + coefficient: first the message's, then
    /// the known ones.</summary>
    public static int[] Places { get; }

    /// <summary>For each place, the angle within a quantization step that stands for zero; the opposite one stands for
    /// one. They differ so that no plain picture looks like a message.</summary>
    public static double[] Phases { get; } = new double[Symbols];

    /// <summary>The known symbols.</summary>
    public static bool[] PilotBits { get; } = new bool[Pilots];

    // SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
