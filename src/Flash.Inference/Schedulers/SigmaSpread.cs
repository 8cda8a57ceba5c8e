namespace Flash.Inference.Schedulers;

/// <summary>Sigmas spread from the largest to the smallest in another way than their timesteps are.</summary>
internal static class SigmaSpread
{
    /// <summary>Karras et al. 2022, arXiv:2206.00364, eq. 5, ρ = 7.</summary>
    public static double[] Karras(double max, double min, int count)
    {
        var (high, low) = (Math.Pow(max, 1 / 7.0), Math.Pow(min, 1 / 7.0));
        return Ramp(count, u => Math.Pow(high + (u * (low - high)), 7));
    }

    /// <summary>Evenly in the logarithm.</summary>
    public static double[] Exponential(double max, double min, int count) =>
        Ramp(count, u => Math.Exp(Math.Log(max) + (u * (Math.Log(min) - Math.Log(max)))));

    /// <summary>At the quantiles of a beta distribution (Lee et al. 2024, arXiv:2407.12173), both parameters 0.6 as
    /// diffusers has them.</summary>
    public static double[] Beta(double max, double min, int count) =>
        Ramp(count, u => min + (MathNet.Numerics.Distributions.Beta.InvCDF(0.6, 0.6, 1 - u) * (max - min)));

    /// <summary>The spread that a configuration asks for; null when it leaves sigmas at their timesteps.</summary>
    /// <exception cref="InferenceException">It asks for several.</exception>
    public static Func<double, double, int, double[]>? Of(SchedulerConfig config) =>
        (config.UseKarrasSigmas, config.UseExponentialSigmas, config.UseBetaSigmas) switch
        {
            (false, false, false) => null,
            (true, false, false) => Karras,
            (false, true, false) => Exponential,
            (false, false, true) => Beta,
            _ => throw new InferenceException(
                "Only one of use_karras_sigmas, use_exponential_sigmas and use_beta_sigmas can be set."
            ),
        };

    private static double[] Ramp(int count, Func<double, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => value(count == 1 ? 0 : (double)i / (count - 1)))];
}
