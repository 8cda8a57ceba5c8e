using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

public sealed class NoiseScheduleTests
{
    private static readonly SchedulerConfig StableDiffusion = new()
    {
        BetaSchedule = "scaled_linear",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
    };

    [Fact]
    public void The_schedule_of_stable_diffusion_ends_at_the_known_sigma()
    {
        var last = (double)NoiseSchedule.Create(StableDiffusion).AlphasCumprod[^1];

        Assert.Equal(14.614647, Math.Sqrt((1 - last) / last), 1e-5);
    }

    [Fact]
    public void A_schedule_rescaled_to_zero_signal_ends_in_pure_noise_and_starts_where_it_did()
    {
        var (plain, rescaled) = (
            NoiseSchedule.Create(StableDiffusion),
            NoiseSchedule.Create(StableDiffusion with { RescaleBetasZeroSnr = true })
        );

        Assert.Equal(0, rescaled.AlphasCumprod[^1]);
        Assert.Equal(plain.AlphasCumprod[0], rescaled.AlphasCumprod[0], 1e-6f);
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("scaled_linear")]
    [InlineData("squaredcos_cap_v2")]
    public void Signal_falls_at_every_training_timestep(string name)
    {
        var alphas = NoiseSchedule.Create(StableDiffusion with { BetaSchedule = name }).AlphasCumprod.ToArray();

        Assert.All(alphas.Zip(alphas.Skip(1)), pair => Assert.True(pair.First > pair.Second));
    }

    [Fact]
    public void An_unknown_schedule_is_named_with_those_that_are_known()
    {
        var e = Assert.Throws<InferenceException>(() =>
            NoiseSchedule.Create(StableDiffusion with { BetaSchedule = "sigmoid" })
        );

        Assert.Equal("beta_schedule is 'sigmoid'; known are linear, scaled_linear, squaredcos_cap_v2.", e.Message);
    }
}
