using Flash.Inference.Noise;
using Flash.Inference.Schedulers;

namespace Flash.Inference.Pipelines;

/// <summary>The noise that a picture starts from, or a point on a closed path through it.</summary>
/// <remarks>
/// The path is a circle on the sphere of unit-variance noise, so that every point of it is as likely a start as any
/// other: with three independent noises z, a, b, the axis m = cos α·z + sin α·a and u = sin α·z − cos α·a (both of unit
/// variance), a point is cos α·m + sin α·(cos θ·u + sin θ·b); θ = 0 is z itself, and α says how far the path strays.
/// </remarks>
internal static class NoiseOrbit
{
    /// <summary>α: wide enough to see, narrow enough to stay the same scene.</summary>
    private const double Radius = 0.12;

    /// <param name="frame">Which picture and where on the orbit.</param>
    /// <param name="latents">Receives unit Gaussian noise [C, h, w].</param>
    public static void Fill(Frame frame, Span<float> latents)
    {
        GaussianNoise.Fill(latents, frame.Seed, GaussianNoise.Start);
        if (frame.OrbitAngle == 0)
        {
            return;
        }

        var (sineA, cosineA) = Math.SinCos(Radius);
        var (sineT, cosineT) = Math.SinCos(2 * Math.PI * frame.OrbitAngle);
        var other = new float[latents.Length];
        GaussianNoise.Fill(other, frame.Seed, GaussianNoise.OrbitA);
        LinearCombination.Write(
            (cosineA * cosineA) + (sineA * sineA * cosineT),
            latents,
            sineA * cosineA * (1 - cosineT),
            other,
            latents
        );
        GaussianNoise.Fill(other, frame.Seed, GaussianNoise.OrbitB);
        LinearCombination.Write(1, latents, sineA * sineT, other, latents);
    }
}
