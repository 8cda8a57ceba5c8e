namespace Flash.Inference.Models;

/// <summary>What tells, step by step, the picture from the noise: a UNet or a transformer.</summary>
internal interface IDenoiser : IDisposable
{
    /// <summary>Channels and sizes of the latents as the pipelines see them.</summary>
    UNetConfig Config { get; }

    /// <summary>Path of the graph, for messages.</summary>
    string Path { get; }

    /// <summary>Whether guidance goes in as a number, so that one run per step is enough.</summary>
    bool EmbedsGuidance { get; }

    /// <summary>Whether the model knows motion.</summary>
    bool HasPhase { get; }

    /// <summary>Whether attention never writes its scores down, as in graphs that were optimised for it.</summary>
    bool FusesAttention { get; }

    /// <summary>Pictures in one run that it was exported for, such as 2 for guidance; null where it takes
    /// any.</summary>
    int? FixedBatch { get; }

    /// <summary>h and w that it was exported for; null where it takes any.</summary>
    (int? Height, int? Width) FixedSize { get; }

    /// <summary>Channels beside the latents' own: 5 (mask and masked picture) in a UNet made for inpainting.</summary>
    int ExtraChannels(int latentChannels);

    /// <summary>Buffers and binding for runs of one shape; the caller owns it.</summary>
    /// <param name="batch">Pictures in one run; twice as many under guidance.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="embeds">For its shape only.</param>
    IDenoiserPass CreatePass(int batch, int height, int width, PromptEmbeds embeds);
}

/// <summary>A denoiser's graph bound for one shape.</summary>
internal interface IDenoiserPass : IDisposable
{
    /// <summary>[batch, C, h, w], to be written before each run.</summary>
    Span<float> Input { get; }

    /// <summary>[batch, tokens, D].</summary>
    Span<float> PromptEmbeds { get; }

    /// <summary>[batch, P]; empty where no summary of the text is asked for.</summary>
    Span<float> Pooled { get; }

    /// <summary>[batch]; empty when the model knows no motion.</summary>
    Span<float> Phases { get; }

    /// <summary>[batch, C, h, w].</summary>
    ReadOnlySpan<float> Output { get; }

    /// <summary>Tells the size of the picture, uncropped, to models that ask.</summary>
    void SetSize(int pixelWidth, int pixelHeight);

    /// <summary>Tells the guidance to models that ask.</summary>
    void SetGuidance(float guidanceScale);

    void Run(double timestep, RunControl control);
}
