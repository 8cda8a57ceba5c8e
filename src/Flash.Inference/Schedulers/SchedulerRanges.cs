namespace Flash.Inference.Schedulers;

/// <summary>The ranges of the numbers in <c>scheduler_config.json</c>.</summary>
internal static class SchedulerRanges
{
    private const int MostTimesteps = 100_000;

    /// <exception cref="InferenceException">A number is out of its range; the message names it, its value and what is
    /// allowed.</exception>
    public static void Check(SchedulerConfig config)
    {
        Expect(
            config.NumTrainTimesteps is >= 1 and <= MostTimesteps,
            "num_train_timesteps",
            config.NumTrainTimesteps,
            $"1 to {MostTimesteps}"
        );
        var steps = config.NumTrainTimesteps;
        if (config.BetaStart is { } start)
        {
            Expect(start is > 0 and < 1, "beta_start", start, "above 0 and below 1");
        }

        if (config.BetaEnd is { } end)
        {
            Expect(end is > 0 and < 1, "beta_end", end, "above 0 and below 1");
            if (config.BetaStart is { } least)
            {
                Expect(least <= end, "beta_start", least, $"at most beta_end, {end}");
            }
        }

        if (config.TrainedBetas is { } betas)
        {
            Expect(
                betas.Count is >= 1 and <= MostTimesteps,
                "trained_betas",
                $"{betas.Count} numbers",
                "1 to 100000 numbers"
            );
            foreach (var beta in betas)
            {
                Expect(beta is > 0 and < 1, "a number of trained_betas", beta, "above 0 and below 1");
            }
        }

        Expect(
            config.StepsOffset >= 0 && config.StepsOffset < steps,
            "steps_offset",
            config.StepsOffset,
            $"0 to {steps - 1}"
        );
        ExpectPositive("clip_sample_range", config.ClipSampleRange);
        ExpectPositive("timestep_scaling", config.TimestepScaling);
        ExpectPositive("shift", config.Shift);
        ExpectFinite("base_shift", config.BaseShift);
        ExpectFinite("max_shift", config.MaxShift);
        if (config.LambdaMinClipped is { } lambda)
        {
            ExpectFinite("lambda_min_clipped", lambda);
        }

        if (config.DefaultInferenceSteps is { } defaultSteps)
        {
            Expect(
                defaultSteps >= 1 && defaultSteps <= steps,
                "default_inference_steps",
                defaultSteps,
                $"1 to {steps}"
            );
        }

        if (config.DefaultGuidanceScale is { } guidance)
        {
            Expect(
                guidance >= 0 && float.IsFinite(guidance),
                "default_guidance_scale",
                guidance,
                "a number of at least 0"
            );
        }
    }

    private static void ExpectPositive(string name, double value) =>
        Expect(value > 0 && double.IsFinite(value), name, value, "a number above 0");

    private static void ExpectFinite(string name, double value) =>
        Expect(double.IsFinite(value), name, value, "a number");

    private static void Expect(bool isAllowed, string name, object value, string allowed)
    {
        if (!isAllowed)
        {
            throw new InferenceException(
                FormattableString.Invariant($"scheduler_config.json: {name} is {value}; allowed is {allowed}.")
            );
        }
    }
}
