using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Delivery;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws one picture of an earlier recipe again and makes it twice as large.</summary>
internal sealed class EnlargementWork(
    DrawingModels models,
    PictureRequests requests,
    ProvenanceEncoder encoder,
    PictureSafety safety
)
{
    public async Task<FinishedWork> RunAsync(
        ClaimedGeneration generation,
        MessagePacer pacer,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe;
        var model = models.For(recipe);
        var picture = await requests.DrawAsync(recipe, generation.ParentIndex ?? 1, cancellationToken);
        var request = new UpscaleRequest
        {
            Image = picture,
            Prompt = recipe.FullPromptOf(generation.ParentIndex ?? 1),
            Seed = recipe.Seed,
        };
        await foreach (var next in model.StreamAsync(request, cancellationToken))
        {
            switch (next)
            {
                case UpscaleEvent.TileDone done when done.Tile < done.Tiles:
                    pacer.Offer(() =>
                        new OutgoingMessage
                        {
                            Text = Texts.Enlarging(recipe.Prompt, 100 * done.Tile / done.Tiles),
                            Buttons = GenerationButtons.Unfinished(generation.Id),
                        }
                    );
                    break;
                case UpscaleEvent.Completed completed:
                    var looks = generation.IsCleared ? [] : safety.Look(recipe, [completed.Picture], cancellationToken);
                    return Made(generation, completed.Picture, model).Seen(looks);
            }
        }

        throw new InferenceException("The enlarging ended without its picture.");
    }

    private FinishedWork.Made Made(ClaimedGeneration generation, RgbImage picture, DiffusionModel model)
    {
        var recipe = generation.Recipe;
        var parameters = PictureOrigins.Parameters(
            encoder,
            model,
            RecipeRequest.Of(recipe.Of(generation.ParentIndex ?? 1), model)
        );
        var png = encoder.EncodePng(picture, PictureOrigins.Of(generation, 1, parameters));
        var message = new OutgoingMessage
        {
            Text = Texts.Enlarged(recipe.Prompt, generation.ParentIndex ?? 1, picture.Width, picture.Height),
            Buttons = GenerationButtons.Followed(generation.Id, generation.ReplyAddress is TelegramInlineReply),
            Media = [new EncodedMedia(png, MediaKind.Png, "flash.png", recipe.Prompt)],
            IsDocument = true,
            IsSpoiler = generation.IsSpoiler,
        };
        var kept = new DeliveredPicture(
            1,
            picture.Width,
            picture.Height,
            SHA256.HashData(png),
            Thumbnail.Encode(picture)
        )
        {
            PerceptualHash = PerceptualHash.Of(picture),
        };
        return new FinishedWork.Made(message, [kept], model.Revision);
    }
}
