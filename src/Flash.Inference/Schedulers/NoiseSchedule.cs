namespace Flash.Inference.Schedulers;

/// <summary>How much signal is left at each training timestep: ᾱ_t = ∏(1−β_s).</summary>
/// <remarks>
/// Computed in double and rounded to float32 wherever the reference (torch) holds a float32, because the published sums
/// depend on it: a linspace counts up from its start for the first half and down from its end for the second, and a
/// running product is kept in double.
/// </remarks>
public sealed class NoiseSchedule
{
    private readonly float[] _alphasCumprod;

    private NoiseSchedule(float[] alphasCumprod) => _alphasCumprod = alphasCumprod;

    /// <summary>ᾱ_t, one per training timestep, descending from about 1.</summary>
    public ReadOnlySpan<float> AlphasCumprod => _alphasCumprod;

    /// <summary>T.</summary>
    public int TrainTimesteps => _alphasCumprod.Length;

    /// <summary>The schedule that a configuration describes.</summary>
    /// <exception cref="InferenceException">An unknown schedule, or numbers that make none.</exception>
    public static NoiseSchedule Create(SchedulerConfig config)
    {
        if (config.NumTrainTimesteps is < 1 or > 100_000)
        {
            throw new InferenceException($"num_train_timesteps is {config.NumTrainTimesteps}; it is 1 to 100000.");
        }

        // Consistency models have other defaults than all the rest.
        var consistency = config.ClassName is "LCMScheduler" or "TCDScheduler";
        var (start, end) = (
            config.BetaStart ?? (consistency ? 0.00085 : 0.0001),
            config.BetaEnd ?? (consistency ? 0.012 : 0.02)
        );
        var name = config.BetaSchedule ?? (consistency ? "scaled_linear" : "linear");
        var betas = config.TrainedBetas is { } trained
            ? [.. trained.Select(beta => (float)beta)]
            : name switch
            {
                "linear" => Linspace((float)start, (float)end, config.NumTrainTimesteps),
                "scaled_linear" => ScaledLinear(start, end, config.NumTrainTimesteps),
                "squaredcos_cap_v2" => SquaredCosine(config.NumTrainTimesteps),
                _ => throw new InferenceException(
                    $"beta_schedule is '{name}'; known are linear, scaled_linear, squaredcos_cap_v2."
                ),
            };
        if (Array.Exists(betas, beta => !(beta is > 0 and < 1)))
        {
            throw new InferenceException(
                $"The {name} schedule from {start} to {end} leaves the range of variances, 0 to 1."
            );
        }

        var cumprod = Cumprod(betas);
        return new NoiseSchedule(config.RescaleBetasZeroSnr ? RescaleZeroSnr(cumprod) : cumprod);
    }

    /// <summary>torch.linspace in float32.</summary>
    internal static float[] Linspace(float start, float end, int count)
    {
        var step = count == 1 ? 0 : (end - start) / (count - 1);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = i < count / 2 ? start + (step * i) : end - (step * (count - 1 - i));
        }

        return values;
    }

    private static float[] ScaledLinear(double start, double end, int count)
    {
        var values = Linspace((float)Math.Sqrt(start), (float)Math.Sqrt(end), count);
        return Array.ConvertAll(values, value => value * value);
    }

    // Nichol & Dhariwal 2021, arXiv:2102.09672, eq. 17.
    private static float[] SquaredCosine(int count)
    {
        static double AlphaBar(double u) => Math.Pow(Math.Cos((u + 0.008) / 1.008 * Math.PI / 2), 2);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)Math.Min(1 - (AlphaBar((i + 1.0) / count) / AlphaBar((double)i / count)), 0.999);
        }

        return values;
    }

    private static float[] Cumprod(float[] betas)
    {
        var product = 1.0;
        return Array.ConvertAll(betas, beta => (float)(product *= 1f - beta));
    }

    // Lin et al. 2023, arXiv:2305.08891, algorithm 1: shift √ᾱ so that it ends at zero, stretch so that it starts where
    // it did.
    private static float[] RescaleZeroSnr(float[] cumprod)
    {
        var roots = Array.ConvertAll(cumprod, MathF.Sqrt);
        var (first, last) = (roots[0], roots[^1]);
        var stretched = Array.ConvertAll(roots, root => (root - last) * (first / (first - last)));
        var squares = Array.ConvertAll(stretched, root => root * root);
        var betas = new float[squares.Length];
        for (var i = 0; i < squares.Length; i++)
        {
            betas[i] = 1f - (i == 0 ? squares[0] : squares[i] / squares[i - 1]);
        }

        return Cumprod(betas);
    }
}
