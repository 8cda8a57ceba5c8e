using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Delivery;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws the pictures of a recipe, from noise or from another picture, and shows how they come into
/// being.</summary>
internal sealed class TextToImageWork(
    DrawingModels models,
    PictureRequests requests,
    ProvenanceEncoder encoder,
    PictureChecks checks,
    PictureSafety safety,
    DrawnBefore drawn
)
{
    private const int PreviewQuality = 80;

    private static readonly GenerationTimings NoTime = new(default, default, default, default, default);

    /// <remarks>What a moderator has let through is not looked at again.</remarks>
    public async Task<FinishedWork> RunAsync(
        ClaimedGeneration generation,
        PictureLayout layout,
        MessagePacer pacer,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe;
        var model = models.For(recipe);
        if (drawn.Find(recipe, model) is { } before)
        {
            return Made(generation, layout, before, model, cancellationToken);
        }

        var request = await requests.OfAsync(recipe, cancellationToken);
        IReadOnlyList<PictureLook> sent = generation.IsCleared ? [] : LookAtSent(recipe, request, cancellationToken);
        var startsUnsafe = sent.Any(look => look.IsUnsafe);
        var began = TimeProvider.System.GetUtcNow();
        var looksBanned = generation.IsCleared ? null : await checks.LooksBannedAsync(cancellationToken);
        await foreach (var next in model.StreamAsync(request, cancellationToken))
        {
            if (next is GenerationEvent.Preview step)
            {
                Activity.Current?.AddEvent(new ActivityEvent("step", tags: new() { ["flash.step"] = step.Step }));
            }

            switch (next)
            {
                // The last step's preview is the result itself, which is right behind it.
                case GenerationEvent.Preview preview when preview.Step < preview.InferenceSteps:
                    if (
                        (
                            looksBanned is not null
                            && preview.Pictures.Any(picture => looksBanned(PerceptualHash.Of(picture)))
                        )
                        || startsUnsafe
                        || (!generation.IsCleared && safety.AreUnsafe(recipe, preview.Pictures, cancellationToken))
                    )
                    {
                        break;
                    }

                    pacer.Offer(() =>
                        new OutgoingMessage
                        {
                            Text = generation.Texts.Drawing(recipe.Prompt, preview.Step, preview.InferenceSteps),
                            Media = Encode(generation.Texts, preview.Pictures, layout, recipe.Prompt, (picture, _) =>
                                ImageEncoder.EncodeJpeg(picture, PreviewQuality)
                            ),
                            Buttons = GenerationButtons.Drawing(generation.Texts, generation.Id, recipe.Count),
                            IsSpoiler = generation.IsSpoiler,
                        }
                    );
                    break;
                case GenerationEvent.Completed completed:
                    DrawingMeasures.Measure(generation, model, completed.Timings, began);
                    if (completed.Flagged?.Contains(true) is not true)
                    {
                        drawn.Keep(recipe, model, completed.Pictures);
                    }

                    var looks = generation.IsCleared ? [] : safety.Look(recipe, completed.Pictures, cancellationToken);
                    return Made(
                            generation,
                            layout,
                            completed,
                            model.Revision,
                            PictureOrigins.Parameters(encoder, model, request)
                        )
                        .Seen([.. sent, .. looks]);
            }
        }

        throw new InferenceException("The generation ended without its pictures.");
    }

    /// <summary>What was drawn before, looked at as if it were new.</summary>
    private FinishedWork.Made Made(
        ClaimedGeneration generation,
        PictureLayout layout,
        IReadOnlyList<RgbImage> before,
        DiffusionModel model,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe;
        var looks = generation.IsCleared ? [] : safety.Look(recipe, before, cancellationToken);
        return Made(
                generation,
                layout,
                new GenerationEvent.Completed(before, NoTime),
                model.Revision,
                PictureOrigins.Parameters(encoder, model, RecipeRequest.Of(recipe, model))
            )
            .Seen(looks);
    }

    // What a person sent: the picture to start from, and the one that it is mixed with.
    private IReadOnlyList<PictureLook> LookAtSent(
        Recipe recipe,
        TextToImageRequest request,
        CancellationToken cancellationToken
    ) =>
        [
            .. recipe.Start?.Given is not null && request.InitImage is { } given
                ? safety.LookAtSent(recipe, given, cancellationToken)
                : [],
            .. recipe.Start?.With?.Given is not null && request.BlendImage is { } second
                ? safety.LookAtSent(recipe, second, cancellationToken)
                : [],
        ];

    /// <summary>What the chat is to show, and what is kept of it. The same for the same pictures, to the last
    /// byte.</summary>
    public FinishedWork.Made Made(
        ClaimedGeneration generation,
        PictureLayout layout,
        GenerationEvent.Completed completed,
        string modelRevision,
        GenerationParameters? parameters
    )
    {
        using var span = generation.Id.StartSpan("encode");
        var recipe = generation.Recipe;
        IReadOnlyList<EncodedMedia> media = [];
        IReadOnlyList<(byte[] Thumbnail, ulong Hash)> kept = [];
        Parallel.Invoke(
            () =>
                media = Encode(generation.Texts, completed.Pictures, layout, recipe.Prompt, (picture, index) =>
                    encoder.EncodeJpeg(
                        picture,
                        PictureOrigins.Of(generation, index, OwnWords(recipe, index, parameters))
                    )
                ),
            () =>
                kept = [
                    .. completed.Pictures.Select(picture => (Thumbnail.Encode(picture), PerceptualHash.Of(picture))),
                ]
        );
        IReadOnlyList<byte[]> hashes = [.. media.Select(file => SHA256.HashData(file.Bytes.Span))];
        var pictures = new List<DeliveredPicture>(completed.Pictures.Count);
        for (var i = 0; i < completed.Pictures.Count; i++)
        {
            // In a grid the four share one file, and so its hash.
            var hash = layout == PictureLayout.Separate ? hashes[i] : hashes[0];
            var picture = completed.Pictures[i];
            pictures.Add(
                new DeliveredPicture(i + 1, picture.Width, picture.Height, hash, kept[i].Thumbnail)
                {
                    PerceptualHash = kept[i].Hash,
                }
            );
        }

        var message = new OutgoingMessage
        {
            Text = generation.Texts.Drawn(recipe, completed.Timings.Total),
            Media = media,
            Buttons = GenerationButtons.Drawn(generation.Texts, generation.Id, completed.Pictures.Count, recipe.Seed),
            IsSpoiler = generation.IsSpoiler,
        };
        return new FinishedWork.Made(message, pictures, modelRevision)
        {
            IsFlagged = completed.Flagged?.Contains(true) ?? false,
        };
    }

    private static GenerationParameters? OwnWords(Recipe recipe, int index, GenerationParameters? parameters) =>
        index == 0 || parameters is null ? parameters : parameters with { Prompt = recipe.FullPromptOf(index) };

    /// <param name="texts">In which language.</param>
    /// <param name="pictures">In order.</param>
    /// <param name="layout">One file for all, or one each.</param>
    /// <param name="prompt">For screen readers.</param>
    /// <param name="jpeg">From a picture and its number; 0 for all of them in one.</param>
    private static IReadOnlyList<EncodedMedia> Encode(
        Texts texts,
        IReadOnlyList<RgbImage> pictures,
        PictureLayout layout,
        string prompt,
        Func<RgbImage, int, byte[]> jpeg
    )
    {
        if (layout == PictureLayout.Grid)
        {
            return [new EncodedMedia(jpeg(NumberedGrid.Compose(pictures), 0), MediaKind.Jpeg, "flash.jpg", prompt)];
        }

        return
        [
            .. pictures.Select(
                (picture, i) =>
                    new EncodedMedia(
                        jpeg(picture, i + 1),
                        MediaKind.Jpeg,
                        string.Create(CultureInfo.InvariantCulture, $"flash-{i + 1}.jpg"),
                        texts.AltText(prompt, i + 1, pictures.Count)
                    )
            ),
        ];
    }
}
