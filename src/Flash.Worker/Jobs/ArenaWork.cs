using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws one prompt in two ways. Nothing in the message or its files says which is which.</summary>
internal sealed class ArenaWork(
    DrawingModels models,
    PictureRequests requests,
    ProvenanceEncoder encoder,
    PictureSafety safety
)
{
    public async Task<FinishedWork> RunAsync(
        ClaimedGeneration generation,
        PictureLayout layout,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe;
        var rival = recipe.Rival ?? throw new InferenceException("An arena has a rival.");
        var first = await requests.DrawAsync(recipe, 1, cancellationToken);
        var second = Fitted(await requests.DrawAsync(rival, 1, cancellationToken), first.Width, first.Height);
        var looks = generation.IsCleared
            ? []
            : safety
                .Look(recipe, [first], cancellationToken)
                .Concat(safety.Look(rival, [second], cancellationToken).Select(look => look with { Picture = 2 }))
                .ToList();
        return Made(generation, layout, [first, second], models.For(recipe).Revision).Seen(looks);
    }

    private FinishedWork.Made Made(
        ClaimedGeneration generation,
        PictureLayout layout,
        IReadOnlyList<RgbImage> pictures,
        string revision
    )
    {
        var prompt = generation.Recipe.Prompt;
        // Without parameters: they would name the models.
        IReadOnlyList<EncodedMedia> media =
            layout == PictureLayout.Grid
                ? [File(NumberedGrid.Compose(pictures), 0, "flash.jpg", prompt)]
                :
                [
                    .. pictures.Select(
                        (picture, i) =>
                            File(
                                picture,
                                i + 1,
                                string.Create(CultureInfo.InvariantCulture, $"flash-{i + 1}.jpg"),
                                generation.Texts.AltText(prompt, i + 1, pictures.Count)
                            )
                    ),
                ];
        var kept = pictures.Select(
            (picture, i) =>
                new DeliveredPicture(
                    i + 1,
                    picture.Width,
                    picture.Height,
                    SHA256.HashData(media[layout == PictureLayout.Grid ? 0 : i].Bytes.Span),
                    Thumbnail.Encode(picture)
                )
                {
                    PerceptualHash = PerceptualHash.Of(picture),
                }
        );
        var message = new OutgoingMessage
        {
            Text = generation.Texts.ArenaAsks(prompt),
            Media = media,
            Buttons = GenerationButtons.Arena(generation.Texts, generation.Id),
            IsSpoiler = generation.IsSpoiler,
        };
        return new FinishedWork.Made(message, [.. kept], revision);

        EncodedMedia File(RgbImage picture, int index, string name, string alt) =>
            new(
                encoder.EncodeJpeg(picture, PictureOrigins.Of(generation, index, parameters: null)),
                MediaKind.Jpeg,
                name,
                alt
            );
    }

    // A size would tell the two apart: the second one is made as large as the first.
    private static RgbImage Fitted(RgbImage picture, int width, int height)
    {
        if (picture.Width == width && picture.Height == height)
        {
            return picture;
        }

        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width * picture.Width / width, i / width * picture.Height / height);
            picture.Pixels.Span.Slice(((y * picture.Width) + x) * 3, 3).CopyTo(pixels.AsSpan(3 * i));
        }

        return new RgbImage(width, height, pixels);
    }
}
