using Flash.Inference.Schedulers;

namespace Flash.Inference.Models;

/// <summary><c>transformer/config.json</c>.</summary>
internal sealed record TransformerConfig
{
    /// <summary>Channels of what goes in: of the latents, or of a packed square of them.</summary>
    public int? InChannels { get; init; }

    /// <summary>Side of the latents that the model was trained at; 128 where it is not said, as for FLUX.</summary>
    public int SampleSize { get; init; } = 128;

    /// <summary>Width of the prompt embeds.</summary>
    public int? JointAttentionDim { get; init; }

    /// <summary>Width of the text's summary.</summary>
    public int? PooledProjectionDim { get; init; }

    /// <summary>FLUX.1-dev: whether guidance goes in as a number.</summary>
    public bool GuidanceEmbeds { get; init; }

    /// <summary>Heads of an attention.</summary>
    public int NumAttentionHeads { get; init; } = 24;

    /// <summary>Numbers of each head.</summary>
    public int AttentionHeadDim { get; init; } = 64;

    /// <summary>A folder's; null when it has no transformer. Without a file everything is left to the graph.</summary>
    public static TransformerConfig? Find(ModelFiles files) =>
        !File.Exists(files.Onnx("transformer")) ? null
        : File.Exists(files.Config("transformer")) ? ModelFiles.Read<TransformerConfig>(files.Config("transformer"))
        : new TransformerConfig();

    /// <summary>The latents as the pipelines see them. Every transformer here works on squares of two by two, which the
    /// second level stands for.</summary>
    public UNetConfig AsLatents(int latentChannels) =>
        new()
        {
            InChannels = latentChannels,
            SampleSize = SampleSize,
            BlockOutChannels = [1, 1],
        };

    /// <summary>Steps, guidance and spacing that the authors of these models use, where the folder does not
    /// say.</summary>
    /// <param name="config">The folder's.</param>
    /// <param name="isPacked">Whether it is FLUX.</param>
    /// <param name="embedsGuidance">FLUX.1-schnell is the one without, distilled to four steps.</param>
    public static SchedulerConfig WithDefaults(SchedulerConfig config, bool isPacked, bool embedsGuidance)
    {
        var (steps, guidance) =
            !isPacked ? (28, 4.5f)
            : embedsGuidance ? (28, 3.5f)
            : (4, 1f);
        return config with
        {
            DefaultInferenceSteps = config.DefaultInferenceSteps ?? steps,
            DefaultGuidanceScale = config.DefaultGuidanceScale ?? guidance,
            SigmasFromOne = isPacked,
        };
    }
}
