namespace Flash.Inference;

/// <summary>Where a generation spent its time.</summary>
/// <param name="TextEncoding">Tokenizing and the text encoder; zero when the prompt was encoded before.</param>
/// <param name="Denoising">UNet and scheduler, all steps.</param>
/// <param name="Previews">Decoding the previews of all steps but the last.</param>
/// <param name="Decoding">Decoding the finished pictures.</param>
/// <param name="Total">From the first instruction to the finished pictures, everything included.</param>
public sealed record GenerationTimings(
    TimeSpan TextEncoding,
    TimeSpan Denoising,
    TimeSpan Previews,
    TimeSpan Decoding,
    TimeSpan Total
)
{
    /// <summary>Scaling and encoding the picture to start from; zero without one.</summary>
    public TimeSpan ImageEncoding { get; init; }

    /// <summary>The part of <see cref="Total"/> that was spent inside ONNX Runtime.</summary>
    public TimeSpan ModelRuns { get; init; }
}
