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
        var conditions = new List<string>();
        await using var command = dataSource.CreateCommand();

        // Only what is asked for stands in the statement, so that each has the index it needs.
        void Where(string condition, object? value)
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

        Where("id < {0}", before);
        Where("occurred_at >= {0}", filter.Since is { } since ? SqlCommands.Timestamp(since) : null);
        Where("occurred_at < {0}", filter.Until is { } until ? SqlCommands.Timestamp(until) : null);
        Where("actor_platform = {0}", filter.ActorPlatform);
        Where("actor_id = {0}", filter.ActorId);
        Where("generation_id = {0}", filter.GenerationId);
        Where("chat_id = {0}", filter.ChatId);
        Where(
            filter.Action?.EndsWith('*') == true ? "starts_with(action, {0})" : "action = {0}",
            filter.Action?.TrimEnd('*')
        );
        command.CommandText =
            $"SELECT {AuditRows.Columns} FROM flash.audit_log {(conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "")} ORDER BY id DESC LIMIT {limit}";
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
}
