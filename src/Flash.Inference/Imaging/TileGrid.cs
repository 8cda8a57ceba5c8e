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

    /// <summary>Left and top of every tile, row by row.</summary>
    public static List<(int Left, int Top)> Places(RgbImage picture, int width, int height, int overlap) =>
        [
            .. from top in Starts(picture.Height, height, overlap)
            from left in Starts(picture.Width, width, overlap)
            select (left, top),
        ];

    /// <summary>A tile's share of each pixel along one side: full inside, falling off towards its edges. The
    /// outer half of the overlap, where a network sees no further, counts only where no other tile reaches.</summary>
    public static float[] Weights(int tile, int overlap) =>
        [
            .. Enumerable
                .Range(0, tile)
                .Select(i =>
                    Math.Clamp(((2f * (Math.Min(i, tile - 1 - i) + 1)) - overlap) / Math.Max(1, overlap), 1e-4f, 1)
                ),
        ];
}
