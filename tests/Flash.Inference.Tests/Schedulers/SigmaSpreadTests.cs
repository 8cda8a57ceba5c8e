using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

public sealed class SigmaSpreadTests
{
    [Fact]
    public void Beta_sigmas_lie_at_the_quantiles_of_the_beta_distribution()
    {
        // Of the distribution with both parameters 0.6, by numeric integration: 0.175680 at a quarter, 0.275413 at a
        // third.
        Assert.All(new[] { 11, 9.243196, 6, 2.756804, 1 }.Zip(SigmaSpread.Beta(11, 1, 5)), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-5)
        );
        Assert.All(new[] { 1, 0.724587, 0.275413, 0 }.Zip(SigmaSpread.Beta(1, 0, 4)), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-5)
        );
        Assert.Equal([11.0], SigmaSpread.Beta(11, 1, 1));
    }

    [Theory]
    [InlineData("EulerDiscreteScheduler")]
    [InlineData("DPMSolverMultistepScheduler")]
    [InlineData("FlowMatchEulerDiscreteScheduler")]
    public void Samplers_in_sigmas_take_each_spread_and_refuse_two_at_once(string name)
    {
        var config = new SchedulerConfig { ClassName = name };
        IReadOnlyList<double> Timesteps(SchedulerConfig one) => Scheduler.Create(one, 5).Timesteps;

        var spreads = new[]
        {
            config with
            {
                UseKarrasSigmas = true,
            },
            config with
            {
                UseExponentialSigmas = true,
            },
            config with
            {
                UseBetaSigmas = true,
            },
        };
        Assert.Equal(3, spreads.Select(spread => string.Join(' ', Timesteps(spread))).Distinct().Count());
        Assert.Contains(
            "Only one of",
            Assert
                .Throws<InferenceException>(() =>
                    Timesteps(config with { UseKarrasSigmas = true, UseBetaSigmas = true })
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
