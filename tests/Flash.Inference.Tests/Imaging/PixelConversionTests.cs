using Flash.Inference.Imaging;

namespace Flash.Inference.Tests.Imaging;

public sealed class PixelConversionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(64, 64)]
    public void Planes_are_scaled_clamped_rounded_and_interleaved(int width, int height)
    {
        var planes = new float[3 * width * height];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (float)(1.3 * Math.Sin(0.37 * i));
        }

        var pixels = PixelConversion.ToRgb(planes, width, height).Pixels.ToArray();

        for (var i = 0; i < width * height; i++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                var level = Math.Round(Math.Clamp((planes[(channel * width * height) + i] / 2) + 0.5, 0, 1) * 255);
                Assert.Equal(level, pixels[(3 * i) + channel], 0.0);
            }
        }
    }
}
