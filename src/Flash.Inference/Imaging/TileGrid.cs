namespace Flash.Inference.Imaging;

/// <summary>Overlapping squares that cover a picture; at its edges they are moved inwards, not cut.</summary>
internal static class TileGrid
{
    /// <param name="length">Of the picture along one side, at least <paramref name="tile"/>.</param>
    /// <param name="tile">Side of a tile.</param>
    /// <param name="overlap">Least that neighbours share.</param>
    /// <returns>Where tiles begin, evenly spread, the first at 0 and the last at the far edge.</returns>
    public static int[] Starts(int length, int tile, int overlap)
    {
        var count = length <= tile ? 1 : (int)Math.Ceiling((double)(length - overlap) / (tile - overlap));
        return
        [
            .. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)((long)i * (length - tile) / (count - 1))),
        ];
    }

    /// <summary>A tile's share of each pixel along one side: full inside, falling off towards the edges that have a
    /// neighbour.</summary>
    public static float[] Weights(int tile, int overlap) =>
        [
            .. Enumerable
                .Range(0, tile)
                .Select(i => Math.Min(1f, (Math.Min(i, tile - 1 - i) + 1f) / Math.Max(1, overlap))),
        ];
}
