using Flash.Inference.Imaging;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>Runs a super-resolution network over a picture of any size, in overlapping tiles.</summary>
internal static class TiledSuperResolution
{
    // Pixels that a network's convolutions reach beyond a border at most; there the picture's edges are repeated, for
    // networks fill with black.
    private const int Margin = 16;

    /// <summary>The picture, <see cref="SuperResolution.Scale"/> times as large.</summary>
    public static RgbImage Run(
        SuperResolution network,
        RgbImage picture,
        Action<UpscaleEvent> announce,
        RunControl control
    )
    {
        var fitted = PictureScaling.Surround(picture, Margin, network.HasFixedTile ? network.Tile : 1);
        var (width, height) = (Math.Min(network.Tile, fitted.Width), Math.Min(network.Tile, fitted.Height));
        var overlap = Math.Min(network.Tile / 8, Math.Min(width, height) / 4);
        var scale = network.Scale;
        var large = new TileCanvas(fitted.Width * scale, fitted.Height * scale);
        var tiles = TileGrid.Places(fitted, width, height, overlap);
        for (var i = 0; i < tiles.Count; i++)
        {
            var (left, top) = tiles[i];
            var result = network.Run(PictureScaling.Cut(fitted, left, top, width, height), control);
            large.Add(result, left * scale, top * scale, overlap * scale);
            announce(new UpscaleEvent.TileDone(i + 1, tiles.Count));
        }

        return PictureScaling.Cut(
            large.ToRgb(),
            Margin * scale,
            Margin * scale,
            picture.Width * scale,
            picture.Height * scale
        );
    }
}
