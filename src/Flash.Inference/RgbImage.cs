namespace Flash.Inference;

/// <summary>A picture in memory: 8 bits each of red, green and blue (sRGB), interleaved, row by row from the
/// top.</summary>
public sealed class RgbImage
{
    /// <summary>Wraps pixels; they are not copied and must not change afterwards.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not width x height x 3, or a side is not
    /// positive.</exception>
    public RgbImage(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        if (width < 1 || height < 1)
        {
            throw new ArgumentException($"A picture is at least 1x1; {width}x{height} was given.");
        }

        if (pixels.Length != checked(width * height * 3))
        {
            throw new ArgumentException(
                $"A {width}x{height} picture has {width * height * 3} bytes of RGB; {pixels.Length} were given."
            );
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels.</summary>
    public int Height { get; }

    /// <summary>Width x Height x 3 bytes.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }
}
