namespace Flash.Inference.Schedulers;

/// <summary>σ = √((1−ᾱ)/ᾱ) at every training timestep, and ways to choose a few of them.</summary>
internal sealed class SigmaTable
{
    private readonly double[] _train;

    public SigmaTable(NoiseSchedule schedule)
    {
        _train = new double[schedule.TrainTimesteps];
        for (var t = 0; t < _train.Length; t++)
        {
            // A schedule that ends in pure noise has no finite sigma there; diffusers takes 2^-24 for its ᾱ. It divides
            // in float32.
            var alphaCumprod = schedule.AlphasCumprod[t] is > 0 and var some ? some : MathF.Pow(2, -24);
            _train[t] = MathF.Sqrt((1 - alphaCumprod) / alphaCumprod);
        }
    }

    public double Smallest => _train[0];

    public double Largest => _train[^1];

    /// <summary>Between two training timesteps, linearly.</summary>
    public double At(double timestep)
    {
        var low = Math.Clamp((int)Math.Floor(timestep), 0, _train.Length - 1);
        var high = Math.Min(low + 1, _train.Length - 1);
        return _train[low] + ((timestep - low) * (_train[high] - _train[low]));
    }

    /// <summary>The timestep between the two whose log sigmas enclose this one's.</summary>
    public double TimestepOf(double sigma)
    {
        var low = Math.Clamp(Array.FindLastIndex(_train, value => value <= sigma), 0, _train.Length - 2);
        var (a, b) = (Math.Log(_train[low]), Math.Log(_train[low + 1]));
        return low + Math.Clamp((Math.Log(sigma) - a) / (b - a), 0, 1);
    }

    /// <summary>Where sampling ends, as <c>final_sigmas_type</c> has it.</summary>
    /// <exception cref="InferenceException">Neither of the two that are known.</exception>
    public double Final(SchedulerConfig config) =>
        config.FinalSigmasType switch
        {
            "zero" => 0,
            "sigma_min" => Smallest,
            _ => throw new InferenceException(
                $"final_sigmas_type is '{config.FinalSigmasType}'; known are zero, sigma_min."
            ),
        };
}
