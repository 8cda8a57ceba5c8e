using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The sums that diffusers publishes in its own tests of the Euler samplers: 10 steps, 1100 training
/// timesteps.</summary>
public sealed class EulerSchedulerTests
{
    private static readonly SchedulerConfig Linear = new()
    {
        NumTrainTimesteps = 1100,
        BetaStart = 0.0001,
        BetaEnd = 0.02,
    };
    private static readonly SchedulerConfig Turbo = new()
    {
        BetaSchedule = "scaled_linear",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        TimestepSpacingName = "trailing",
    };

    [Fact]
    public void Ten_steps_of_noise_prediction() => Assert.Equal(10.0807, Sum(Linear, ancestral: false), 1e-3);

    [Fact]
    public void Ten_steps_of_v_prediction() =>
        Assert.Equal(0, Sum(Linear with { PredictionTypeName = "v_prediction" }, ancestral: false), 1e-3);

    [Fact]
    public void Ten_steps_at_karras_sigmas() =>
        Assert.Equal(124.52299, Sum(Linear with { UseKarrasSigmas = true }, ancestral: false), 1e-2);

    [Fact]
    public void Ten_ancestral_steps() => Assert.Equal(152.3192, Sum(Linear, ancestral: true), 1e-2);

    [Fact]
    public void Ten_ancestral_steps_of_v_prediction() =>
        Assert.Equal(108.4439, Sum(Linear with { PredictionTypeName = "v_prediction" }, ancestral: true), 1e-2);

    [Theory]
    [InlineData(1, new[] { 14.614647, 0 }, new[] { 0.0 }, new[] { 0.0 })]
    [InlineData(2, new[] { 14.614647, 1.612887, 0 }, new[] { 0.178000, 0 }, new[] { 1.603035, 0 })]
    [InlineData(
        3,
        new[] { 14.614647, 2.918308, 0.929215, 0 },
        new[] { 0.582739, 0.295870, 0 },
        new[] { 2.859535, 0.880852, 0 }
    )]
    public void Sigmas_of_few_trailing_steps(int steps, double[] sigmas, double[] down, double[] up)
    {
        var scheduler = new EulerScheduler(Turbo, steps, ancestral: true);

        Assert.Equal(sigmas, scheduler.Sigmas.Select(sigma => Math.Round(sigma, 6)));
        Assert.Equal(down, Enumerable.Range(0, steps).Select(i => Math.Round(scheduler.Split(i).Down, 6)));
        Assert.Equal(up, Enumerable.Range(0, steps).Select(i => Math.Round(scheduler.Split(i).Up, 6)));
    }

    [Fact]
    public void Ancestral_steps_towards_a_predicted_sample_are_refused() =>
        Assert.Throws<InferenceException>(() =>
            new EulerScheduler(Turbo with { PredictionTypeName = "sample" }, 1, ancestral: true)
        );

    // The published loops hand the scaled sample to the step as well; a pipeline does not. Noise is drawn at every
    // step, the last included.
    private static double Sum(SchedulerConfig config, bool ancestral)
    {
        var scheduler = new EulerScheduler(config, 10, ancestral);
        var noise = new TorchNoise(0);
        var x = Array.ConvertAll(ReferenceLoop.Sample(), value => value * (float)scheduler.InitNoiseSigma);
        var (scaled, previous, denoised) = (new float[x.Length], new float[x.Length], new float[x.Length]);
        for (var i = 0; i < 10; i++)
        {
            scheduler.ScaleModelInput(x, i, scaled);
            var t = (float)scheduler.Timesteps[i];
            scheduler.Step(
                Array.ConvertAll(scaled, value => value * t / (t + 1)),
                i,
                scaled,
                noise.Draw(x.Length),
                previous,
                denoised
            );
            (x, previous) = (previous, x);
        }

        return ReferenceLoop.SumOfAbsolutes(x);
    }
}
