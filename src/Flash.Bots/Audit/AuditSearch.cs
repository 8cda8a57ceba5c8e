using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>Pages of the audit log for people to read, the newest first. Paged by key: the last page is as quick as the
/// first.</summary>
public sealed class AuditSearch(NpgsqlDataSource dataSource, AuditPersonal personal)
{
    /// <summary>Most entries on a page.</summary>
    public const int MaxLimit = 500;

    /// <param name="filter">Which entries.</param>
    /// <param name="before">Only those older than the entry with this id, which is the last of the page before; null
    /// for the newest.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(
        AuditFilter filter,
        long? before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        await using var command = dataSource.CreateCommand();
        command.CommandText =
            $"SELECT {AuditRows.Columns} FROM flash.audit_log {Where(command, filter, before)} ORDER BY id DESC LIMIT {limit}";
        var entries = new List<AuditRecord>(limit);
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                entries.Add(AuditRows.Read(row));
            }
        }

        return await personal.OpenAsync(entries, cancellationToken);
    }

    /// <summary>The filter as a condition, with its parameters added to the command; nothing without one.</summary>
    internal static string Where(NpgsqlCommand command, AuditFilter filter, long? before)
    {
        var conditions = new List<string>();

        // Only what is asked for stands in the statement, so that each has the index it needs.
        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
                conditions.Add(
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture,
                        condition,
                        $"${command.Parameters.Count}"
                    )
                );
            }
        }

        Add("id < {0}", before);
        Add("occurred_at >= {0}", filter.Since is { } since ? SqlCommands.Timestamp(since) : null);
        Add("occurred_at < {0}", filter.Until is { } until ? SqlCommands.Timestamp(until) : null);
        Add("actor_platform = {0}", filter.ActorPlatform);
        Add("actor_id = {0}", filter.ActorId);
        Add("generation_id = {0}", filter.GenerationId);
        Add("chat_id = {0}", filter.ChatId);
        Add(
            filter.Action?.EndsWith('*') == true ? "starts_with(action, {0})" : "action = {0}",
            filter.Action?.TrimEnd('*')
        );
        Add(
            """
            (actor_id = {0} OR actor_id IN (SELECT external_id FROM flash.users WHERE name = {0})
                OR actor_id IN (SELECT 'moderator-' || id FROM flash.moderators WHERE name = {0}))
            """,
            filter.Actor
        );
        Add("(chat_id = {0} OR chat_id IN (SELECT external_id FROM flash.chats WHERE title = {0}))", filter.Chat);
        Add(
            "{0} IN (generation_id::text, details ->> 'user', details ->> 'moderator', details ->> 'rule', details ->> 'replaces', details ->> 'ban', details ->> 'banned', details ->> 'evidence')",
            filter.Target
        );
        Add(
            """
            (action ILIKE {0} OR details::text ILIKE {0}
                OR generation_id IN (SELECT id FROM flash.generations WHERE prompt ILIKE {0}))
            """,
            filter.Text is { } text ? $"%{Like(text)}%" : null
        );
        Add(
            "details @> {0}",
            filter.Rule is { } rule ? SqlCommands.Json(FlashJson.Write(new { rules = new[] { rule } })) : null
        );
        Add("NOT action = ANY ({0})", filter.HidesViews ? AuditViews.All : null);
        return conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "";
    }

    // Percent signs and underscores in what is searched for stand for themselves.
    private static string Like(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
