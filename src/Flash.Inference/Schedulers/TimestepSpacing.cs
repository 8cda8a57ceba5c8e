namespace Flash.Inference.Schedulers;

/// <summary>Which of the training timesteps are visited (Lin et al. 2023, arXiv:2305.08891, table 2).</summary>
public enum TimestepSpacing
{
    /// <summary>Multiples of T/n, plus an offset; never reaches the last training timestep.</summary>
    Leading,

    /// <summary>Counts down from the last training timestep in steps of T/n: what few-step models need.</summary>
    Trailing,

    /// <summary>Evenly from the first to the last.</summary>
    Linspace,
}
