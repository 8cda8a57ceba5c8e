using Flash.Inference.Models;

namespace Flash.Inference.Imaging;

/// <summary>Latents to colours by one small matrix: a blurred sketch an eighth as wide as the picture, for next to
/// nothing.</summary>
/// <remarks>
/// The matrices were fitted by the community to the two autoencoders that nearly all Stable Diffusion models share
/// (found first by Keturn for 1.x; these are ComfyUI's published coefficients). They apply to latents as the sampler
/// sees them and give colours in [-1, 1].
/// </remarks>
internal sealed class LinearPreview
{
    private static readonly LinearPreview StableDiffusion = new(
        [
            0.3512f,
            0.2297f,
            0.3227f,
            0.3250f,
            0.4974f,
            0.2350f,
            -0.2829f,
            0.1762f,
            0.2721f,
            -0.2120f,
            -0.2616f,
            -0.7177f,
        ],
        [0, 0, 0]
    );

    private static readonly LinearPreview StableDiffusionXL = new(
        [
            0.3651f,
            0.4232f,
            0.4341f,
            -0.2533f,
            -0.0042f,
            0.1068f,
            0.1076f,
            0.1111f,
            -0.0362f,
            -0.3165f,
            -0.2492f,
            -0.2188f,
        ],
        [0.1084f, -0.0175f, -0.0011f]
    );

    private readonly float[] _factors,
        _bias;

    private LinearPreview(float[] factors, float[] bias) => (_factors, _bias) = (factors, bias);

    /// <summary>The matrix for an autoencoder, recognised by its scaling factor; null when it is another one.</summary>
    public static LinearPreview? For(VaeConfig config) =>
        (config.LatentChannels, config.ScaleFactor, config.ScalingFactor) switch
        {
            (4, 8, > 0.182f and < 0.183f) => StableDiffusion,
            (4, 8, > 0.130f and < 0.131f) => StableDiffusionXL,
            _ => null,
        };

    /// <param name="latents">[4, h, w].</param>
    /// <param name="width">w.</param>
    /// <param name="height">h.</param>
    public RgbImage Decode(ReadOnlySpan<float> latents, int width, int height)
    {
        var area = width * height;
        var planes = new float[3 * area];
        for (var colour = 0; colour < 3; colour++)
        {
            for (var i = 0; i < area; i++)
            {
                var sum = _bias[colour];
                for (var channel = 0; channel < 4; channel++)
                {
                    sum += latents[(channel * area) + i] * _factors[(channel * 3) + colour];
                }

                planes[(colour * area) + i] = sum;
            }
        }

        return PixelConversion.ToRgb(planes, width, height);
    }
}
