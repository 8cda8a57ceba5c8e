using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The means that diffusers publishes in its own tests of DPMSolverMultistepScheduler: 10 steps, second order,
/// midpoint.</summary>
public sealed class DpmSolverSchedulerTests
{
    private static readonly SchedulerConfig Linear = new()
    {
        BetaStart = 0.0001,
        BetaEnd = 0.02,
        LowerOrderFinal = false,
        FinalSigmasType = "sigma_min",
    };

    [Fact]
    public void Ten_steps_of_noise_prediction() => Assert.Equal(0.3301, Mean(Linear), 1e-3);

    [Fact]
    public void Ten_steps_of_v_prediction() =>
        Assert.Equal(0.2251, Mean(Linear with { PredictionTypeName = "v_prediction" }), 1e-3);

    [Fact]
    public void Ten_steps_at_karras_sigmas() =>
        Assert.Equal(0.2096, Mean(Linear with { PredictionTypeName = "v_prediction", UseKarrasSigmas = true }), 1e-3);

    [Fact]
    public void Ten_steps_at_lus_sigmas() =>
        Assert.Equal(0.1554, Mean(Linear with { PredictionTypeName = "v_prediction", UseLuLambdas = true }), 1e-3);

    [Fact]
    public void Starting_late_from_a_noised_sample()
    {
        var scheduler = new DpmSolverScheduler(Linear, 10);
        var (signal, spread) = scheduler.Marginal(5);
        float[] noised =
        [
            .. ReferenceLoop
                .Sample()
                .Zip(ReferenceLoop.Noise(), (x, noise) => (float)((signal * x) + (spread * noise))),
        ];

        // The reference begins with a first-order step wherever it begins, so the sixth step is the first of a sampler
        // of its own.
        var late = new DpmSolverScheduler(Linear with { Timesteps = [.. scheduler.Timesteps.Skip(5)] }, 5);

        Assert.Equal(318.4111, ReferenceLoop.SumOfAbsolutes(ReferenceLoop.Run(late, noised)), 1e-2);
    }

    [Theory]
    [InlineData("dpmsolver", 2, "midpoint")]
    [InlineData("dpmsolver++", 3, "midpoint")]
    [InlineData("dpmsolver++", 2, "bh2")]
    public void Solvers_that_are_not_known_are_refused(string algorithm, int order, string type) =>
        Assert.Throws<InferenceException>(() =>
            new DpmSolverScheduler(Linear with { AlgorithmType = algorithm, SolverOrder = order, SolverType = type }, 4)
        );

    private static double Mean(SchedulerConfig config) =>
        ReferenceLoop.SumOfAbsolutes(ReferenceLoop.Run(new DpmSolverScheduler(config, 10), ReferenceLoop.Sample()))
        / ReferenceLoop.Size;
}
