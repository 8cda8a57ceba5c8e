using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;

namespace Flash.Worker.Jobs;

/// <summary>Draws while somebody types. One sketch at a time: a sketch is worth little, and generations that wait are
/// worth more.</summary>
internal sealed class Sketcher(DrawingModels models, TimeProvider time) : ISketcher, IDisposable
{
    private const int Quality = 80;

    private readonly SemaphoreSlim turn = new(1);

    public async Task<IReadOnlyList<EncodedMedia>> SketchAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var model = models.For(recipe);
            var request = RecipeRequest.Of(recipe, model) with { Previews = false };
            await foreach (var next in new TextToImagePipeline(model, time).GenerateAsync(request, cancellationToken))
            {
                if (next is GenerationEvent.Completed completed)
                {
                    return
                    [
                        .. completed.Pictures.Select(picture => new EncodedMedia(
                            ImageEncoder.EncodeJpeg(picture, Quality),
                            MediaKind.Jpeg,
                            "sketch.jpg",
                            recipe.Prompt
                        )),
                    ];
                }
            }

            throw new InferenceException("The sketch ended without its picture.");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
