namespace Flash.Inference.Safety;

/// <summary>A picture stretched to a square as TensorFlow's <c>resizeBilinear</c> does with aligned corners: the corner
/// pixels stay corner pixels, and no pixel in between is averaged away.</summary>
/// <remarks>The network was published with this scaling; libvips' kernels give it other pictures, and other
/// scores.</remarks>
internal static class BilinearPlanes
{
    /// <param name="picture">Of any size.</param>
    /// <param name="planes">Receives [3, side, side] in [0, 1].</param>
    /// <param name="side">Pixels.</param>
    public static void Fill(RgbImage picture, Span<float> planes, int side)
    {
        var pixels = picture.Pixels.Span;
        var (across, down) = (Positions(picture.Width, side), Positions(picture.Height, side));
        for (var y = 0; y < side; y++)
        {
            var (top, bottom, low) = down[y];
            for (var x = 0; x < side; x++)
            {
                var (left, right, along) = across[x];
                for (var channel = 0; channel < 3; channel++)
                {
                    float At(ReadOnlySpan<byte> all, int row, int column) =>
                        all[(((row * picture.Width) + column) * 3) + channel] / 255f;
                    var upper = float.Lerp(At(pixels, top, left), At(pixels, top, right), along);
                    var lower = float.Lerp(At(pixels, bottom, left), At(pixels, bottom, right), along);
                    planes[(((channel * side) + y) * side) + x] = float.Lerp(upper, lower, low);
                }
            }
        }
    }

    private static (int First, int Second, float Share)[] Positions(int length, int side) =>
        [
            .. Enumerable
                .Range(0, side)
                .Select(i =>
                {
                    var at = i * ((length - 1f) / (side - 1));
                    var first = Math.Min((int)at, length - 1);
                    return (first, Math.Min(first + 1, length - 1), at - first);
                }),
        ];
}
