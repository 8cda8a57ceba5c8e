using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

public sealed class ImagineFlashSchedulerTests
{
    private static readonly SchedulerConfig StableDiffusion = new()
    {
        ClassName = "ImagineFlashScheduler",
        BetaSchedule = "scaled_linear",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
    };

    [Theory]
    [InlineData("epsilon", 1, 18.7097, 18.7097)]
    [InlineData("epsilon", 2, 96.6406, 96.7345)]
    [InlineData("epsilon", 3, 130.1079, 130.2360)]
    [InlineData("epsilon", 4, 146.0868, 146.2314)]
    [InlineData("v_prediction", 1, 356.0432, 356.0432)]
    [InlineData("v_prediction", 2, 51.3335, 44.4369)]
    [InlineData("v_prediction", 3, 5.9914, 5.4637)]
    [InlineData("v_prediction", 4, 26.5017, 24.4198)]
    public void Trajectories_end_at_the_reference_sums_with_and_without_noise_correction(
        string prediction,
        int steps,
        double plain,
        double corrected
    )
    {
        var config = StableDiffusion with { PredictionTypeName = prediction };

        Assert.Equal(plain, Sum(config with { NoiseCorrection = false }, steps), 1e-3);
        Assert.Equal(corrected, Sum(config, steps), 1e-3);
    }

    [Theory]
    [InlineData(1, 383.1165)]
    [InlineData(2, 54.6512)]
    [InlineData(3, 1.3852)]
    [InlineData(4, 21.1147)]
    public void Noise_correction_changes_nothing_when_the_schedule_ends_in_pure_noise(int steps, double sum)
    {
        var config = StableDiffusion with { PredictionTypeName = "v_prediction", RescaleBetasZeroSnr = true };

        Assert.Equal(sum, Sum(config, steps), 1e-3);
        Assert.Equal(sum, Sum(config with { NoiseCorrection = false }, steps), 1e-3);
    }

    [Fact]
    public void Noise_prediction_from_pure_noise_is_refused()
    {
        var e = Assert.Throws<InferenceException>(() =>
            new ImagineFlashScheduler(StableDiffusion with { RescaleBetasZeroSnr = true }, 3)
        );

        Assert.Contains("v_prediction", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_step_ends_at_its_own_estimate_so_that_the_last_preview_is_the_result()
    {
        var scheduler = new ImagineFlashScheduler(StableDiffusion, 3);
        var (previous, denoised) = (new float[ReferenceLoop.Size], new float[ReferenceLoop.Size]);

        scheduler.Step(ReferenceLoop.Noise(), 2, ReferenceLoop.Sample(), [], previous, denoised);

        Assert.Equal(denoised, previous);
    }

    [Fact]
    public void A_closed_form_gaussian_keeps_its_mean_only_with_noise_correction()
    {
        // x_0 ~ N(1, 0.5²) and its exact posterior mean as the model; published means after 3 steps.
        Assert.Equal(0.984782, ClosedFormMean(noiseCorrection: false), 1e-5);
        Assert.Equal(0.999911, ClosedFormMean(noiseCorrection: true), 1e-5);
    }

    [Fact]
    public void In_sigmas_with_eulers_method_it_is_the_same_sampler()
    {
        // A start of 0 is 0 in both forms, and from there on x_t = α_t·z.
        Assert.Equal(0.984782, EulerClosedFormMean(noiseCorrection: null), 1e-5);
        Assert.Equal(0.984782, EulerClosedFormMean(noiseCorrection: false), 1e-5);
        Assert.Equal(0.999911, EulerClosedFormMean(noiseCorrection: true), 1e-5);
    }

    [Theory]
    [InlineData("trailing")]
    [InlineData("linspace")]
    [InlineData("leading")]
    public void Eulers_first_step_adds_the_true_noise_back(string spacing)
    {
        var config = StableDiffusion with
        {
            ClassName = "EulerDiscreteScheduler",
            NoiseCorrection = true,
            TimestepSpacingName = spacing,
        };
        var scheduler = new EulerScheduler(config, 3, ancestral: false);
        var noise = ReferenceLoop.Noise();
        var start = Array.ConvertAll(noise, value => value * (float)scheduler.InitNoiseSigma);
        var (previous, denoised) = (new float[ReferenceLoop.Size], new float[ReferenceLoop.Size]);

        scheduler.Step(ReferenceLoop.Sample(), 0, start, [], previous, denoised);

        for (var i = 0; i < previous.Length; i++)
        {
            Assert.Equal(denoised[i] + (scheduler.Sigmas[1] * noise[i]), previous[i], 1e-4);
        }
    }

    private static double EulerClosedFormMean(bool? noiseCorrection)
    {
        var config = StableDiffusion with
        {
            ClassName = "EulerDiscreteScheduler",
            NoiseCorrection = noiseCorrection,
            TimestepSpacingName = "trailing",
        };
        var scheduler = new EulerScheduler(config, 3, ancestral: false);
        float[] x = [0],
            previous = [0],
            denoised = [0];
        for (var i = 0; i < 3; i++)
        {
            var variance = scheduler.Sigmas[i] * scheduler.Sigmas[i];
            var clean = 1 + (0.25 / (0.25 + variance) * (x[0] - 1));
            scheduler.Step([(float)((x[0] - clean) / scheduler.Sigmas[i])], i, x, [], previous, denoised);
            (x, previous) = (previous, x);
        }

        return x[0];
    }

    // The posterior mean is affine in x_t, so the mean of many samples is the trajectory of the mean sample, 0.
    private static double ClosedFormMean(bool noiseCorrection)
    {
        var scheduler = new ImagineFlashScheduler(StableDiffusion with { NoiseCorrection = noiseCorrection }, 3);
        var schedule = NoiseSchedule.Create(StableDiffusion);
        float[] x = [0],
            previous = [0],
            denoised = [0];
        for (var i = 0; i < 3; i++)
        {
            var alphaCumprod = (double)schedule.AlphasCumprod[(int)scheduler.Timesteps[i]];
            var (alpha, sigma) = (Math.Sqrt(alphaCumprod), Math.Sqrt(1 - alphaCumprod));
            var clean = 1 + (0.25 * alpha / ((0.25 * alphaCumprod) + (sigma * sigma)) * (x[0] - alpha));
            scheduler.Step([(float)((x[0] - (alpha * clean)) / sigma)], i, x, [], previous, denoised);
            (x, previous) = (previous, x);
        }

        return x[0];
    }

    private static double Sum(SchedulerConfig config, int steps) =>
        ReferenceLoop.SumOfAbsolutes(
            ReferenceLoop.Run(new ImagineFlashScheduler(config, steps), ReferenceLoop.Sample())
        );
}
