namespace Flash.Inference.Schedulers;

/// <summary>Timesteps with their noise scale σ, for samplers that work on x_0 + σ·ε.</summary>
/// <param name="Timesteps">One per step, descending.</param>
/// <param name="Sigmas">One more than timesteps: the last is where sampling ends.</param>
/// <param name="InitNoiseSigma">Standard deviation of the noise that sampling starts from.</param>
internal sealed record SigmaSchedule(double[] Timesteps, double[] Sigmas, double InitNoiseSigma)
{
    /// <param name="config">Spacing defaults to linspace, as diffusers has it for Euler.</param>
    /// <param name="inferenceSteps">1 to T.</param>
    public static SigmaSchedule Create(SchedulerConfig config, int inferenceSteps)
    {
        if (config.TimestepType != "discrete" || config.InterpolationType != "linear")
        {
            throw new InferenceException(
                $"timestep_type is '{config.TimestepType}' and interpolation_type '{config.InterpolationType}'; known "
                    + $"are discrete and linear."
            );
        }

        var schedule = NoiseSchedule.Create(config);
        var table = new SigmaTable(schedule);
        var spacing = config.SpacingOr(TimestepSpacing.Linspace);
        var timesteps =
            config.Timesteps is null && spacing == TimestepSpacing.Linspace
                ? TimestepSchedule.Linspace(schedule.TrainTimesteps, inferenceSteps)
                : TimestepSchedule.Create(config, spacing, schedule.TrainTimesteps, inferenceSteps);
        double[] sigmas = [.. timesteps.Select(table.At)];
        if (SigmaSpread.Of(config) is { } spread && config.Timesteps is null)
        {
            sigmas = spread(sigmas[0], sigmas[^1], sigmas.Length);
            timesteps = [.. sigmas.Select(table.TimestepOf)];
        }

        var largest = sigmas.Max();
        return new SigmaSchedule(
            timesteps,
            [.. sigmas, table.Final(config)],
            spacing == TimestepSpacing.Leading ? Math.Sqrt((largest * largest) + 1) : largest
        );
    }
}
