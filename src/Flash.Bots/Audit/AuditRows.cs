using System.Linq.Expressions;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>Reads entries.</summary>
public static class AuditRows
{
    /// <summary>What is read of a row.</summary>
    public static Expression<Func<AuditEntry, AuditRecord>> Record { get; } =
        entry => new AuditRecord(
            entry.Id,
            entry.OccurredAt,
            entry.ActorPlatform,
            entry.ActorId,
            entry.ActorName,
            entry.Action
        )
        {
            GenerationId = entry.GenerationId,
            ChatId = entry.ChatId,
            Details = entry.Details,
            Personal = entry.Personal,
        };

    public const string Columns =
        "id, occurred_at, actor_platform, actor_id, actor_name, action, generation_id, chat_id, details::text, personal";

    /// <summary>How many columns <see cref="Columns"/> are.</summary>
    public const int Count = 10;

    public static AuditRecord Read(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetFieldValue<DateTimeOffset>(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5)
        )
        {
            GenerationId = row.IsDBNull(6) ? null : row.GetGuid(6),
            ChatId = row.IsDBNull(7) ? null : row.GetString(7),
            Details = row.GetString(8),
            Personal = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
        };
}
