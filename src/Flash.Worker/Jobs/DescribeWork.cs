using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Says what a picture shows: one that Flash drew by its recipe, or by what its file says; any other by what
/// looks at pictures here.</summary>
internal sealed class DescribeWork(
    PictureRequests requests,
    AskedGenerations generations,
    Describers describers,
    PictureSafety safety
)
{
    private const int Quality = 88;

    public async Task<FinishedWork> RunAsync(ClaimedGeneration generation, CancellationToken cancellationToken)
    {
        var start = generation.Recipe.Start
            ?? throw new InvalidOperationException("A description is one of some picture.");
        if (start.Drawn is { } drawn)
        {
            var own = await requests.DrawAsync(drawn, start.Index, cancellationToken);
            return Made(generation, own, generation.Texts.DescribedOwn(drawn.Of(start.Index)));
        }

        if (start.Given is not { } given)
        {
            throw new InferenceException("The recipe starts from a picture and names none.");
        }

        var (file, picture) = await requests.ReadAsync(given, cancellationToken);
        var words = await RecipeOfAsync(generation, file, cancellationToken)
            ?? (
                describers.Describe(picture, cancellationToken) is { } seen
                    ? generation.Texts.DescribedSeen(seen)
                    : generation.Texts.DescribeCannot
            );
        return Made(generation, picture, words)
            .Seen(generation.IsCleared ? [] : safety.LookAtSent(generation.Recipe, picture, cancellationToken));
    }

    /// <summary>What the file of a picture of Flash's says of it; null for any other. What was asked for is told to
    /// those alone who asked for it, or sit in the chat where it was.</summary>
    private async Task<string?> RecipeOfAsync(
        ClaimedGeneration generation,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellationToken
    )
    {
        var report = ProvenanceReport.Read(file.Span);
        if (report.Id is { } id && !report.IsContradictory)
        {
            var made = await generations.FindAsync(new GenerationId(id), cancellationToken);
            var asks = await generations.FindAsync(generation.Id, cancellationToken);
            if (
                made is { Recipe.Prompt: not "" }
                && asks is not null
                && made.Platform == asks.Platform
                && (made.OwnerId == asks.OwnerId || made.ChatId == asks.ChatId)
            )
            {
                return generation.Texts.DescribedOwn(
                    report.PictureIndex is { } index and > 0 ? made.Recipe.Of(index) : made.Recipe
                );
            }
        }

        return report.Parameters is { } parameters ? generation.Texts.DescribedFile(parameters)
            : report.Watermark is not null || report.Id is not null ? generation.Texts.DescribedFile(null)
            : null;
    }

    private static FinishedWork.Made Made(ClaimedGeneration generation, RgbImage picture, string words)
    {
        var jpeg = ImageEncoder.EncodeJpeg(picture, Quality);
        return new FinishedWork.Made(
            new OutgoingMessage
            {
                Text = words,
                Buttons = GenerationButtons.Told(generation.Texts, generation.Id),
                Media = [new EncodedMedia(jpeg, MediaKind.Jpeg, "flash.jpg", words)],
                IsSpoiler = generation.IsSpoiler,
            },
            [
                new DeliveredPicture(1, picture.Width, picture.Height, SHA256.HashData(jpeg), Thumbnail.Encode(picture))
                {
                    PerceptualHash = PerceptualHash.Of(picture),
                },
            ],
            generation.Recipe.ModelRevision ?? ""
        );
    }
}
