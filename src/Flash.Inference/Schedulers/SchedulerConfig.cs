using System.Text.Json.Serialization;

namespace Flash.Inference.Schedulers;

/// <summary>The keys of <c>scheduler_config.json</c> that decide the numbers. Absent keys have diffusers' defaults.</summary>
public sealed record SchedulerConfig
{
    /// <summary>Which sampler.</summary>
    [JsonPropertyName("_class_name")]
    public string ClassName { get; init; } = "DDIMScheduler";

    /// <summary>T, the number of training timesteps.</summary>
    public int NumTrainTimesteps { get; init; } = 1000;

    /// <summary>Variance added at the first training timestep.</summary>
    public double BetaStart { get; init; } = 0.0001;

    /// <summary>Variance added at the last training timestep.</summary>
    public double BetaEnd { get; init; } = 0.02;

    /// <summary><c>linear</c>, <c>scaled_linear</c> or <c>squaredcos_cap_v2</c>.</summary>
    public string BetaSchedule { get; init; } = "linear";

    /// <summary>The variances themselves, instead of a named schedule.</summary>
    public IReadOnlyList<double>? TrainedBetas { get; init; }

    /// <summary><c>epsilon</c>, <c>v_prediction</c> or <c>sample</c>.</summary>
    [JsonPropertyName("prediction_type")]
    public string PredictionTypeName { get; init; } = "epsilon";

    /// <summary><c>leading</c>, <c>trailing</c> or <c>linspace</c>; null for the sampler's own default.</summary>
    [JsonPropertyName("timestep_spacing")]
    public string? TimestepSpacingName { get; init; }

    /// <summary>Added to leading timesteps.</summary>
    public int StepsOffset { get; init; }

    /// <summary>Whether the schedule is stretched so that the last timestep is pure noise (Lin et al. 2023, algorithm 1).</summary>
    public bool RescaleBetasZeroSnr { get; init; }

    /// <summary>Euler: whether sigmas follow Karras et al. 2022, eq. 5.</summary>
    public bool UseKarrasSigmas { get; init; }

    /// <summary>LCM and TCD: steps of the solver that the model was distilled with.</summary>
    public int OriginalInferenceSteps { get; init; } = 50;

    /// <summary>LCM: how sharply the boundary condition weighs timesteps.</summary>
    public double TimestepScaling { get; init; } = 10;

    /// <summary>Whether DDIM clamps its estimate; null for the sampler's own default.</summary>
    public bool? ClipSample { get; init; }

    /// <summary>To plus and minus this.</summary>
    public double ClipSampleRange { get; init; } = 1;

    /// <summary>Whether the step after the last timestep lands at ᾱ = 1 instead of ᾱ_0.</summary>
    public bool SetAlphaToOne { get; init; } = true;

    /// <summary>Imagine Flash: whether the first step adds the true noise back (see <see cref="ImagineFlashScheduler"/>).</summary>
    public bool NoiseCorrection { get; init; } = true;

    /// <summary>The timesteps to visit, descending, instead of evenly spaced ones. Never in a file: a request sets it.</summary>
    [JsonIgnore]
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>Our own key: how many steps the model was distilled for.</summary>
    public int? DefaultInferenceSteps { get; init; }

    /// <summary>Our own key: the guidance that the model is meant to run with.</summary>
    public float? DefaultGuidanceScale { get; init; }

    /// <summary>What the UNet's output means.</summary>
    /// <exception cref="InferenceException">The name is not known.</exception>
    [JsonIgnore]
    public PredictionType PredictionType => PredictionTypeName switch
    {
        "epsilon" => PredictionType.Epsilon,
        "v_prediction" => PredictionType.VPrediction,
        "sample" => PredictionType.Sample,
        _ => throw new InferenceException($"prediction_type is '{PredictionTypeName}'; known are epsilon, v_prediction, sample."),
    };

    /// <summary>Which timesteps are visited.</summary>
    /// <exception cref="InferenceException">The name is not known.</exception>
    public TimestepSpacing SpacingOr(TimestepSpacing fallback) => TimestepSpacingName switch
    {
        null => fallback,
        "leading" => TimestepSpacing.Leading,
        "trailing" => TimestepSpacing.Trailing,
        "linspace" => TimestepSpacing.Linspace,
        _ => throw new InferenceException($"timestep_spacing is '{TimestepSpacingName}'; known are leading, trailing, linspace."),
    };
}
