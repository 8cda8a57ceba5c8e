using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests.Schedulers;

public sealed class TimestepScheduleTests
{
    [Theory]
    [InlineData(1, new double[] { 999 })]
    [InlineData(2, new double[] { 999, 499 })]
    [InlineData(3, new double[] { 999, 666, 332 })]
    [InlineData(4, new double[] { 999, 749, 499, 249 })]
    [InlineData(6, new double[] { 999, 832, 666, 499, 332, 166 })]
    [InlineData(8, new double[] { 999, 874, 749, 624, 499, 374, 249, 124 })]
    public void Trailing_starts_at_the_last_training_timestep(int steps, double[] expected) =>
        Assert.Equal(expected, TimestepSchedule.Create(TimestepSpacing.Trailing, 1000, steps, 0));

    [Fact]
    public void Leading_adds_its_offset() =>
        Assert.Equal([801, 601, 401, 201, 1], TimestepSchedule.Create(TimestepSpacing.Leading, 1000, 5, 1));

    [Fact]
    public void Every_number_of_steps_gives_that_many_falling_timesteps()
    {
        foreach (var spacing in Enum.GetValues<TimestepSpacing>())
        {
            for (var steps = 1; steps <= 1000; steps++)
            {
                var timesteps = TimestepSchedule.Create(spacing, 1000, steps, 0);
                Assert.Equal(steps, timesteps.Length);
                Assert.All(timesteps, t => Assert.InRange(t, 0, 999));
                Assert.All(timesteps.Zip(timesteps.Skip(1)), pair =>
                    Assert.True(pair.First > pair.Second, $"{spacing} {steps}: {pair}")
                );
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_number_of_steps_that_cannot_be_names_what_can(int steps)
    {
        var e = Assert.Throws<ArgumentException>(() =>
            TimestepSchedule.Create(TimestepSpacing.Trailing, 1000, steps, 0)
        );

        Assert.Contains("1 to 1000", e.Message, StringComparison.Ordinal);
        Assert.Contains($"{steps}", e.Message, StringComparison.Ordinal);
    }
}
