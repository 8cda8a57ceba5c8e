using NetVips;

namespace Flash.Inference.Imaging;

/// <summary>Which pixels of a picture are to be redrawn.</summary>
internal sealed class PictureMask
{
    private readonly int _width,
        _height;
    private readonly bool[] _redrawn;

    private PictureMask(int width, int height, bool[] redrawn) =>
        (_width, _height, _redrawn) = (width, height, redrawn);

    /// <param name="mask">Light where redrawn, dark where kept.</param>
    public static PictureMask From(RgbImage mask)
    {
        var pixels = mask.Pixels.Span;
        var redrawn = new bool[mask.Width * mask.Height];
        for (var i = 0; i < redrawn.Length; i++)
        {
            redrawn[i] = pixels[3 * i] + pixels[(3 * i) + 1] + pixels[(3 * i) + 2] >= 3 * 128;
        }

        return new PictureMask(mask.Width, mask.Height, redrawn);
    }

    public static PictureMask Everything(int width, int height)
    {
        var redrawn = new bool[width * height];
        redrawn.AsSpan().Fill(true);
        return new PictureMask(width, height, redrawn);
    }

    /// <summary>[h, w] at the latents' resolution: 1 where any pixel of a cell is redrawn.</summary>
    public float[] Cells(int scale)
    {
        var (width, height) = (_width / scale, _height / scale);
        var cells = new float[width * height];
        for (var i = 0; i < _redrawn.Length; i++)
        {
            if (_redrawn[i])
            {
                cells[(i / _width / scale * width) + (i % _width / scale)] = 1;
            }
        }

        return cells;
    }

    /// <summary>The picture with one colour where it is to be redrawn.</summary>
    public RgbImage Cover(RgbImage picture, byte grey)
    {
        var pixels = picture.Pixels.ToArray();
        for (var i = 0; i < _redrawn.Length; i++)
        {
            if (_redrawn[i])
            {
                pixels.AsSpan(3 * i, 3).Fill(grey);
            }
        }

        return new RgbImage(_width, _height, pixels);
    }

    /// <summary>Shares of 255 where redrawn, 0 where kept.</summary>
    public byte[] Hard() => Array.ConvertAll(_redrawn, redrawn => redrawn ? (byte)255 : (byte)0);

    /// <summary>Shares from 0 to 255 that fall off around the border, but are 0 wherever the picture is kept.</summary>
    public byte[] Softened(int scale)
    {
        using var image = Image.NewFromMemoryCopy(Hard().AsSpan(), _width, _height, 1, Enums.BandFormat.Uchar);
        using var blurred = image.Gaussblur(scale / 2.0);
        var soft = blurred.WriteToMemory<byte>();
        for (var i = 0; i < soft.Length; i++)
        {
            // Twice the distance from one half: at the border none of the new picture, well inside all of it.
            soft[i] = _redrawn[i] ? (byte)Math.Clamp((2 * soft[i]) - 255, 0, 255) : (byte)0;
        }

        return soft;
    }
}
