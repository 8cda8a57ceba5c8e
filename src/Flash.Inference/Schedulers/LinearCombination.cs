using System.Numerics.Tensors;

namespace Flash.Inference.Schedulers;

/// <summary>a·x + b·y over whole tensors: all that a sampler does to latents.</summary>
internal static class LinearCombination
{
    // The destination may be x but not y.
    public static void Write(double a, ReadOnlySpan<float> x, double b, ReadOnlySpan<float> y, Span<float> destination)
    {
        TensorPrimitives.Multiply(x, (float)a, destination);
        TensorPrimitives.MultiplyAdd(y, (float)b, destination, destination);
    }
}
