using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>
/// Moves generations along their state machine, each move with its audit entry in one statement, so in one transaction.
/// Leases and times are the database's: clocks of different machines never meet.
/// </summary>
/// <remarks>Safe for any number of concurrent callers on any number of machines. A false or null answer means "not
/// yours any more": stop.</remarks>
public sealed class GenerationStore(NpgsqlDataSource dataSource, Thumbnails thumbnails)
{
    /// <summary>How often a generation is tried before it fails: a poisonous one must not end workers for
    /// ever.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Channel on which <c>pg_notify</c> tells that a generation was called off; the payload is its
    /// id.</summary>
    public const string CancelChannel = "flash_cancel";

    // The entry exists exactly when the move happened.
    private const string AuditEnd = """
        entry AS (
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT 'flash', 'worker', 'Flash', done.kind || '.' || done.state, done.id, chat.external_id, $3
            FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
        """;

    // What was drawn, held and approved is drawn again: the same pictures, so the same rows.
    private const string KeepPictures = """
        kept AS (
            INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail, perceptual_hash, key_id)
            SELECT done.id, picture.*, $11 FROM done, unnest($5, $6, $7, $8, $9, $10) picture WHERE $4 IS NOT NULL
            ON CONFLICT (generation_id, index) DO UPDATE SET sha256 = EXCLUDED.sha256, thumbnail = EXCLUDED.thumbnail, key_id = EXCLUDED.key_id,
                perceptual_hash = EXCLUDED.perceptual_hash)
        """;

    /// <summary>
    /// Takes the generation for <paramref name="lease"/>. Null when it is finished, somebody else holds its lease, or
    /// its attempts are used up.
    /// </summary>
    public async Task<ClaimedGeneration?> ClaimAsync(
        GenerationId id,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            $"""
            UPDATE flash.generations
            SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, lease_until = now() + $2, started_at = COALESCE(started_at, now()), drawn_at = NULL
            WHERE id = $1 AND state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < now()) AND attempts < {MaxAttempts}
            RETURNING epoch, attempts, kind, recipe, reply_address, CASE WHEN telling_until < now() THEN message END, parent_id, parent_index,
                (SELECT COALESCE(settings->>'language', language) FROM flash.users WHERE id = user_id),
                'true' IN (SELECT settings->>'spoiler' FROM flash.users WHERE id = user_id UNION ALL SELECT settings->>'spoiler' FROM flash.chats WHERE id = chat_id),
                cleared_at IS NOT NULL
            """,
            id.Value,
            lease
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new ClaimedGeneration(
            id,
            row.GetInt32(0),
            row.GetInt32(1),
            StoredName.Parse<GenerationKind>(row.GetString(2)),
            FlashJson.Read<Recipe>(row.GetString(3)),
            FlashJson.Read<ReplyAddress>(row.GetString(4)),
            row.IsDBNull(5) ? null : FlashJson.Read<MessageRef>(row.GetString(5)),
            row.IsDBNull(6) ? null : new GenerationId(row.GetGuid(6)),
            row.IsDBNull(7) ? null : row.GetInt32(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            !row.IsDBNull(9) && row.GetBoolean(9)
        )
        {
            IsCleared = row.GetBoolean(10),
        };
    }

    /// <summary>Keeps the claim for another <paramref name="lease"/>. False when it was lost or the generation was
    /// cancelled.</summary>
    public Task<bool> RenewLeaseAsync(
        GenerationId id,
        int epoch,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) =>
        ChangesAsync(
            "UPDATE flash.generations SET lease_until = now() + $3 WHERE id = $1 AND epoch = $2 AND state = 'running'",
            cancellationToken,
            id.Value,
            epoch,
            lease
        );

    /// <summary>
    /// Hands the claim back undone, for another worker to take at once: for a worker that is told to stop. Does not
    /// count as an attempt. Writes a new outbox row, so that the generation gets a job again.
    /// </summary>
    public Task<bool> ReleaseAsync(GenerationId id, int epoch, CancellationToken cancellationToken) =>
        ChangesAsync(
            """
            WITH released AS (
                UPDATE flash.generations SET state = 'queued', lease_until = NULL, attempts = attempts - 1
                WHERE id = $1 AND epoch = $2 AND state = 'running' RETURNING id)
            INSERT INTO flash.outbox (generation_id) SELECT id FROM released
            """,
            cancellationToken,
            id.Value,
            epoch
        );

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
    ) =>
        await ChangesAsync(
            $"""
            WITH done AS (
                UPDATE flash.generations SET state = 'held', lease_until = NULL, attempts = attempts - 1
                WHERE id = $1 AND epoch = $2 AND state = 'running'
                RETURNING id, kind, state, chat_id),
            {AuditEnd},
            {KeepPictures}
            SELECT id FROM done
            """,
            cancellationToken,
            [
                id.Value,
                epoch,
                SqlCommands.Json(
                    FlashJson.Write(new { bannedPictures = verdict.BannedPictures, flagged = verdict.IsFlagged })
                ),
                "",
                .. await ColumnsAsync(id, pictures, cancellationToken),
            ]
        );

