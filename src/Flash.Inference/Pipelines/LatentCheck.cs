using System.Numerics.Tensors;

namespace Flash.Inference.Pipelines;

/// <summary>Finds latents that cannot become a picture, so that a black square is never delivered as one.</summary>
internal static class LatentCheck
{
    // A latent picture that is one value everywhere; real ones have a variance of the order of 1.
    private const double FlatVariance = 1e-6;

    /// <param name="latents">[pictures, C, h, w].</param>
    /// <param name="size">C·h·w.</param>
    /// <param name="step">For the message, from 1.</param>
    public static void ExpectPictures(ReadOnlySpan<float> latents, int size, int step)
    {
        for (var start = 0; start < latents.Length; start += size)
        {
            var picture = latents.Slice(start, size);
            var mean = (double)TensorPrimitives.Sum(picture) / size;
            var variance = ((double)TensorPrimitives.SumOfSquares(picture) / size) - (mean * mean);
            if (!double.IsFinite(variance))
            {
                throw new InferenceException(
                    $"The model returned values that are not numbers for picture {(start / size) + 1} at step {step}; "
                        + $"with a float16 export, try a float32 one.",
                    null,
                    isTransient: true
                );
            }

            if (variance < FlatVariance)
            {
                throw new InferenceException(
                    $"The model returned a blank picture {(start / size) + 1} at step {step}.",
                    null,
                    isTransient: true
                );
            }
        }
    }
}
