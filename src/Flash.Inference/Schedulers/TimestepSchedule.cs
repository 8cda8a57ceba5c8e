namespace Flash.Inference.Schedulers;

/// <summary>The timesteps that n steps visit, as diffusers counts them.</summary>
internal static class TimestepSchedule
{
    /// <summary>The configured timesteps, checked, or evenly spaced ones.</summary>
    public static double[] Create(
        SchedulerConfig config,
        TimestepSpacing fallback,
        int trainTimesteps,
        int inferenceSteps
    ) =>
        config.Timesteps is { } timesteps
            ? Checked(timesteps, trainTimesteps - 1)
            : Create(config.SpacingOr(fallback), trainTimesteps, inferenceSteps, config.StepsOffset);

    /// <exception cref="ArgumentException">None, one outside training, or one that is not below the one before
    /// it.</exception>
    public static double[] Checked(IReadOnlyList<double> timesteps, int last)
    {
        for (var i = 0; i < timesteps.Count; i++)
        {
            if (!(timesteps[i] >= 0 && timesteps[i] <= last) || (i > 0 && timesteps[i] >= timesteps[i - 1]))
            {
                throw new ArgumentException(
                    $"Timesteps descend from at most {last} to at least 0; {string.Join(", ", timesteps)} were given."
                );
            }
        }

        return timesteps.Count > 0
            ? [.. timesteps]
            : throw new ArgumentException("The list of timesteps is empty; it has at least one.");
    }

    public static double[] Create(TimestepSpacing spacing, int trainTimesteps, int inferenceSteps, int stepsOffset)
    {
        if (inferenceSteps < 1 || inferenceSteps > trainTimesteps)
        {
            throw new ArgumentException(
                $"Steps are 1 to {trainTimesteps} for this model; {inferenceSteps} were asked for."
            );
        }

        return spacing switch
        {
            TimestepSpacing.Leading => Leading(trainTimesteps, inferenceSteps, stepsOffset),
            TimestepSpacing.Trailing => Trailing(trainTimesteps, inferenceSteps),
            TimestepSpacing.Linspace => Array.ConvertAll(Linspace(trainTimesteps, inferenceSteps), t =>
                Math.Round(t, MidpointRounding.ToEven)
            ),
            _ => throw new ArgumentException($"Unknown timestep spacing {spacing}."),
        };
    }

    /// <summary>Evenly from T−1 down to 0, not rounded.</summary>
    public static double[] Linspace(int trainTimesteps, int inferenceSteps) =>
        Down(inferenceSteps, i => inferenceSteps == 1 ? 0 : (trainTimesteps - 1.0) * i / (inferenceSteps - 1));

    private static double[] Leading(int trainTimesteps, int inferenceSteps, int stepsOffset) =>
        Down(inferenceSteps, i => (i * (trainTimesteps / inferenceSteps)) + stepsOffset);

    /// <summary>Down from <paramref name="trainTimesteps"/> − 1, which need not be all of training, in steps of
    /// T/n.</summary>
    /// <remarks>Exactly n values; the reference's arange yields n+1 for some n because its length is computed in
    /// floating point.</remarks>
    public static double[] Trailing(double trainTimesteps, int inferenceSteps)
    {
        var timesteps = new double[inferenceSteps];
        for (var i = 0; i < inferenceSteps; i++)
        {
            timesteps[i] =
                Math.Round(trainTimesteps - (i * (trainTimesteps / inferenceSteps)), MidpointRounding.ToEven) - 1;
        }

        return timesteps;
    }

    private static double[] Down(int count, Func<int, double> value)
    {
        var timesteps = new double[count];
        for (var i = 0; i < count; i++)
        {
            timesteps[count - 1 - i] = value(i);
        }

        return timesteps;
    }
}
