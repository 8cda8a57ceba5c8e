using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Delivery;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws one picture of an earlier recipe again and makes it two to four times as large.</summary>
internal sealed class EnlargementWork(
    DrawingModels models,
    PictureRequests requests,
    ProvenanceEncoder encoder,
    PictureSafety safety
)
{
    /// <summary>What is tried, one after the other, where the file without loss is larger than the network
    /// takes.</summary>
    private static readonly int[] JpegQualities = [95, 88, 75, 55];

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
            Factor = FactorFor(picture, recipe.Enlargement ?? UpscaleRequest.MinFactor),
        };
        await foreach (var next in model.StreamAsync(request, cancellationToken))
        {
            switch (next)
            {
                case UpscaleEvent.TileDone done when done.Tile < done.Tiles:
                    pacer.Offer(() =>
                        new OutgoingMessage
                        {
                            Text = generation.Texts.Enlarging(recipe.Prompt, 100 * done.Tile / done.Tiles),
                            Buttons = GenerationButtons.Unfinished(generation.Texts, generation.Id),
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
        var file = Encode(
            picture,
            PictureOrigins.Of(generation, 1, parameters),
            recipe.Prompt,
            generation.ReplyAddress.MaxFileBytes
        );
        var message = new OutgoingMessage
        {
            Text = generation.Texts.Enlarged(recipe.Prompt, generation.ParentIndex ?? 1, picture.Width, picture.Height),
            Buttons = GenerationButtons.Enlarged(
                generation.Texts,
                generation.Id,
                generation.ReplyAddress is TelegramInlineReply,
                recipe.Enlargement,
                generation.ParentIndex ?? 1
            ),
            Media = [file],
            IsDocument = true,
            IsSpoiler = generation.IsSpoiler,
        };
        var kept = new DeliveredPicture(
            1,
            picture.Width,
            picture.Height,
            SHA256.HashData(file.Bytes.Span),
            Thumbnail.Encode(picture)
        )
        {
            PerceptualHash = PerceptualHash.Of(picture),
        };
        return new FinishedWork.Made(message, [kept], model.Revision);
    }

    /// <summary>As often as was asked, or as the picture allows: what comes of it has a limit.</summary>
    internal static int FactorFor(RgbImage picture, int asked)
    {
        var factor = Math.Clamp(asked, UpscaleRequest.MinFactor, UpscaleRequest.MaxFactor);
        while (
            factor > UpscaleRequest.MinFactor
            && (long)picture.Width * picture.Height * factor * factor > UpscaleRequest.MaxPixels
        )
        {
            factor--;
        }

        return factor;
    }

    /// <summary>PNG, or where that is too large the best JPEG that fits.</summary>
    internal EncodedMedia Encode(RgbImage picture, PictureOrigin origin, string prompt, long maxBytes)
    {
        var png = encoder.EncodePng(picture, origin);
        if (png.Length <= maxBytes)
        {
            return new EncodedMedia(png, MediaKind.Png, "flash.png", prompt);
        }

        byte[] jpeg = [];
        foreach (var quality in JpegQualities)
        {
            jpeg = encoder.EncodeJpeg(picture, origin, quality);
            if (jpeg.Length <= maxBytes)
            {
                break;
            }
        }

        return new EncodedMedia(jpeg, MediaKind.Jpeg, "flash.jpg", prompt);
    }
}
