using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Retention;

/// <summary>Lets go of what is older than it may be. Never of entries of the audit log, only of the keys to what is
/// personal in them.</summary>
public sealed class Pruning(NpgsqlDataSource dataSource, IOptions<RetentionOptions> options, TimeProvider time)
{
    // Small enough that nobody waits for a lock of ours.
    private const int BatchSize = 2_000;
    private static readonly TimeSpan Receipts = TimeSpan.FromDays(14);

    // What is complained of must stay to be judged.
    private const string NotInDispute = """
        NOT EXISTS (SELECT FROM flash.reports WHERE reports.generation_id = old.id AND reports.state = 'open')
        AND NOT EXISTS (SELECT FROM flash.appeals WHERE appeals.generation_id = old.id AND appeals.state = 'open')
        """;

    private const string OldPictures =
        $"SELECT generation_id, index FROM flash.pictures JOIN flash.generations old ON old.id = generation_id WHERE generation_id < $1 AND {NotInDispute}";

    private const string OldPrompts =
        $"SELECT id FROM flash.generations old WHERE id < $1 AND prompt <> '' AND state NOT IN ('queued', 'running', 'held') AND {NotInDispute}";

    private const string OldKeys =
        "SELECT id FROM flash.personal_keys WHERE purpose = 'log' AND destroyed_at IS NULL AND period + interval '1 month' < $1";

    // A picture that is complained of keeps its key.
    private const string OldPictureKeys = """
        SELECT id FROM flash.personal_keys key WHERE purpose = 'pictures' AND destroyed_at IS NULL AND period + interval '1 month' < $1
        AND NOT EXISTS (SELECT FROM flash.pictures WHERE pictures.key_id = key.id)
        """;

    private const string OldReceipts = "SELECT idempotency_key FROM flash.receipts WHERE received_at < $1";

    /// <summary>What <see cref="PruneAsync"/> would let go of now.</summary>
    public async Task<Pruned> LookAsync(CancellationToken cancellationToken) =>
        new(
            await CountAsync(OldPictures, Before(options.Value.PicturesDays), cancellationToken),
            await CountAsync(OldPrompts, Before(options.Value.PromptsDays), cancellationToken),
            await CountAsync(OldKeys, Then(options.Value.PromptsDays), cancellationToken)
                + await CountAsync(OldPictureKeys, Then(options.Value.PicturesDays), cancellationToken),
            await CountAsync(OldReceipts, SqlCommands.Timestamp(time.GetUtcNow() - Receipts), cancellationToken)
        );

    /// <summary>Lets go of it, batch by batch, and writes down how much it was.</summary>
    public async Task<Pruned> PruneAsync(CancellationToken cancellationToken)
    {
        var pruned = new Pruned(
            await RepeatAsync(
                $"DELETE FROM flash.pictures USING ({OldPictures} LIMIT {BatchSize}) gone WHERE pictures.generation_id = gone.generation_id AND pictures.index = gone.index",
                Before(options.Value.PicturesDays),
                cancellationToken
            ),
            await RepeatAsync(
                $$"""
                UPDATE flash.generations SET prompt = '', recipe = (recipe - 'start') || '{"prompt": "", "negativePrompt": ""}'
                FROM ({{OldPrompts}} ORDER BY id LIMIT {{BatchSize}}) gone WHERE generations.id = gone.id
                """,
                Before(options.Value.PromptsDays),
                cancellationToken
            ),
            await RepeatAsync(Destroy(OldKeys), Then(options.Value.PromptsDays), cancellationToken)
                + await RepeatAsync(Destroy(OldPictureKeys), Then(options.Value.PicturesDays), cancellationToken),
            await RepeatAsync(
                $"DELETE FROM flash.receipts USING ({OldReceipts} LIMIT {BatchSize}) gone WHERE receipts.idempotency_key = gone.idempotency_key",
                SqlCommands.Timestamp(time.GetUtcNow() - Receipts),
                cancellationToken
            )
        );
        if (!pruned.IsNothing)
        {
            await using var entry = dataSource.Command(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details) VALUES ('flash', 'retention', 'Flash', 'retention.pruned', $1)",
                SqlCommands.Json(
                    FlashJson.Write(
                        new
                        {
                            pruned.Pictures,
                            pruned.Prompts,
                            pruned.Keys,
                            pruned.Receipts,
                        }
                    )
                )
            );
            await entry.ExecuteNonQueryAsync(cancellationToken);
        }

        return pruned;
    }

    private static string Destroy(string keys) =>
        $"UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = now(), is_expired = true FROM ({keys} LIMIT {BatchSize}) gone WHERE personal_keys.id = gone.id";

    private async Task<long> CountAsync(string sql, NpgsqlParameter? limit, CancellationToken cancellationToken)
    {
        if (limit is null)
        {
            return 0;
        }

        await using var command = dataSource.Command($"SELECT count(*) FROM ({sql}) old", limit);
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // count is never null
    }

    private async Task<long> RepeatAsync(string sql, NpgsqlParameter? limit, CancellationToken cancellationToken)
    {
        if (limit is null)
        {
            return 0;
        }

        for (var total = 0L; ; )
        {
            await using var command = dataSource.Command(sql, limit.Clone());
            command.CommandTimeout = 0;
            var gone = await command.ExecuteNonQueryAsync(cancellationToken);
            total += gone;
            if (gone < BatchSize)
            {
                return total;
            }
        }
    }

    private NpgsqlParameter? Then(int days) =>
        days == 0 ? null : SqlCommands.Timestamp(time.GetUtcNow() - TimeSpan.FromDays(days));

    private NpgsqlParameter? Before(int days) =>
        days == 0 ? null : SqlCommands.Uuid(GenerationId.FirstAt(time.GetUtcNow() - TimeSpan.FromDays(days)).Value);
}
