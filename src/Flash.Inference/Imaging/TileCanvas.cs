namespace Flash.Inference.Imaging;

/// <summary>A picture put together from overlapping tiles, each pixel the weighted mean of the tiles that cover
/// it.</summary>
internal sealed class TileCanvas(int width, int height)
{
    private readonly float[] _sums = new float[width * height * 3];
    private readonly float[] _weights = new float[width * height];

    /// <param name="tile">The tile's picture.</param>
    /// <param name="left">Its place.</param>
    /// <param name="top">Its place.</param>
    /// <param name="overlap">How far it fades towards its edges, pixels.</param>
    public void Add(RgbImage tile, int left, int top, int overlap)
    {
        var across = TileGrid.Weights(tile.Width, overlap);
        var down = TileGrid.Weights(tile.Height, overlap);
        var pixels = tile.Pixels.Span;
        for (var y = 0; y < tile.Height; y++)
        {
            for (var x = 0; x < tile.Width; x++)
            {
                var weight = across[x] * down[y];
                var (source, target) = (((y * tile.Width) + x) * 3, ((top + y) * width) + left + x);
                _weights[target] += weight;
                for (var channel = 0; channel < 3; channel++)
                {
                    _sums[(target * 3) + channel] += weight * pixels[source + channel];
                }
            }
        }
    }

    public RgbImage ToRgb()
    {
        var pixels = new byte[_sums.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)MathF.Round(_sums[i] / _weights[i / 3]);
        }

        return new RgbImage(width, height, pixels);
    }
}
