using Flash.Bots.Data;
using Flash.Bots.Moderation.Cards;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>
/// Remembers when a chat last saw a checkpoint: one in each <see cref="AuditOptions.WitnessInterval"/>, however many
/// processes there are and however often they start.
/// </summary>
public sealed class WitnessedCheckpoints(NpgsqlDataSource dataSource, IOptions<AuditOptions> options, TimeProvider time)
{
    /// <summary>True for the one who is to show this checkpoint to the chat now.</summary>
    public async Task<bool> ClaimAsync(
        ModeratorChat chat,
        AuditCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            INSERT INTO flash.witnessed_checkpoints (platform, place, sequence, witnessed_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (platform, place) DO UPDATE SET sequence = EXCLUDED.sequence, witnessed_at = EXCLUDED.witnessed_at
            WHERE witnessed_checkpoints.witnessed_at <= $4 - $5::interval
            """,
            StoredName.Of(chat.Platform),
            chat.Place,
            checkpoint.Sequence,
            time.GetUtcNow(),
            options.Value.WitnessInterval
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>No one has seen it after all: the next one is due at once.</summary>
    public async Task GiveBackAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.witnessed_checkpoints SET witnessed_at = '-infinity' WHERE platform = $1 AND place = $2",
            StoredName.Of(chat.Platform),
            chat.Place
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
