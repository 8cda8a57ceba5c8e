using System.Text.Json.Serialization;
using Flash.Inference.Models;

namespace Flash.Inference.Schedulers;

/// <summary>The keys of <c>scheduler_config.json</c> that decide the numbers. Absent keys have diffusers'
/// defaults.</summary>
public sealed record SchedulerConfig
{
    /// <summary>Which sampler.</summary>
    [JsonPropertyName("_class_name")]
    [JsonConverter(typeof(PrintableName))]
    public string ClassName { get; init; } = "DDIMScheduler";

    /// <summary>T, the number of training timesteps.</summary>
    public int NumTrainTimesteps { get; init; } = 1000;

    /// <summary>Variance added at the first training timestep; null for the sampler's own default.</summary>
    public double? BetaStart { get; init; }

    /// <summary>Variance added at the last training timestep; null for the sampler's own default.</summary>
    public double? BetaEnd { get; init; }

    /// <summary><c>linear</c>, <c>scaled_linear</c> or <c>squaredcos_cap_v2</c>; null for the sampler's own
    /// default.</summary>
    public string? BetaSchedule { get; init; }

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

    /// <summary>Whether the schedule is stretched so that the last timestep is pure noise (Lin et al. 2023, algorithm
    /// 1).</summary>
    public bool RescaleBetasZeroSnr { get; init; }

    /// <summary>Euler, DPM-Solver++, flow matching: whether sigmas follow Karras et al. 2022, eq. 5.</summary>
    public bool UseKarrasSigmas { get; init; }

    /// <summary>The same samplers: whether sigmas fall evenly in their logarithm.</summary>
    public bool UseExponentialSigmas { get; init; }

    /// <summary>The same samplers: whether sigmas are denser at both ends, as the quantiles of a beta distribution are
    /// (Lee et al. 2024, arXiv:2407.12173).</summary>
    public bool UseBetaSigmas { get; init; }

    /// <summary>Euler, DPM-Solver++: whether sampling ends at <c>zero</c> or at <c>sigma_min</c>.</summary>
    public string FinalSigmasType { get; init; } = "zero";

    /// <summary>Euler: only <c>discrete</c> is known here.</summary>
    public string TimestepType { get; init; } = "discrete";

    /// <summary>Euler: only <c>linear</c> is known here.</summary>
    public string InterpolationType { get; init; } = "linear";

    /// <summary>DPM-Solver++: 1 or 2.</summary>
    public int SolverOrder { get; init; } = 2;

    /// <summary>DPM-Solver++: only <c>dpmsolver++</c> is known here.</summary>
    public string AlgorithmType { get; init; } = "dpmsolver++";

    /// <summary>DPM-Solver++: <c>midpoint</c> or <c>heun</c>.</summary>
    public string SolverType { get; init; } = "midpoint";

    /// <summary>DPM-Solver++: whether the last of fewer than 15 steps is of first order.</summary>
    public bool LowerOrderFinal { get; init; } = true;

    /// <summary>DPM-Solver++: whether the last step is of first order in any case.</summary>
    public bool EulerAtFinal { get; init; }

    /// <summary>DPM-Solver++: whether log sigmas fall evenly (Lu et al. 2022, arXiv:2206.00927).</summary>
    public bool UseLuLambdas { get; init; }

    /// <summary>DPM-Solver++: not known here; a configuration that sets it is refused.</summary>
    public bool UseFlowSigmas { get; init; }

    /// <summary>DPM-Solver++: the least log signal-to-noise ratio that is visited; null for no limit.</summary>
    public double? LambdaMinClipped { get; init; }

    /// <summary>Flow matching: how far timesteps are moved towards noise; 1 leaves them.</summary>
    public double Shift { get; init; } = 1;

    /// <summary>Flow matching: the last sigma, to which the others are stretched; null to leave them.</summary>
    public double? ShiftTerminal { get; init; }

    /// <summary>Flow matching: whether timesteps are moved the further towards noise the larger the picture
    /// is.</summary>
    public bool UseDynamicShifting { get; init; }

    /// <summary>Dynamic shifting: how it moves them, <c>exponential</c> or <c>linear</c>.</summary>
    public string TimeShiftType { get; init; } = "exponential";

    /// <summary>Dynamic shifting: by how much at <see cref="BaseImageSeqLen"/>.</summary>
    public double BaseShift { get; init; } = 0.5;

    /// <summary>Dynamic shifting: by how much at <see cref="MaxImageSeqLen"/>.</summary>
    public double MaxShift { get; init; } = 1.15;