    /// <summary>The result stands in the chat. Keeps the thumbnails and the model revision that made them.</summary>
    public async Task<bool> MarkDeliveredAsync(
        GenerationId id,
        int epoch,
        IReadOnlyList<DeliveredPicture> pictures,
        string modelRevision,
        CancellationToken cancellationToken
    )
    {
        var details = FlashJson.Write(
            new { modelRevision, sha256 = pictures.Select(picture => Convert.ToHexStringLower(picture.Sha256)) }
        );
        return await ChangesAsync(
            $"""
            WITH done AS (
                UPDATE flash.generations
                SET state = 'delivered', finished_at = now(), lease_until = NULL,
                    recipe = jsonb_set(recipe, ARRAY['modelRevision'], to_jsonb($4))
                WHERE id = $1 AND epoch = $2 AND state = 'running'
                RETURNING id, kind, state, chat_id),
            {AuditEnd},
            {KeepPictures}
            SELECT id FROM done
            """,
            cancellationToken,
            [
                id.Value,
                epoch,
                SqlCommands.Json(details),
                modelRevision,
                .. await ColumnsAsync(id, pictures, cancellationToken),
            ]
        );
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
    public Task<bool> MarkFailedAsync(
        GenerationId id,
        int epoch,
        string sentence,
        string reason,
        CancellationToken cancellationToken
    ) =>
        ChangesAsync(
            $"""
            WITH done AS (
                UPDATE flash.generations SET state = 'failed', finished_at = now(), lease_until = NULL, failure = $4
                WHERE id = $1 AND epoch = $2 AND state = 'running'
                RETURNING id, kind, state, chat_id),
            {AuditEnd}
            SELECT id FROM done
            """,
            cancellationToken,
            id.Value,
            epoch,
            SqlCommands.Json(FlashJson.Write(new { sentence, reason })),
            sentence
        );

    /// <summary>Fails every generation whose last attempt ended without a word, and returns them so that their people
    /// can be told.</summary>
    public async Task<IReadOnlyList<ExhaustedGeneration>> FailExhaustedAsync(
        string sentence,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            $"""
            WITH done AS (
                UPDATE flash.generations SET state = 'failed', finished_at = now(), lease_until = NULL, failure = $1
                WHERE state = 'running' AND attempts >= {MaxAttempts} AND lease_until < now()
                RETURNING id, kind, state, chat_id, user_id, reply_address, message, recipe),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
                SELECT 'flash', 'worker', 'Flash', done.kind || '.failed', done.id, chat.external_id, $2
                FROM done JOIN flash.chats chat ON chat.id = done.chat_id)
            SELECT id, kind, reply_address, message, recipe,
                (SELECT COALESCE(settings->>'language', language) FROM flash.users WHERE users.id = user_id)
            FROM done
            """,
            sentence,
            SqlCommands.Json(FlashJson.Write(new { sentence, attempts = MaxAttempts }))
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var exhausted = new List<ExhaustedGeneration>();
        while (await row.ReadAsync(cancellationToken))
        {
            exhausted.Add(
                new ExhaustedGeneration(
                    new GenerationId(row.GetGuid(0)),
                    StoredName.Parse<GenerationKind>(row.GetString(1)),
                    FlashJson.Read<ReplyAddress>(row.GetString(2)),
                    row.IsDBNull(3) ? null : FlashJson.Read<MessageRef>(row.GetString(3)),
                    FlashJson.Read<Recipe>(row.GetString(4)),
                    row.IsDBNull(5) ? null : row.GetString(5)
                )
            );
        }

        return exhausted;
    }

    /// <summary>Whether its owner called it off.</summary>
    public async Task<bool> IsCancelledAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT state = 'cancelled' FROM flash.generations WHERE id = $1",
            id.Value
        );
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<object[]> ColumnsAsync(
        GenerationId id,
        IReadOnlyList<DeliveredPicture> pictures,
        CancellationToken cancellationToken
    )
    {
        var (key, boxes) = await thumbnails.SealAsync(id, pictures, cancellationToken);
        return
        [
            pictures.Select(p => p.Index).ToArray(),
            pictures.Select(p => p.Width).ToArray(),
            pictures.Select(p => p.Height).ToArray(),
            pictures.Select(p => p.Sha256).ToArray(),
            boxes,
            pictures.Select(p => p.PerceptualHash is { } hash ? unchecked((long)hash) : (long?)null).ToArray(),
            SqlCommands.Long(key),
        ];
    }

    private async Task<bool> ChangesAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = dataSource.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) || reader.RecordsAffected > 0;
    }
}
