using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Inference.Provenance;
using Microsoft.EntityFrameworkCore;

namespace Flash.Worker.Jobs;

/// <summary>Makes the pictures of a generation again, from its recipe, and compares them with what was kept of those
/// that were delivered.</summary>
public sealed class Replay
{
    private readonly IDbContextFactory<FlashDb> _databases;
    private readonly Thumbnails _thumbnails;
    private readonly DrawingModels _models;
    private readonly PictureRequests _requests;
    private readonly TextToImageWork _work;
    private readonly ProvenanceEncoder _encoder;

    internal Replay(
        IDbContextFactory<FlashDb> databases,
        Thumbnails thumbnails,
        DrawingModels models,
        PictureRequests requests,
        TextToImageWork work,
        ProvenanceEncoder encoder
    ) =>
        (_databases, _thumbnails, _models, _requests, _work, _encoder) = (
            databases,
            thumbnails,
            models,
            requests,
            work,
            encoder
        );

    /// <returns>Null when there is no such generation, or it was not delivered as pictures.</returns>
    /// <exception cref="ArgumentException">Its words, or everything to compare with, are not kept any more.</exception>
    public async Task<ReplayReport?> RunAsync(GenerationId id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } delivered)
        {
            return null;
        }

        var recipe = delivered.Generation.Recipe;
        if (recipe.Prompt is "" || delivered.Pictures.Count == 0)
        {
            throw new ArgumentException(
                $"Flash has let go of the {(recipe.Prompt is "" ? "words" : "thumbnails")} of {id}, so there is "
                    + $"nothing to compare."
            );
        }

        var model = _models.For(recipe);
        var request = await _requests.OfAsync(recipe, cancellationToken);
        var completed = await model.GenerateAsync(request, cancellationToken);
        return new ReplayReport(
            recipe.ModelRevision ?? "",
            model.Revision,
            Compare(
                delivered.Generation,
                completed,
                PictureOrigins.Parameters(_encoder, model, request),
                delivered.Pictures
            )
        );
    }

    private List<ReplayedPicture> Compare(
        ClaimedGeneration generation,
        GenerationEvent.Completed completed,
        GenerationParameters? parameters,
        IReadOnlyList<DeliveredPicture> kept
    )
    {
        // Which of the two a network got is not written down; the file's hash tells.
        var again = new[] { PictureLayout.Separate, PictureLayout.Grid }
            .Select(layout => _work.Made(generation, layout, completed, "", parameters).Pictures)
            .ToList();
        return
        [
            .. kept.Select(picture =>
            {
                var candidates = again
                    .Where(made => picture.Index <= made.Count)
                    .Select(made => made[picture.Index - 1])
                    .ToList();
                return new ReplayedPicture(
                    picture.Index,
                    candidates.Any(made => made.Sha256.AsSpan().SequenceEqual(picture.Sha256)),
                    candidates.Any(made => made.Thumbnail.AsSpan().SequenceEqual(picture.Thumbnail)),
                    candidates is [{ PerceptualHash: { } now }, ..] && picture.PerceptualHash is { } then
                        ? PerceptualHash.Distance(now, then)
                        : null
                );
            }),
        ];
    }

    private async Task<(ClaimedGeneration Generation, IReadOnlyList<DeliveredPicture> Pictures)?> ReadAsync(
        GenerationId id,
        CancellationToken cancellationToken
    )
    {
        var thumbnails = await _thumbnails.FindAsync([id], cancellationToken);
        await using var db = await _databases.CreateDbContextAsync(cancellationToken);
        var delivered = await db
            .Generations.Where(generation =>
                generation.Id == id
                && generation.State == GenerationState.Delivered
                && generation.Kind != GenerationKind.Animate
                && generation.Kind != GenerationKind.Enlarge
                && generation.Kind != GenerationKind.Tree
                && generation.Kind != GenerationKind.Describe
                && generation.Kind != GenerationKind.Arena
            )
            .Select(generation => new
            {
                generation.Kind,
                generation.Recipe,
                generation.ReplyAddress,
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (delivered is null)
        {
            return null;
        }

        var pictures = await db
            .Pictures.Where(picture => picture.GenerationId == id)
            .OrderBy(picture => picture.Index)
            .ToListAsync(cancellationToken);
        return (
            new ClaimedGeneration(
                id,
                Epoch: 0,
                Attempt: 0,
                delivered.Kind,
                delivered.Recipe,
                delivered.ReplyAddress,
                Message: null,
                ParentId: null,
                ParentIndex: null
            ),
            pictures.ConvertAll(picture => new DeliveredPicture(
                picture.Index,
                picture.Width,
                picture.Height,
                picture.Sha256,
                thumbnails.GetValueOrDefault((id, picture.Index), [])
            )
            {
                PerceptualHash = picture.PerceptualHash is { } hash ? unchecked((ulong)hash) : null,
            })
        );
    }
}

/// <summary>What a replay found.</summary>
/// <param name="ModelRevision">The model that drew it then.</param>
/// <param name="ReplayedWith">The model that drew it now.</param>
/// <param name="Pictures">One for each picture that something is kept of.</param>
public sealed record ReplayReport(string ModelRevision, string ReplayedWith, IReadOnlyList<ReplayedPicture> Pictures)
{
    /// <summary>Every file is the same to the last byte.</summary>
    public bool IsSame => Pictures.All(picture => picture.IsSameFile);
}

/// <summary>One picture, then and now.</summary>
/// <param name="Index">1-based.</param>
/// <param name="IsSameFile">The file's SHA-256 is the same.</param>
/// <param name="IsSameThumbnail">The thumbnail is the same to the last byte: true on any machine that rounds
/// alike.</param>
/// <param name="Distance">Bits of 64 in which the two look different; null when nothing was kept to tell.</param>
public sealed record ReplayedPicture(int Index, bool IsSameFile, bool IsSameThumbnail, int? Distance);
