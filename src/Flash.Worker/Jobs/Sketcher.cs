using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws while someone types. One sketch at a time: a sketch is worth little, and generations that wait are
/// worth more.</summary>
internal sealed class Sketcher(DrawingModels models, PictureSafety safety) : ISketcher, IDisposable
{
    private const int Quality = 80;

    private readonly SemaphoreSlim turn = new(1);

    public async Task<IReadOnlyList<EncodedMedia>> SketchAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var model = models.For(recipe);
            var completed = await model.GenerateAsync(RecipeRequest.Of(recipe, model), cancellationToken);

            // No one is asked about a sketch: what is flagged is not shown at all.
            if (
                completed.Flagged?.Contains(true) == true
                || safety.AreUnsafe(recipe, completed.Pictures, cancellationToken)
            )
            {
                return [];
            }

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
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
