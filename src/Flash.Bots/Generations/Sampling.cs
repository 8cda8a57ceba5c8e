namespace Flash.Bots.Generations;

/// <summary>How a generation is sampled where its model's own files say otherwise. Null leaves what they say.</summary>
public sealed record Sampling
{
    /// <summary>Weight of classifier-free guidance, 0 to 30; 1 and below is off.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>By its diffusers name, such as <c>EulerDiscreteScheduler</c>.</summary>
    public string? Sampler { get; init; }

    /// <summary><c>leading</c>, <c>trailing</c> or <c>linspace</c>.</summary>
    public string? Spacing { get; init; }

    /// <summary>The timesteps themselves, descending.</summary>
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>Whether sigmas follow Karras.</summary>
    public bool? KarrasSigmas { get; init; }

    /// <summary>DDIM and TCD: share of fresh noise, 0 to 1.</summary>
    public double? Eta { get; init; }
}