    /// <summary>Dynamic shifting: tokens of a small picture.</summary>
    public int BaseImageSeqLen { get; init; } = 256;

    /// <summary>Dynamic shifting: tokens of a large picture.</summary>
    public int MaxImageSeqLen { get; init; } = 4096;

    /// <summary>Dynamic shifting: tokens of the picture, null for as many as a large one has. Never in a file: a
    /// request's size sets it.</summary>
    [JsonIgnore]
    public int? PictureTokens { get; init; }

    /// <summary>Flow matching: whether sigmas, before they are shifted, fall from 1 to 1/steps instead of to the
    /// smallest of training. Never in a file: FLUX is run so.</summary>
    [JsonIgnore]
    public bool SigmasFromOne { get; init; }

    /// <summary>Flow matching: not known here; a configuration that sets it is refused.</summary>
    public bool InvertSigmas { get; init; }

    /// <summary>Flow matching: whether each step jumps to its estimate and adds fresh noise.</summary>
    public bool StochasticSampling { get; init; }

    /// <summary>Share of fresh noise, 0 to 1: DDIM's η, default 0; TCD's γ, default 0.3, as its authors run it. Our own
    /// key; a request's wins.</summary>
    public double? Eta { get; init; }

    /// <summary>Dynamic thresholding of pixels; means nothing for latents, and a configuration that sets it is
    /// refused.</summary>
    public bool Thresholding { get; init; }

    /// <summary>LCM and TCD: steps of the solver that the model was distilled with.</summary>
    public int OriginalInferenceSteps { get; init; } = 50;

    /// <summary>LCM: how sharply the boundary condition weighs timesteps.</summary>
    public double TimestepScaling { get; init; } = 10;

    /// <summary>DDIM and LCM: whether the estimate of x_0 is clamped; null for the sampler's own default, which is yes
    /// for DDIM and no for LCM. Others clamp nothing, as in diffusers.</summary>
    public bool? ClipSample { get; init; }

    /// <summary>To plus and minus this.</summary>
    public double ClipSampleRange { get; init; } = 1;

    /// <summary>Whether the step after the last timestep lands at ᾱ = 1 instead of ᾱ_0.</summary>
    public bool SetAlphaToOne { get; init; } = true;

    /// <summary>Imagine Flash and Euler: whether the first step adds the true noise back (see <see
    /// cref="ImagineFlashScheduler"/>). Null: Imagine Flash does, Euler does not.</summary>
    public bool? NoiseCorrection { get; init; }

    /// <summary>Keys that hold no more than the named sampler's defaults.</summary>
    [JsonPropertyName("_use_default_values")]
    public IReadOnlyList<string>? UseDefaultValues { get; init; }

    /// <summary>The timesteps to visit, descending, instead of evenly spaced ones. Never in a file: a request sets
    /// it.</summary>
    [JsonIgnore]
    public IReadOnlyList<double>? Timesteps { get; init; }

    /// <summary>Our own key: how many steps the model was distilled for.</summary>
    public int? DefaultInferenceSteps { get; init; }

    /// <summary>Our own key: the guidance that the model is meant to run with.</summary>
    public float? DefaultGuidanceScale { get; init; }

    /// <summary>What the UNet's output means.</summary>
    /// <exception cref="InferenceException">The name is not known.</exception>
    [JsonIgnore]
    public PredictionType PredictionType =>
        PredictionTypeName switch
        {
            "epsilon" => PredictionType.Epsilon,
            "v_prediction" => PredictionType.VPrediction,
            "sample" => PredictionType.Sample,
            _ => throw new InferenceException(
                $"prediction_type is '{PredictionTypeName}'; known are epsilon, v_prediction, sample."
            ),
        };

    /// <summary><see cref="Eta"/>, or a sampler's default.</summary>
    /// <exception cref="InferenceException">It is not 0 to 1.</exception>
    internal double EtaOr(double fallback) =>
        Eta switch
        {
            null => fallback,
            >= 0 and <= 1 => Eta.Value,
            _ => throw new InferenceException($"eta is {Eta}; it is 0 to 1."),
        };

    /// <summary>Which timesteps are visited.</summary>
    /// <exception cref="InferenceException">The name is not known.</exception>
    public TimestepSpacing SpacingOr(TimestepSpacing fallback) =>
        TimestepSpacingName switch
        {
            null => fallback,
            "leading" => TimestepSpacing.Leading,
            "trailing" => TimestepSpacing.Trailing,
            "linspace" => TimestepSpacing.Linspace,
            _ => throw new InferenceException(
                $"timestep_spacing is '{TimestepSpacingName}'; known are leading, trailing, linspace."
            ),
        };
}
