namespace Flash.Inference.Tests.Schedulers;

public sealed class TorchNoiseTests
{
    [Fact]
    public void Its_first_values_are_torchs()
    {
        Assert.Equal(
            [-1.12584, -1.15236, -0.250579, -0.433879, 0.84871, 0.692009, -0.316013, -2.115219],
            new TorchNoise(0).Draw(768).Take(8).Select(v => Math.Round((double)v, 6))
        );
        Assert.Equal(
            [1.926915, 1.487284, 0.900717, -2.105521],
            new TorchNoise(42).Draw(64).Take(4).Select(v => Math.Round((double)v, 6))
        );
    }
}
