using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Delivery;

namespace Flash.Worker.Jobs;

/// <summary>Draws the pictures of a recipe, from noise or from another picture, and shows how they come into being.</summary>
internal sealed class TextToImageWork(DrawingModels models, PictureRequests requests, TimeProvider time)
{
    private const int PreviewQuality = 80;

    public async Task<FinishedWork> RunAsync(ClaimedGeneration generation, PictureLayout layout, MessagePacer pacer, CancellationToken cancellationToken)
    {
        var recipe = generation.Recipe;
        var model = models.For(recipe);
        var request = await requests.OfAsync(recipe, cancellationToken);
        await foreach (var next in new TextToImagePipeline(model, time).GenerateAsync(request, cancellationToken))
        {
            switch (next)
            {
                // The last step's preview is the result itself, which is right behind it.
                case GenerationEvent.Preview preview when preview.Step < preview.InferenceSteps:
                    pacer.Offer(() => new OutgoingMessage
                    {
                        Text = Texts.Drawing(recipe.Prompt, preview.Step, preview.InferenceSteps),
                        Media = Encode(preview.Pictures, layout, recipe.Prompt, PreviewQuality),
                        Buttons = GenerationButtons.Unfinished(generation.Id),
                        IsSpoiler = generation.IsSpoiler,
                    });
                    break;
                case GenerationEvent.Completed completed:
                    return Made(generation, layout, completed, model.Revision);
            }
        }

        throw new InferenceException("The generation ended without its pictures.");
    }

    private static FinishedWork.Made Made(ClaimedGeneration generation, PictureLayout layout, GenerationEvent.Completed completed, string modelRevision)
    {
        var recipe = generation.Recipe;
        var media = Encode(completed.Pictures, layout, recipe.Prompt, quality: 90);
        var pictures = new List<DeliveredPicture>(completed.Pictures.Count);
        for (var i = 0; i < completed.Pictures.Count; i++)
        {
            // In a grid the four share one file, and so its hash.
            var file = layout == PictureLayout.Separate ? media[i] : media[0];
            var picture = completed.Pictures[i];
            pictures.Add(new DeliveredPicture(i + 1, picture.Width, picture.Height, SHA256.HashData(file.Bytes.Span), Thumbnail.Encode(picture)));
        }

        var message = new OutgoingMessage
        {
            Text = Texts.Drawn(recipe, completed.Timings.Total),
            Media = media,
            Buttons = GenerationButtons.Drawn(generation.Id, completed.Pictures.Count),
            IsSpoiler = generation.IsSpoiler,
        };
        return new FinishedWork.Made(message, pictures, modelRevision);
    }

    private static IReadOnlyList<EncodedMedia> Encode(IReadOnlyList<RgbImage> pictures, PictureLayout layout, string prompt, int quality)
    {
        if (layout == PictureLayout.Grid)
        {
            return [new EncodedMedia(ImageEncoder.EncodeJpeg(PictureGrid.Compose(pictures), quality), MediaKind.Jpeg, "flash.jpg", prompt)];
        }

        return [.. pictures.Select((picture, i) => new EncodedMedia(
            ImageEncoder.EncodeJpeg(picture, quality), MediaKind.Jpeg, string.Create(CultureInfo.InvariantCulture, $"flash-{i + 1}.jpg"), prompt))];
    }
}
