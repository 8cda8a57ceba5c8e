using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>
/// Moves generations along their state machine, each move with its audit entry in one transaction. Leases and times are
/// the database's: clocks of different machines never meet.
/// </summary>
/// <remarks>Safe for any number of concurrent callers on any number of machines. A false or null answer means "not
/// yours any more": stop.</remarks>
public sealed partial class GenerationStore(IDbContextFactory<FlashDb> databases, Thumbnails thumbnails)
{
    /// <summary>How often a generation is tried before it fails: a poisonous one must not end workers for
    /// ever.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Channel on which <c>pg_notify</c> tells that a generation was called off; the payload is its
    /// id.</summary>
    public const string CancelChannel = "flash_cancel";

    private static readonly NamedSql Claim = NamedSql.Load("generations/claim");
    private static readonly NamedSql FailExhausted = NamedSql.Load("generations/fail_exhausted");
    private static readonly NamedSql SetModelRevision = NamedSql.Load("generations/set_model_revision");

    /// <summary>
    /// It is drawn, but waits for a moderator (<see cref="Moderation.ModerationDesk.ApproveAsync"/>), who has the
    /// thumbnails to look at; approved, it is drawn again.
    /// </summary>
    public async Task<bool> HoldAsync(
        GenerationId id,
        int epoch,
        IReadOnlyList<DeliveredPicture> pictures,
        PictureVerdict verdict,
        CancellationToken cancellationToken
    )
    {
        // Sealed before the transaction: the key may have to be made, and no one should wait for that.
        var kept = await thumbnails.SealAsync(id, pictures, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var held = await ClaimMoves
            .Claimed(db, id, epoch)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(generation => generation.State, GenerationState.Held)
                        .SetProperty(generation => generation.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(generation => generation.Attempts, generation => generation.Attempts - 1),
                cancellationToken
            );
        if (held == 0)
        {
            return false;
        }

        await KeptPictures.WriteAsync(db, id, pictures, kept, cancellationToken);
        await ClaimMoves.WriteDownAsync(
            db,
            id,
            FlashJson.Write(
                new
                {
                    bannedPictures = verdict.BannedPictures,
                    flagged = verdict.IsFlagged,
                    looks = verdict.Looks,
                }
            ),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc cref="MarkDeliveredAsync(GenerationId, int, IReadOnlyList{DeliveredPicture}, string,
    /// IReadOnlyList{PictureLook}, CancellationToken)"/>
    public Task<bool> MarkDeliveredAsync(
        GenerationId id,
        int epoch,
        IReadOnlyList<DeliveredPicture> pictures,
        string modelRevision,
        CancellationToken cancellationToken
    ) => MarkDeliveredAsync(id, epoch, pictures, modelRevision, [], cancellationToken);

    /// <summary>The result stands in the chat. Keeps the thumbnails and the model revision that made them, and writes
    /// down what the safety checker saw.</summary>
    public async Task<bool> MarkDeliveredAsync(
        GenerationId id,
        int epoch,
        IReadOnlyList<DeliveredPicture> pictures,
        string modelRevision,
        IReadOnlyList<PictureLook> looks,
        CancellationToken cancellationToken
    )
    {
        var kept = await thumbnails.SealAsync(id, pictures, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await ClaimMoves.EndAsync(db, id, epoch, GenerationState.Delivered, null, cancellationToken))
        {
            return false;
        }

        await SetModelRevision.ExecuteAsync(db, new { id, modelRevision }, cancellationToken);
        await KeptPictures.WriteAsync(db, id, pictures, kept, cancellationToken);
        await ClaimMoves.WriteDownAsync(
            db,
            id,
            FlashJson.Write(
                new
                {
                    modelRevision,
                    sha256 = pictures.Select(picture => Convert.ToHexStringLower(picture.Sha256)),
                    looks = looks.Count == 0 ? null : looks,
                }
            ),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>It will not be tried again. <paramref name="sentence"/> is what the person is shown.</summary>
    public Task<bool> MarkFailedAsync(
        GenerationId id,
        int epoch,
        string sentence,
        CancellationToken cancellationToken
    ) => MarkFailedAsync(id, epoch, sentence, reason: sentence, cancellationToken);

    /// <summary>It will not be tried again. <paramref name="sentence"/> is what the person is shown, <paramref
    /// name="reason"/> what the audit log keeps for the operator.</summary>
    public async Task<bool> MarkFailedAsync(
        GenerationId id,
        int epoch,
        string sentence,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await ClaimMoves.EndAsync(db, id, epoch, GenerationState.Failed, sentence, cancellationToken))
        {
            return false;
        }

        await ClaimMoves.WriteDownAsync(db, id, FlashJson.Write(new { sentence, reason }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Fails every generation whose last attempt ended without a word, and returns them so that their people
    /// can be told.</summary>
    public async Task<IReadOnlyList<ExhaustedGeneration>> FailExhaustedAsync(
        string sentence,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await FailExhausted.ReadAsync<ExhaustedGeneration>(
            db,
            new
            {
                sentence,
                MaxAttempts,
                Details = Json.Of(new { sentence, attempts = MaxAttempts }),
            },
            cancellationToken
        );
    }

    /// <summary>Whether its owner called it off.</summary>
    public async Task<bool> IsCancelledAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Generations.AnyAsync(
            generation => generation.Id == id && generation.State == GenerationState.Cancelled,
            cancellationToken
        );
    }
}
