using Flash.Bots.Data;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Prompt rules.</summary>
public sealed partial class ModerationDesk
{
    /// <summary>Puts a rule in force everywhere, or in one chat that Flash knows.</summary>
    /// <returns>The rule's id; null when there is no such chat.</returns>
    public async Task<long?> AddRuleAsync(
        PromptRule rule,
        (Platform Platform, string Id)? chat,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH place AS (
                SELECT (SELECT id FROM flash.chats WHERE platform = $5 AND external_id = $6) AS chat_id),
            added AS (
                INSERT INTO flash.prompt_rules (kind, pattern, action, note, chat_id, created_by)
                SELECT $1, $2, $3, $4, chat_id, $7 FROM place WHERE chat_id IS NOT NULL OR $5 IS NULL RETURNING id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id, details)
                SELECT $8, $9, $7, 'rule.added', $6, jsonb_build_object('rule', id, 'kind', $1, 'pattern', $2, 'action', $3) FROM added)
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
            by.Id
        );
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

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
