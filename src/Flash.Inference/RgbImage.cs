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

    /// <summary>Writes it to a file, whose ending says how: <c>.png</c>, <c>.jpg</c>, <c>.jpeg</c> or
    /// <c>.webp</c>.</summary>
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">Another ending.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        var file = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ImageEncoder.EncodePng(this),
            ".JPG" or ".JPEG" => ImageEncoder.EncodeJpeg(this),
            ".WEBP" => ImageEncoder.EncodeWebp(this, 90, null),
            var ending => throw new ArgumentException(
                $"A picture's file ends in .png, .jpg, .jpeg or .webp; '{ending}' was given."
            ),
        };
        return File.WriteAllBytesAsync(path, file, cancellationToken);
    }
}
