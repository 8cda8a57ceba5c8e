using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>Compares the words and the recipe of every request with the mark that its entry holds, as long as there are
/// the keys to read it.</summary>
internal sealed class AuditedRequests(IDbContextFactory<FlashDb> databases, AuditPersonal personal)
{
    private const int Chunk = 1_000;

    private static readonly NamedSql Next = NamedSql.Load("audit/sealed_requests");
    private static readonly NamedSql BlankWords = NamedSql.Load("audit/blank_words");

    /// <summary>Everything that differs.</summary>
    /// <exception cref="Privacy.WrongMasterKeyException">Another master key has wrapped people's keys.</exception>
    public async Task<IReadOnlyList<AuditFinding>> CompareAsync(CancellationToken cancellationToken)
    {
        var (findings, blank) = (new List<AuditFinding>(), new Dictionary<Guid, AuditFinding>());
        var entries = new List<(AuditRecord Entry, long Sequence)>(Chunk);
        await using var log = await databases.CreateDbContextAsync(cancellationToken);
        for (var last = 0L; ; last = entries[^1].Entry.Id)
        {
            entries = await NextAsync(log, last, cancellationToken);
            if (entries.Count == 0)
            {
                break;
            }

            await CompareAsync(entries, findings, blank, cancellationToken);
        }

        findings.AddRange(await UnexplainedAsync(blank, cancellationToken));
        return findings;
    }

    private static async Task<List<(AuditRecord Entry, long Sequence)>> NextAsync(
        FlashDb db,
        long last,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await Next.ReadAsync<SealedRequest>(db, new { last, limit = Chunk }, cancellationToken)).Select(row =>
                (row.ToRecord(), row.Sequence)
            ),
        ];

    private async Task CompareAsync(
        List<(AuditRecord Entry, long Sequence)> entries,
        List<AuditFinding> findings,
        Dictionary<Guid, AuditFinding> blank,
        CancellationToken cancellationToken
    )
    {
        var rows = await personal.AskedForAsync(entries.Select(one => one.Entry), cancellationToken);
        var lines = await personal.OpenAsync([.. entries.Select(one => one.Entry)], cancellationToken);
        var marks = await personal.OpenMarksAsync(lines, cancellationToken);
        foreach (var (line, (entry, sequence)) in lines.Zip(entries))
        {
            if (!rows.TryGetValue(entry.Id, out var row))
            {
                continue; // That it is gone is found elsewhere.
            }

            if (row.Prompt.Length == 0)
            {
                if (line.Mark is not null || line.Prompt is not null)
                {
                    blank[entry.GenerationId!.Value] = Changed(entry, sequence, "its words are gone"); // rows have one
                }
            }
            else if (Difference(line, marks.GetValueOrDefault(entry.Id), row) is { } difference)
            {
                findings.Add(Changed(entry, sequence, difference));
            }
        }
    }

    private static string? Difference(AuditLine line, AuditMark? mark, AskedFor row)
    {
        var known = row.IsFirst ? line : line with { Prompt = null, NegativePrompt = null };
        return (
            known.Prompt is { } prompt && prompt != row.Prompt,
            known.NegativePrompt is { } negative && negative != row.NegativePrompt,
            mark is not null && mark.Digest != row.Digest(mark.Salt)
        ) switch
        {
            (true, _, _) => "its words are others",
            (_, true, _) => "what it leaves out is something else",
            (_, _, true) => row.IsFirst ? "its style or options are others" : "its words, style or options are others",
            _ => null,
        };
    }

    private async Task<IEnumerable<AuditFinding>> UnexplainedAsync(
        Dictionary<Guid, AuditFinding> blank,
        CancellationToken cancellationToken
    )
    {
        if (blank.Count == 0)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        var gone = await BlankWords.ReadAsync<Guid>(db, new { ids = blank.Keys.ToArray() }, cancellationToken);
        return gone.Select(id => blank[id]);
    }

    private static AuditFinding Changed(AuditRecord entry, long sequence, string what) =>
        new(AuditFault.RequestChanged, sequence, entry.Id) { Detail = $"{what} ({entry.GenerationId})" };

    private sealed record SealedRequest(
        long Id,
        DateTimeOffset OccurredAt,
        string ActorPlatform,
        string ActorId,
        string ActorName,
        string Action,
        Guid GenerationId,
        byte[] Personal,
        long Sequence
    )
    {
        public AuditRecord ToRecord() =>
            new(Id, OccurredAt, ActorPlatform, ActorId, ActorName, Action)
            {
                GenerationId = GenerationId,
                Details = "",
                Personal = Personal,
            };
    }
}
