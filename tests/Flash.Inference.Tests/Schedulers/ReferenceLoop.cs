using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The fixtures of diffusers' own scheduler tests: deterministic samples of shape [4,3,8,8] and a model that
/// returns x·t/(t+1).</summary>
internal static class ReferenceLoop
{
    public const int Size = 4 * 3 * 8 * 8;

    /// <summary>value[n,c,h,w] = (((c·8+h)·8+w)·4+n)/768.</summary>
    public static float[] Sample() => Fill(index => index);

    public static float[] Noise() => Fill(index => Size - 1 - index);

    /// <summary>Runs every step from <paramref name="firstStep"/> on and returns where sampling ends.</summary>
    public static float[] Run(IScheduler scheduler, float[] sample, int firstStep = 0)
    {
        var (x, previous, denoised, scaled) = (
            (float[])sample.Clone(),
            new float[Size],
            new float[Size],
            new float[Size]
        );
        for (var i = firstStep; i < scheduler.Timesteps.Count; i++)
        {
            scheduler.ScaleModelInput(x, i, scaled);
            var t = (float)scheduler.Timesteps[i];
            var output = Array.ConvertAll(scaled, value => value * t / (t + 1));
            scheduler.Step(output, i, x, [], previous, denoised);
            (x, previous) = (previous, x);
        }

        return x;
    }

    public static double SumOfAbsolutes(float[] values) => values.Sum(value => Math.Abs((double)value));

    private static float[] Fill(Func<int, int> value)
    {
        var values = new float[Size];
        for (var n = 0; n < 4; n++)
        {
            for (var rest = 0; rest < Size / 4; rest++)
            {
                values[(n * (Size / 4)) + rest] = value((rest * 4) + n) / (float)Size;
            }
        }

        return values;
    }
}
