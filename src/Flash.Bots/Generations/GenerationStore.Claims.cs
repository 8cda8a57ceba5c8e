using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>Taking generations to work on, keeping them and giving them back.</summary>
public sealed partial class GenerationStore
{
    /// <summary>
    /// Takes whatever is to be worked on now for <paramref name="lease"/>: the job's own generation when its worker
    /// died, else the one whose turn it is (<see cref="FairTurns"/>). Null when nothing of the job's queue waits.
    /// </summary>
    /// <param name="job">The generation that the job was enqueued for.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public Task<ClaimedGeneration?> ClaimNextAsync(
        GenerationId job,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) => ClaimAsync(job, moves: null, lease, only: false, cancellationToken);

    /// <summary>Takes the one whose turn it is among pictures or, if <paramref name="moves"/>, among
    /// animations.</summary>
    public Task<ClaimedGeneration?> ClaimNextAsync(bool moves, TimeSpan lease, CancellationToken cancellationToken) =>
        ClaimAsync(job: null, moves, lease, only: false, cancellationToken);

    /// <summary>
    /// Takes this very generation. Null when it is finished, someone else holds its lease, or its attempts are used up.
    /// </summary>
    public Task<ClaimedGeneration?> ClaimAsync(GenerationId id, TimeSpan lease, CancellationToken cancellationToken) =>
        ClaimAsync(id, moves: null, lease, only: true, cancellationToken);

    private async Task<ClaimedGeneration?> ClaimAsync(
        GenerationId? job,
        bool? moves,
        TimeSpan lease,
        bool only,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Claim.ReadOneAsync<ClaimedGeneration>(
            db,
            new
            {
                job,
                moves,
                only,
                lease,
                MaxAttempts,
                FairTurns.Ageing,
            },
            cancellationToken
        );
    }

    /// <summary>Keeps the claim for another <paramref name="lease"/>. False when it was lost or the generation was
    /// cancelled.</summary>
    public async Task<bool> RenewLeaseAsync(
        GenerationId id,
        int epoch,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ClaimMoves
                .Claimed(db, id, epoch)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(generation => generation.LeaseUntil, _ => FlashDb.Now() + lease),
                    cancellationToken
                ) > 0;
    }

    /// <summary>
    /// Hands the claim back undone, for another worker to take at once: for a worker that is told to stop. Does not
    /// count as an attempt. Writes a new outbox row, so that the generation gets a job again.
    /// </summary>
    public async Task<bool> ReleaseAsync(GenerationId id, int epoch, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var released = await ClaimMoves
            .Claimed(db, id, epoch)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(generation => generation.State, GenerationState.Queued)
                        .SetProperty(generation => generation.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(generation => generation.Attempts, generation => generation.Attempts - 1),
                cancellationToken
            );
        if (released == 0)
        {
            return false;
        }

        db.Outbox.Add(new OutboxEntry { GenerationId = id });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
