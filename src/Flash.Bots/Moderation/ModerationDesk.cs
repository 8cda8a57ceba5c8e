using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>What moderators do. Every act and its audit entry are one statement, so one transaction; an act that changes nothing leaves no entry.</summary>
public sealed class ModerationDesk(NpgsqlDataSource dataSource)
{
    /// <summary>Keeps somebody from asking for pictures, for good when <paramref name="length"/> is null. A ban that is in force is replaced.</summary>
    public async Task BanAsync(Platform platform, string userId, TimeSpan? length, string reason, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("""
            WITH person AS (
                INSERT INTO flash.users (platform, external_id, name) VALUES ($1, $2, '')
                ON CONFLICT (platform, external_id) DO UPDATE SET name = users.name RETURNING id),
            lifted AS (
                UPDATE flash.bans SET lifted_at = now(), lifted_by = $5 FROM person WHERE bans.user_id = person.id AND lifted_at IS NULL RETURNING bans.id),
            banned AS (
                INSERT INTO flash.bans (user_id, reason, banned_by, until) SELECT id, $3, $5, now() + $4::interval FROM person, (SELECT count(*) FROM lifted) first RETURNING until)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $6, $7, $5, 'user.banned', jsonb_build_object('platform', $1, 'user', $2, 'reason', $3, 'until', banned.until) FROM banned
            """, StoredName.Of(platform), PlainText.Clean(userId), PlainText.Clean(reason), SqlCommands.Interval(length), by.Name, by.Platform, by.Id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>False when no ban was in force.</summary>
    public Task<bool> UnbanAsync(Platform platform, string userId, Moderator by, CancellationToken cancellationToken) => ActAsync("""
        WITH lifted AS (
            UPDATE flash.bans SET lifted_at = now(), lifted_by = $3 FROM flash.users person
            WHERE person.id = bans.user_id AND person.platform = $1 AND person.external_id = $2 AND lifted_at IS NULL AND (until IS NULL OR until > now())
            RETURNING bans.id)
        INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
        SELECT $4, $5, $3, 'user.unbanned', jsonb_build_object('platform', $1, 'user', $2) FROM lifted LIMIT 1
        """, cancellationToken, StoredName.Of(platform), PlainText.Clean(userId), by.Name, by.Platform, by.Id);

    /// <summary>Puts a rule in force everywhere, or in one chat that Flash knows.</summary>
    /// <returns>The rule's id; null when there is no such chat.</returns>
    public async Task<long?> AddRuleAsync(PromptRule rule, (Platform Platform, string Id)? chat, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("""
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
            StoredName.Of(rule.Kind), rule.Pattern, StoredName.Of(rule.Action), SqlCommands.Text(rule.Note),
            SqlCommands.Text(chat is { } place ? StoredName.Of(place.Platform) : null), SqlCommands.Text(chat?.Id), by.Name, by.Platform, by.Id);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>False when no such rule is in force.</summary>
    public Task<bool> RemoveRuleAsync(long id, Moderator by, CancellationToken cancellationToken) => ActAsync("""
        WITH removed AS (UPDATE flash.prompt_rules SET removed_at = now() WHERE id = $1 AND removed_at IS NULL RETURNING id)
        INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
        SELECT $2, $3, $4, 'rule.removed', jsonb_build_object('rule', id) FROM removed
        """, cancellationToken, id, by.Platform, by.Id, by.Name);

    /// <summary>Lets a held generation be drawn. False when it is not held any more.</summary>
    public Task<bool> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) => ActAsync("""
        WITH approved AS (
            UPDATE flash.generations SET state = 'queued' WHERE id = $1 AND state = 'held' RETURNING id, chat_id),
        job AS (INSERT INTO flash.outbox (generation_id) SELECT id FROM approved)
        INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
        SELECT $2, $3, $4, 'moderation.approved', approved.id, chat.external_id FROM approved JOIN flash.chats chat ON chat.id = approved.chat_id
        """, cancellationToken, id.Value, by.Platform, by.Id, by.Name);

    /// <summary>Ends a held generation. False when it is not held any more. Showing <see cref="Texts.Rejected"/> in its message is the caller's.</summary>
    public Task<bool> RejectAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) => ActAsync("""
        WITH rejected AS (
            UPDATE flash.generations SET state = 'failed', finished_at = now(), failure = $5 WHERE id = $1 AND state = 'held' RETURNING id, chat_id)
        INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
        SELECT $2, $3, $4, 'moderation.rejected', rejected.id, chat.external_id FROM rejected JOIN flash.chats chat ON chat.id = rejected.chat_id
        """, cancellationToken, id.Value, by.Platform, by.Id, by.Name, Texts.Rejected);

    private async Task<bool> ActAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = dataSource.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
