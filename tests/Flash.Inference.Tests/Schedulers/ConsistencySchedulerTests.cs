using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

/// <summary>The sums that diffusers publishes in its own tests of LCMScheduler and TCDScheduler, and some of
/// ours.</summary>
public sealed class ConsistencySchedulerTests
{
    private static readonly SchedulerConfig StableDiffusion = new()
    {
        BetaSchedule = "scaled_linear",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
    };

    [Theory]
    [InlineData(1, new double[] { 999 })]
    [InlineData(2, new double[] { 999, 499 })]
    [InlineData(3, new double[] { 999, 679, 339 })]
    [InlineData(4, new double[] { 999, 759, 499, 259 })]
    [InlineData(8, new double[] { 999, 879, 759, 639, 499, 379, 259, 139 })]
    public void Timesteps_are_thinned_out_of_those_of_distillation(int steps, double[] expected) =>
        Assert.Equal(expected, new ConsistencyScheduler(StableDiffusion, steps, null).Timesteps);

    [Theory]
    [InlineData(1, null, 18.7097)]
    [InlineData(4, null, 189.0072)]
    [InlineData(10, null, 197.7616)]
    [InlineData(1, 0.0, 29.8715)]
    [InlineData(10, 0.0, 181.2040)]
    [InlineData(4, 0.3, 233.5088)]
    [InlineData(4, 1.0, 201.8362)]
    public void Trajectories_end_at_the_reference_sums(int steps, double? eta, double sum)
    {
        var scheduler = new ConsistencyScheduler(StableDiffusion, steps, eta);
        var noise = new TorchNoise(0);
        var x = ReferenceLoop.Sample();
        var (previous, denoised) = (new float[x.Length], new float[x.Length]);
        for (var i = 0; i < steps; i++)
        {
            var t = (float)scheduler.Timesteps[i];
            var fresh = scheduler.AddsNoise(i) ? noise.Draw(x.Length) : [];
            scheduler.Step(Array.ConvertAll(x, value => value * t / (t + 1)), i, x, fresh, previous, denoised);
            (x, previous) = (previous, x);
        }

        Assert.Equal(sum, ReferenceLoop.SumOfAbsolutes(x), 1e-2);
    }

    [Fact]
    public void More_steps_than_distillation_saw_are_refused() =>
        Assert.Equal(
            "Steps are 1 to 50 for this model; 51 were asked for.",
            Assert.Throws<ArgumentException>(() => new ConsistencyScheduler(StableDiffusion, 51, null)).Message
        );
}
