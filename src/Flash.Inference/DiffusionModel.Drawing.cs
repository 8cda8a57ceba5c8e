using Flash.Inference.Pipelines;

namespace Flash.Inference;

public sealed partial class DiffusionModel
{
    /// <summary>Draws pictures of a prompt, at the model's own size and with its own number of steps.</summary>
    /// <param name="prompt">What they show.</param>
    /// <param name="seed">Where the noise starts; the same seed gives the same pictures.</param>
    /// <param name="count">How many, 1 to 8.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step.</param>
    /// <inheritdoc cref="GenerateAsync(TextToImageRequest, CancellationToken)" path="/exception"/>
    public async Task<IReadOnlyList<RgbImage>> GenerateAsync(
        string prompt,
        ulong seed,
        int count = 4,
        CancellationToken cancellationToken = default
    )
    {
        var request = new TextToImageRequest
        {
            Prompt = prompt,
            Seed = seed,
            Count = count,
            Previews = false,
        };
        return (await GenerateAsync(request, cancellationToken)).Pictures;
    }

    /// <summary>Draws what a request asks for.</summary>
    /// <param name="request">Checked before anything runs. Previews are decoded only when someone streams them.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step.</param>
    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is
    /// allowed.</exception>
    /// <exception cref="InferenceException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<GenerationEvent.Completed> GenerateAsync(
        TextToImageRequest request,
        CancellationToken cancellationToken = default
    ) =>
        EventStream.LastAsync<GenerationEvent, GenerationEvent.Completed>(
            StreamAsync(request with { Previews = false }, cancellationToken)
        );

    /// <summary>Draws, and announces previews after every step (expendable) and the finished pictures at the
    /// end.</summary>
    /// <param name="request">Checked at once, before anything runs.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step. So does leaving the enumeration.</param>
    /// <inheritdoc cref="GenerateAsync(TextToImageRequest, CancellationToken)" path="/exception"/>
    public IAsyncEnumerable<GenerationEvent> StreamAsync(
        TextToImageRequest request,
        CancellationToken cancellationToken = default
    ) => new TextToImagePipeline(this, TimeProvider.System).GenerateAsync(request, cancellationToken);

    /// <summary>Sets one picture of a request in motion.</summary>
    /// <inheritdoc cref="GenerateAsync(TextToImageRequest, CancellationToken)"/>
    public Task<AnimationEvent.Completed> AnimateAsync(
        AnimationRequest request,
        CancellationToken cancellationToken = default
    ) => EventStream.LastAsync<AnimationEvent, AnimationEvent.Completed>(StreamAsync(request, cancellationToken));

    /// <summary>The same, and announces each frame that is done (expendable), then the loop.</summary>
    /// <inheritdoc cref="StreamAsync(TextToImageRequest, CancellationToken)"/>
    public IAsyncEnumerable<AnimationEvent> StreamAsync(
        AnimationRequest request,
        CancellationToken cancellationToken = default
    ) => new AnimationPipeline(this, TimeProvider.System).AnimateAsync(request, cancellationToken);

    /// <summary>Enlarges a picture.</summary>
    /// <inheritdoc cref="GenerateAsync(TextToImageRequest, CancellationToken)"/>
    public Task<UpscaleEvent.Completed> UpscaleAsync(
        UpscaleRequest request,
        CancellationToken cancellationToken = default
    ) => EventStream.LastAsync<UpscaleEvent, UpscaleEvent.Completed>(StreamAsync(request, cancellationToken));

    /// <summary>The same, and announces each tile that is done (expendable), then the picture.</summary>
    /// <inheritdoc cref="StreamAsync(TextToImageRequest, CancellationToken)"/>
    public IAsyncEnumerable<UpscaleEvent> StreamAsync(
        UpscaleRequest request,
        CancellationToken cancellationToken = default
    ) => new Upscaler(this, TimeProvider.System).UpscaleAsync(request, cancellationToken);
}
