using Flash.Inference.Noise;

namespace Flash.Inference.Tests.Noise;

public sealed class GaussianNoiseTests
{
    [Fact]
    public void Values_have_the_moments_of_a_unit_gaussian()
    {
        var values = new float[1_000_000];
        GaussianNoise.Fill(values, 42, GaussianNoise.Start);

        // Four standard errors of a million values.
        Assert.Equal(0, values.Average(), 0.004);
        Assert.Equal(1, values.Average(v => (double)v * v), 0.006);
        Assert.Equal(0, values.Average(v => Math.Pow(v, 3)), 0.016);
        Assert.Equal(3, values.Average(v => Math.Pow(v, 4)), 0.04);
        Assert.All(values, v => Assert.True(float.IsFinite(v)));
    }

    [Fact]
    public void A_longer_span_begins_with_the_same_values()
    {
        var (shorter, longer) = (new float[7], new float[1000]);
        GaussianNoise.Fill(shorter, 9, GaussianNoise.Start);
        GaussianNoise.Fill(longer, 9, GaussianNoise.Start);

        Assert.Equal(shorter, longer[..7]);
    }

    [Fact]
    public void Pictures_streams_and_seeds_are_independent()
    {
        var noises = new List<float[]>();
        foreach (var seed in new[] { PictureSeed.Of(1, 0), PictureSeed.Of(1, 1), PictureSeed.Of(2, 0) })
        {
            foreach (var stream in new[] { GaussianNoise.Start, GaussianNoise.OrbitA, GaussianNoise.AtStep(0) })
            {
                var noise = new float[10_000];
                GaussianNoise.Fill(noise, seed, stream);
                noises.Add(noise);
            }
        }

        for (var i = 0; i < noises.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var correlation = noises[i].Zip(noises[j], (a, b) => (double)a * b).Average();
                Assert.Equal(0, correlation, 0.05);
            }
        }
    }

    // Recipes are kept for years: these values, computed a second time in Python, may never change.
    [Fact]
    public void A_seed_means_the_same_noise_for_ever()
    {
        var values = new float[4];
        GaussianNoise.Fill(values, PictureSeed.Of(1, 0), GaussianNoise.Start);

        Assert.Equal(2366501521422621663ul, PictureSeed.Of(1, 0));
        Assert.Equal([0.220019239f, 1.88029618f, 0.301242781f, -0.0932954936f], values);
    }
}
