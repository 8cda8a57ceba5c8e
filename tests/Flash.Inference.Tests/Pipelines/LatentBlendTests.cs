using Flash.Inference.Pipelines;

namespace Flash.Inference.Tests.Pipelines;

/// <summary>Two pictures' latents as one's.</summary>
public sealed class LatentBlendTests
{
    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(1, 0, 3)]
    [InlineData(0.5, 2.1213, 2.1213)]
    public void It_goes_along_the_arc_from_one_to_the_other(double share, double first, double second)
    {
        var mixed = LatentBlend.Mix([3, 0], [0, 3], share);

        Assert.Equal(first, mixed[0], 3);
        Assert.Equal(second, mixed[1], 3);
    }

    [Fact]
    public void What_is_the_same_stays_and_nothing_at_all_is_no_number()
    {
        Assert.Equal([1, 2, 3], LatentBlend.Mix([1, 2, 3], [1, 2, 3], 0.5));
        Assert.All(LatentBlend.Mix([0, 0], [0, 0], 0.5), value => Assert.Equal(0, value));
    }
}
