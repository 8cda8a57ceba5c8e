namespace Flash.Inference.Schedulers;

/// <summary>Which timesteps and sigmas DPM-Solver++ visits, as diffusers counts them: whole timesteps, one more than
/// asked for of which the last is left out.</summary>
/// <param name="Timesteps">One per step, descending.</param>
/// <param name="Sigmas">One more than timesteps: the last is where sampling ends.</param>
internal sealed record DpmSolverSchedule(double[] Timesteps, double[] Sigmas)
{
    public static DpmSolverSchedule Create(SchedulerConfig config, int inferenceSteps)
    {
        var schedule = NoiseSchedule.Create(config);
        var table = new SigmaTable(schedule);
        var spread = config.UseLuLambdas ? Lu : SigmaSpread.Of(config);
        if (spread is null || config.Timesteps is not null)
        {
            var timesteps = Spaced(config, schedule, table, inferenceSteps);
            return new DpmSolverSchedule(timesteps, [.. timesteps.Select(table.At), table.Final(config)]);
        }

        var sigmas = spread(table.Largest, table.Smallest, inferenceSteps);
        // Karras' and Lu's timesteps are rounded, exponential ones and all on a cosine schedule are cut off.
        var rounded = (config.UseKarrasSigmas || config.UseLuLambdas) && config.BetaSchedule != "squaredcos_cap_v2";
        return new DpmSolverSchedule(
            [
                .. sigmas.Select(sigma =>
                    rounded
                        ? Math.Round(table.TimestepOf(sigma), MidpointRounding.ToEven)
                        : Math.Floor(table.TimestepOf(sigma))
                ),
            ],
            [.. sigmas, table.Final(config)]
        );
    }

    private static double[] Spaced(SchedulerConfig config, NoiseSchedule schedule, SigmaTable table, int inferenceSteps)
    {
        if (config.Timesteps is { } given)
        {
            return TimestepSchedule.Checked(given, schedule.TrainTimesteps - 1);
        }

        if (inferenceSteps < 1 || inferenceSteps >= schedule.TrainTimesteps)
        {
            throw new ArgumentException(
                $"Steps are 1 to {schedule.TrainTimesteps - 1} for this model; {inferenceSteps} were asked for."
            );
        }

        // λ = −ln σ falls with t; timesteps whose λ lies below the limit are never visited.
        var train = schedule.TrainTimesteps;
        var last = config.LambdaMinClipped is { } limit
            ? Enumerable.Range(0, train).Count(t => -Math.Log(table.At(t)) >= limit)
            : train;
        return config.SpacingOr(TimestepSpacing.Linspace) switch
        {
            TimestepSpacing.Linspace =>
            [
                .. TimestepSchedule
                    .Linspace(last, inferenceSteps + 1)[..^1]
                    .Select(t => Math.Round(t, MidpointRounding.ToEven)),
            ],
            TimestepSpacing.Leading =>
            [
                .. TimestepSchedule.Create(TimestepSpacing.Leading, last, inferenceSteps + 1, config.StepsOffset)[..^1],
            ],
            _ => [.. TimestepSchedule.Trailing(train, inferenceSteps).Select(t => t - (train - last))],
        };
    }

    // Lu et al. 2022, arXiv:2206.00927: as Karras, but over log sigmas and with ρ = 1.
    private static double[] Lu(double max, double min, int count) => SigmaSpread.Exponential(max, min, count);
}
