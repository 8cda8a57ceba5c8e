using System.Linq.Expressions;
using Flash.Bots.Data;

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

    /// <summary>The same of a row that was read whole.</summary>
    public static AuditRecord Of(AuditEntry entry) => Compiled(entry);

    private static Func<AuditEntry, AuditRecord> Compiled { get; } = Record.Compile();
}
