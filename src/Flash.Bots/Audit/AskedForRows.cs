using Flash.Bots.Data;

namespace Flash.Bots.Audit;

/// <summary>Reads what entries tell of, from the rows of requests.</summary>
internal static class AskedForRows
{
    private static readonly NamedSql Statement = NamedSql.Load("audit/asked_for");

    /// <summary>By the entry's id; entries of requests that are not there have none.</summary>
    public static async Task<Dictionary<long, AskedFor>> ReadAsync(
        IEnumerable<AuditRecord> entries,
        FlashDb db,
        CancellationToken cancellationToken
    )
    {
        var asked = entries.Where(entry => entry.GenerationId is not null).ToList();
        var rows =
            asked.Count == 0
                ? []
                : await Statement.ReadAsync<AskedFor>(
                    db,
                    new
                    {
                        ids = asked.Select(entry => entry.Id).ToArray(),
                        // Those without are left out.
                        generations = asked.Select(entry => entry.GenerationId!.Value).ToArray(),
                    },
                    cancellationToken
                );
        return rows.ToDictionary(row => row.Id);
    }
}
