using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>Prompt rules.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>Puts a rule in force everywhere, or in one chat that Flash knows.</summary>
    /// <returns>The rule's id; null when there is no such chat.</returns>
    public Task<long?> AddRuleAsync(
        PromptRule rule,
        (Platform Platform, string Id)? chat,
        Moderator by,
        CancellationToken cancellationToken
    ) => AddRuleAsync(rule, chat, replaces: null, by, cancellationToken);

    /// <summary>The same in place of another rule, which ends in the same moment and stays in the history. What a rule is
    /// about, and for which models, stays with its successor.</summary>
    /// <returns>The rule's id; null when there is no such chat, or no rule to replace, or that one is about minors and
    /// stays.</returns>
    public async Task<long?> AddRuleAsync(
        PromptRule rule,
        (Platform Platform, string Id)? chat,
        long? replaces,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH place AS (
                SELECT (SELECT id FROM flash.chats WHERE platform = $5 AND external_id = $6) AS chat_id),
            old AS (
                SELECT id, scope, category, only_real_models FROM flash.prompt_rules
                WHERE id = $10 AND category IS DISTINCT FROM 'minors' FOR UPDATE),
            added AS (
                INSERT INTO flash.prompt_rules (kind, pattern, action, note, chat_id, created_by, replaces, scope, category, only_real_models)
                SELECT $1, $2, $3, $4, chat_id, $7, old.id, coalesce(old.scope, 'everything'), old.category, coalesce(old.only_real_models, false)
                FROM place LEFT JOIN old ON true
                WHERE (chat_id IS NOT NULL OR $5 IS NULL) AND (old.id IS NOT NULL OR $10 IS NULL) RETURNING id, scope, category, only_real_models),
            ended AS (
                UPDATE flash.prompt_rules SET removed_at = now() FROM old, added WHERE prompt_rules.id = old.id AND removed_at IS NULL),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
                SELECT $8, $9, $7, 'rule.added', $6, jsonb_build_object('rule', id, 'kind', $1, 'pattern', $2, 'action', $3, 'note', $4, 'scope', scope, 'category', category, 'onlyRealModels', only_real_models)
                    || CASE WHEN $10 IS NULL THEN '{}' ELSE jsonb_build_object('replaces', $10) END FROM added)
            SELECT id FROM added
            """,
            StoredName.Of(rule.Kind),
            rule.Pattern,
            StoredName.Of(rule.Action),
            SqlCommands.Text(rule.Note),
            SqlCommands.Text(chat is { } place ? StoredName.Of(place.Platform) : null),
            SqlCommands.Text(chat?.Id),
            by.Name,
            by.Platform,
            by.Id,
            new NpgsqlParameter
            {
                Value = (object?)replaces ?? DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint,
            }
        );
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Writes down that a rule caught what it should not have.</summary>
    /// <param name="rule">Its number.</param>
    /// <param name="entry">The entry of the log that tells of it.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>False when someone said so before.</returns>
    public Task<bool> CallFalseAsync(long rule, long entry, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $3, $4, $5, 'rule.false_positive', jsonb_build_object('rule', $1, 'entry', $2)
            WHERE NOT EXISTS (SELECT FROM flash.audit_log WHERE action = 'rule.false_positive' AND details @> jsonb_build_object('rule', $1, 'entry', $2))
            """,
            cancellationToken,
            rule,
            entry,
            by.Platform,
            by.Id,
            by.Name
        );

    /// <summary>False when no such rule is in force, or it is about minors: that one stays.</summary>
    public Task<bool> RemoveRuleAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            """
            WITH removed AS (UPDATE flash.prompt_rules SET removed_at = now() WHERE id = $1 AND removed_at IS NULL AND category IS DISTINCT FROM 'minors' RETURNING id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $2, $3, $4, 'rule.removed', jsonb_build_object('rule', id) FROM removed
            """,
            cancellationToken,
            id,
            by.Platform,
            by.Id,
            by.Name
        );
}
