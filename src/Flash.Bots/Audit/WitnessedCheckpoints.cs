using Flash.Bots.Data;
using Flash.Bots.Moderation.Cards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Audit;

/// <summary>
/// Remembers when a chat last saw a checkpoint: one in each <see cref="AuditOptions.WitnessInterval"/>, however many
/// processes there are and however often they start.
/// </summary>
public sealed class WitnessedCheckpoints(
    IDbContextFactory<FlashDb> databases,
    IOptions<AuditOptions> options,
    TimeProvider time
)
{
    private static readonly NamedSql Claim = NamedSql.Load("audit/claim_checkpoint");

    /// <summary>True for the one who is to show this checkpoint to the chat now.</summary>
    public async Task<bool> ClaimAsync(
        ModeratorChat chat,
        AuditCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        return await Claim.ExecuteAsync(
                databases,
                new
                {
                    chat.Platform,
                    chat.Place,
                    checkpoint.Sequence,
                    Now = time.GetUtcNow(),
                    Interval = options.Value.WitnessInterval,
                },
                cancellationToken
            ) > 0;
    }

    /// <summary>No one has seen it after all: the next one is due at once.</summary>
    public async Task GiveBackAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .WitnessedCheckpoints.Where(seen => seen.Platform == chat.Platform && seen.Place == chat.Place)
            .ExecuteUpdateAsync(
                set => set.SetProperty(seen => seen.WitnessedAt, DateTimeOffset.MinValue), // -infinity
                cancellationToken
            );
    }
}
