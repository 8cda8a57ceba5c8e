using Flash.Bots.Data;
using Flash.Bots.Generations;
using Npgsql;

namespace Flash.Bots.Sketches;

/// <summary>The rows of <c>flash.sketches</c>: sketches that a process without a model asks of one that has
/// it.</summary>
public sealed class SketchRequests(NpgsqlDataSource dataSource)
{
    /// <summary>Notified with a request's id when it is new.</summary>
    public const string AskedChannel = "flash_sketch";

    /// <summary>Notified with a request's id when nobody waits for it any more.</summary>
    public const string DroppedChannel = "flash_sketch_dropped";

    /// <summary>Notified with a request's id when its pictures are there.</summary>
    public const string DrawnChannel = "flash_sketched";

    /// <summary>Nobody waits longer than this for a sketch: the next letter is typed long before.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Asks whoever has a model. Rows that nobody fetched are swept up on the way.</summary>
    public async Task AskAsync(Guid id, Recipe recipe, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH swept AS (DELETE FROM flash.sketches WHERE requested_at < now() - interval '1 minute'),
            asked AS (INSERT INTO flash.sketches (id, recipe) VALUES ($1, $2) RETURNING id)
            SELECT pg_notify('{AskedChannel}', id::text) FROM asked
            """,
            id,
            SqlCommands.Json(FlashJson.Write(recipe))
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The pictures, as JPEG files, and the row is gone; null while they are not drawn.</summary>
    public async Task<IReadOnlyList<byte[]>?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "DELETE FROM flash.sketches WHERE id = $1 AND pictures IS NOT NULL RETURNING pictures",
            id
        );
        return await command.ExecuteScalarAsync(cancellationToken) as byte[][];
    }

    /// <summary>Nobody waits for it any more: a worker at it stops.</summary>
    public async Task DropAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH dropped AS (DELETE FROM flash.sketches WHERE id = $1 RETURNING id)
            SELECT pg_notify('{DroppedChannel}', id::text) FROM dropped
            """,
            id
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Claims the newest request that nobody draws: whoever paused last waits shortest. Null when there is
    /// none.</summary>
    public async Task<(Guid Id, Recipe Recipe)?> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.sketches SET claimed_at = now() WHERE id = (
                SELECT id FROM flash.sketches WHERE claimed_at IS NULL AND requested_at > now() - $1
                ORDER BY requested_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, recipe
            """,
            Patience
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetGuid(0), FlashJson.Read<Recipe>(row.GetString(1)))
            : null;
    }

    /// <summary>Hands the pictures over.</summary>
    public async Task FinishAsync(Guid id, IReadOnlyList<byte[]> pictures, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH drawn AS (UPDATE flash.sketches SET pictures = $2 WHERE id = $1 RETURNING id)
            SELECT pg_notify('{DrawnChannel}', id::text) FROM drawn
            """,
            id,
            pictures.ToArray()
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
