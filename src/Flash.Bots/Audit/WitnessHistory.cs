using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>
/// Which keys have signed checkpoints, as the log itself remembers it: each key's first checkpoint in a folder is an
/// entry. A folder that was taken away is thus missed also after a new one began in its place.
/// </summary>
public sealed class WitnessHistory(IDbContextFactory<FlashDb> databases, string machine)
{
    private const string Begun = "audit.witness_begun";
    private const string Acknowledged = "audit.witness_loss_acknowledged";

    private static readonly NamedSql MostSeen = NamedSql.Load("audit/witnesses_seen");

    /// <summary>For this machine.</summary>
    public WitnessHistory(IDbContextFactory<FlashDb> databases)
        : this(databases, Environment.MachineName) { }

    /// <summary>A key has signed its first checkpoint in a folder.</summary>
    public Task BeginAsync(WitnessFolder folder, CancellationToken cancellationToken) =>
        AddAsync(Begun, new Moderator("flash", "audit", "Flash"), folder, null, cancellationToken);

    /// <summary>What another key has signed in this folder before, and is not there any more; null when nothing is
    /// missing.</summary>
    public async Task<WitnessLoss?> FindLossAsync(WitnessFolder folder, CancellationToken cancellationToken)
    {
        var (key, place) = (folder.KeyText, PlaceOf(folder));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await db
            .AuditLog.Where(entry => entry.Action == Begun || entry.Action == Acknowledged)
            .OrderBy(entry => entry.Id)
            .Select(entry => new
            {
                entry.Action,
                entry.ActorName,
                entry.OccurredAt,
                entry.Details,
            })
            .ToListAsync(cancellationToken);
        var told = entries
            .Select(entry => (Entry: entry, Note: FlashJson.Read<Note>(entry.Details)))
            .Where(one => one.Note.Place == place)
            .ToList();
        if (
            told.LastOrDefault(one => one.Entry.Action == Begun && one.Note.Key != key)
            is not { Entry: { } lost } before
        )
        {
            return null;
        }

        var answer = told.LastOrDefault(one => one.Entry.Action == Acknowledged && one.Note.Key == key);
        return new WitnessLoss(
            lost.OccurredAt,
            folder.Path,
            before.Note.Machine == machine,
            answer.Entry?.ActorName,
            answer.Note?.Reason
        );
    }

    /// <summary>What is missing of what this key has signed in this folder: lines that were taken out of the middle,
    /// and those that an earlier verification has seen at the end.</summary>
    /// <param name="witnesses">As they were read.</param>
    /// <param name="folder">Where.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>One sentence each, and whether someone answers for it.</returns>
    public async Task<IReadOnlyList<(string Sentence, bool IsFinding)>> FindTakenAsync(
        Witnesses witnesses,
        WitnessFolder folder,
        CancellationToken cancellationToken
    )
    {
        var (key, place) = (folder.KeyText, PlaceOf(folder));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var answers = await db
            .AuditLog.Where(entry => entry.Action == Acknowledged)
            .OrderBy(entry => entry.Id)
            .Select(entry => new
            {
                entry.Id,
                entry.ActorName,
                entry.OccurredAt,
                entry.Details,
            })
            .ToListAsync(cancellationToken);
        var answer = answers.LastOrDefault(one =>
            FlashJson.Read<Note>(one.Details) is var note && note.Key == key && note.Place == place
        );
        var taken = witnesses
            .Gaps.Select(gap =>
                answer is not null && gap.At <= answer.OccurredAt
                    ? ($"{gap.Sentence} {answer.ActorName} answers for it.", false)
                    : (gap.Sentence, true)
            )
            .ToList();
        var seen = await MostSeen.ReadAsync<long>(
            db,
            new
            {
                key = key ?? "",
                place,
                machine,
                since = answer?.Id ?? 0,
            },
            cancellationToken
        );
        if (seen[0] > witnesses.Checkpoints.Count)
        {
            taken.Add(
                (
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Of the checkpoints in {folder.Path} {seen[0] - witnesses.Checkpoints.Count} are gone: an "
                            + $"earlier verification saw {seen[0]}."
                    ),
                    true
                )
            );
        }

        return taken;
    }

    /// <summary>What a verification writes down of the witnesses it saw; null where there is no folder.</summary>
    internal string? SeenNow(Witnesses witnesses) =>
        witnesses.Folder is { } path && new WitnessFolder(path) is { KeyText: { } key } folder
            ? FlashJson.Write(
                new
                {
                    key,
                    place = PlaceOf(folder),
                    machine,
                    kept = witnesses.Checkpoints.Count,
                }
            )
            : null;

    /// <summary>Someone answers for what is missing. Null when nothing is.</summary>
    public async Task<WitnessLoss?> AcknowledgeAsync(
        WitnessFolder folder,
        Moderator by,
        string reason,
        CancellationToken cancellationToken
    )
    {
        var loss = await FindLossAsync(folder, cancellationToken) is { By: null } lost
            ? lost
            : await TakenAsync(folder, cancellationToken);
        if (loss is null)
        {
            return null;
        }

        await AddAsync(Acknowledged, by, folder, reason, cancellationToken);
        return loss;
    }

    private async Task<WitnessLoss?> TakenAsync(WitnessFolder folder, CancellationToken cancellationToken)
    {
        var witnesses = folder.Read();
        var taken = await FindTakenAsync(witnesses, folder, cancellationToken);
        return taken.Any(one => one.IsFinding)
            ? new WitnessLoss(
                witnesses.Checkpoints.Select(checkpoint => checkpoint.At).DefaultIfEmpty().Min(),
                folder.Path,
                IsHere: true,
                null,
                null
            )
            : null;
    }

    private async Task AddAsync(
        string action,
        Moderator by,
        WitnessFolder folder,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = by.Platform,
                ActorId = by.Id,
                ActorName = by.Name,
                Action = action,
                Details = FlashJson.Write(new Note(folder.KeyText, PlaceOf(folder), machine, reason)),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string PlaceOf(WitnessFolder folder) => Path.GetFullPath(folder.Path);

    private sealed record Note(string? Key, string Place, string Machine, string? Reason);
}

/// <summary>Checkpoints that were kept and are gone.</summary>
/// <param name="Since">When the first of them was signed.</param>
/// <param name="Folder">Where they were kept.</param>
/// <param name="IsHere">It was this machine; another one may have a folder of the same name.</param>
/// <param name="By">Who answers for it; null for no one.</param>
/// <param name="Reason">Why they are gone.</param>
public sealed record WitnessLoss(DateTimeOffset Since, string Folder, bool IsHere, string? By, string? Reason)
{
    /// <summary>Nothing explains it: a finding.</summary>
    public bool IsFinding => IsHere && By is null;

    /// <summary>One sentence for a person.</summary>
    public string Sentence
    {
        get
        {
            var when = Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            var lost = $"Checkpoints that another key signed from {when} on are not in {Folder}";
            return (By, IsHere) switch
            {
                ({ } by, _) => $"{lost} any more. {by} answers for it: {Reason}",
                (null, false) => $"{lost}: they are on another machine, or gone.",
                _ => $"{lost} any more: put the folder back, or say what became of it with 'flash audit "
                    + $"acknowledge-restore --by NAME --reason TEXT'.",
            };
        }
    }
}
