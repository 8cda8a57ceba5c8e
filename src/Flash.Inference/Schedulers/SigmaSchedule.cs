namespace Flash.Inference.Schedulers;

/// <summary>Timesteps with their noise scale σ = √((1−ᾱ)/ᾱ), for samplers that work on x_0 + σ·ε.</summary>
/// <param name="Timesteps">One per step, descending.</param>
/// <param name="Sigmas">One more than timesteps; ends at zero.</param>
/// <param name="InitNoiseSigma">Standard deviation of the noise that sampling starts from.</param>
internal sealed record SigmaSchedule(double[] Timesteps, double[] Sigmas, double InitNoiseSigma)
{
    /// <param name="config">Spacing defaults to linspace, as diffusers has it for Euler.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    public static SigmaSchedule Create(SchedulerConfig config, int inferenceSteps)
    {
        var schedule = NoiseSchedule.Create(config);
        var spacing = config.SpacingOr(TimestepSpacing.Linspace);
        var timesteps = config.Timesteps is null && spacing == TimestepSpacing.Linspace
            ? TimestepSchedule.Linspace(schedule.TrainTimesteps, inferenceSteps)
            : TimestepSchedule.Create(config, spacing, schedule.TrainTimesteps, inferenceSteps);
        var train = new double[schedule.TrainTimesteps];
        for (var t = 0; t < train.Length; t++)
        {
            // A schedule that ends in pure noise has no finite sigma there; diffusers takes 2^-24 for its ᾱ.
            var alphaCumprod = Math.Max(schedule.AlphasCumprod[t], Math.Pow(2, -24));
            train[t] = Math.Sqrt((1 - alphaCumprod) / alphaCumprod);
        }

        double[] sigmas = [.. timesteps.Select(t => Interpolate(train, t))];
        if (config.UseKarrasSigmas)
        {
            sigmas = Karras(sigmas[^1], sigmas[0], sigmas.Length);
            timesteps = [.. sigmas.Select(sigma => TimestepOf(train, sigma))];
        }

        var largest = sigmas.Max();
        return new SigmaSchedule(timesteps, [.. sigmas, 0], spacing == TimestepSpacing.Leading ? Math.Sqrt((largest * largest) + 1) : largest);
    }

    // Karras et al. 2022, arXiv:2206.00364, eq. 5, ρ = 7.
    private static double[] Karras(double min, double max, int count)
    {
        var (low, high) = (Math.Pow(min, 1 / 7.0), Math.Pow(max, 1 / 7.0));
        return [.. Enumerable.Range(0, count).Select(i => Math.Pow(high + (count == 1 ? 0 : (double)i / (count - 1) * (low - high)), 7))];
    }

    private static double Interpolate(double[] values, double index)
    {
        var low = Math.Clamp((int)Math.Floor(index), 0, values.Length - 1);
        var high = Math.Min(low + 1, values.Length - 1);
        return values[low] + ((index - low) * (values[high] - values[low]));
    }

    // The timestep between two trained ones whose log sigmas enclose this one's.
    private static double TimestepOf(double[] train, double sigma)
    {
        var low = Math.Clamp(Array.FindLastIndex(train, value => value <= sigma), 0, train.Length - 2);
        var (a, b) = (Math.Log(train[low]), Math.Log(train[low + 1]));
        return low + Math.Clamp((Math.Log(sigma) - a) / (b - a), 0, 1);
    }
}
