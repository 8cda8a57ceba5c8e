using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>The parts that the moves of a claimed generation share.</summary>
internal static class ClaimMoves
{
    /// <summary>The generation, while the claim of that epoch holds.</summary>
    public static IQueryable<Generation> Claimed(FlashDb db, GenerationId id, int epoch) =>
        db.Generations.Where(generation =>
            generation.Id == id && generation.Epoch == epoch && generation.State == GenerationState.Running
        );

    public static async Task<bool> EndAsync(
        FlashDb db,
        GenerationId id,
        int epoch,
        GenerationState state,
        string? failure,
        CancellationToken cancellationToken
    ) =>
        await Claimed(db, id, epoch)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(generation => generation.State, state)
                        .SetProperty(generation => generation.FinishedAt, _ => FlashDb.Now())
                        .SetProperty(generation => generation.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(generation => generation.Failure, failure),
                cancellationToken
            ) > 0;

    /// <summary>The audit entry of a move that was just made.</summary>
    public static async Task WriteDownAsync(
        FlashDb db,
        GenerationId id,
        string details,
        CancellationToken cancellationToken
    )
    {
        var moved = await db
            .Generations.Where(generation => generation.Id == id)
            .Select(generation => new
            {
                generation.Kind,
                generation.State,
                Chat = generation.Chat!.ExternalId, // every generation is in a chat
            })
            .SingleAsync(cancellationToken);
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = "flash",
                ActorId = "worker",
                ActorName = "Flash",
                Action = $"{StoredName.Of(moved.Kind)}.{StoredName.Of(moved.State)}",
                GenerationId = id.Value,
                ChatId = moved.Chat,
                Details = details,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }
}
