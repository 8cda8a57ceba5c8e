using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The sums that diffusers publishes in its own tests of DDIMScheduler.</summary>
public sealed class DdimSchedulerTests
{
    private static readonly SchedulerConfig Linear = new()
    {
        BetaStart = 0.0001,
        BetaEnd = 0.02,
        ClipSample = true,
    };
    private static readonly int[] Probes = [1, 2, 255, 511, 767];

    [Fact]
    public void Ten_steps_of_noise_prediction() => Assert.Equal(172.0067, Sum(Linear), 1e-3);

    [Fact]
    public void Ten_steps_of_v_prediction() =>
        Assert.Equal(52.5302, Sum(Linear with { PredictionTypeName = "v_prediction" }), 1e-3);

    [Fact]
    public void The_last_step_lands_at_one() => Assert.Equal(149.8295, Sum(Linear with { BetaStart = 0.01 }), 1e-3);

    [Fact]
    public void The_last_step_lands_at_the_first_training_timestep() =>
        Assert.Equal(149.0784, Sum(Linear with { BetaStart = 0.01, SetAlphaToOne = false }), 1e-3);

    [Fact]
    public void Starting_late_from_a_noised_sample()
    {
        var scheduler = new DdimScheduler(Linear, 10);
        var alphaCumprod = NoiseSchedule.Create(Linear).AlphasCumprod[(int)scheduler.Timesteps[8]];
        var noised = ReferenceLoop
            .Sample()
            .Zip(ReferenceLoop.Noise(), (x, noise) =>
                (MathF.Sqrt(alphaCumprod) * x) + (MathF.Sqrt(1 - alphaCumprod) * noise)
            )
            .ToArray();

        Assert.Equal(354.5418, ReferenceLoop.SumOfAbsolutes(ReferenceLoop.Run(scheduler, noised, firstStep: 8)), 1e-3);
    }

    [Fact]
    public void Single_values_of_the_first_trajectory()
    {
        var end = ReferenceLoop.Run(new DdimScheduler(Linear, 10), ReferenceLoop.Sample());

        Assert.Equal(
            [0.002336, 0.004672, 0.147754, 0.297844, 0.447934],
            Probes.Select(i => Math.Round((double)end[i], 6))
        );
    }

    [Fact]
    public void Trailing_steps_go_a_fixed_way_down_even_where_the_next_timestep_is_another()
    {
        var config = new SchedulerConfig
        {
            BetaSchedule = "scaled_linear",
            BetaStart = 0.00085,
            BetaEnd = 0.012,
            TimestepSpacingName = "trailing",
            ClipSample = false,
        };

        Assert.Equal(
            130.2752,
            ReferenceLoop.SumOfAbsolutes(ReferenceLoop.Run(new DdimScheduler(config, 3), ReferenceLoop.Sample())),
            1e-3
        );
    }

    private static double Sum(SchedulerConfig config) =>
        ReferenceLoop.SumOfAbsolutes(ReferenceLoop.Run(new DdimScheduler(config, 10), ReferenceLoop.Sample()));
}
