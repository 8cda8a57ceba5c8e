using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>
/// Closes what is personal in entries while they are sealed, and opens it for those who may read it. Personal is the
/// name of a person on a network, what they asked for, and whatever a writer puts into the column <c>personal</c>;
/// moderators sign with their names in the open.
/// </summary>
public sealed class AuditPersonal(IDbContextFactory<FlashDb> databases, PersonalKeys keys)
{
    private static readonly NamedSql Erased = NamedSql.Load("audit/erased");

    private const string Name = "name";

    /// <summary>Entries with their personal parts; those whose person is erased say so.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped people's keys.</exception>
    public async Task<IReadOnlyList<AuditLine>> OpenAsync(
        IReadOnlyList<AuditRecord> entries,
        CancellationToken cancellationToken
    )
    {
        var found = await keys.FindAsync(
            entries.Select(entry => PersonalKey.IdOf(entry.Personal ?? [])),
            cancellationToken
        );
        return [.. entries.Select(entry => Open(entry, found))];
    }

    /// <summary>The marks of these lines that can still be read, by the entry's id: their salts are open.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped people's keys.</exception>
    internal async Task<Dictionary<long, AuditMark>> OpenMarksAsync(
        IEnumerable<AuditLine> lines,
        CancellationToken cancellationToken
    )
    {
        // Those without are left out.
        var marks = lines.Where(line => line.Mark is not null).ToDictionary(line => line.Entry.Id, line => line.Mark!);
        while (marks.Where(mark => mark.Value.Layers > 0).ToList() is { Count: > 0 } closed)
        {
            var found = await keys.FindAsync(
                closed.Select(mark => PersonalKey.IdOf(mark.Value.Salt)),
                cancellationToken
            );
            foreach (var (entry, mark) in closed)
            {
                if (
                    found.TryGetValue(PersonalKey.IdOf(mark.Salt), out var key)
                    && key.Open(mark.Salt, AuditMark.PlaceOf(entry)) is { } salt
                )
                {
                    marks[entry] = mark with { Salt = salt, Layers = mark.Layers - 1 };
                }
                else
                {
                    marks.Remove(entry);
                }
            }
        }

        return marks;
    }

    /// <summary>Keys whose rows were changed since they were wrapped.</summary>
    internal Task<IReadOnlyList<long>> FindDamagedKeysAsync(CancellationToken cancellationToken) =>
        keys.FindDamagedAsync(cancellationToken);

    /// <summary>The entries as they are to be sealed: names and words moved into <see cref="AuditRecord.Personal"/> and
    /// encrypted.</summary>
    internal async Task<IReadOnlyList<AuditRecord>> CloseAsync(
        IReadOnlyList<AuditRecord> entries,
        FlashDb db,
        CancellationToken cancellationToken
    )
    {
        var people = entries.Where(IsOfPerson).Select(PersonOf).Distinct().ToList();
        if (people.Count == 0)
        {
            return entries;
        }

        var prompts = await PromptsAsync(entries, cancellationToken);
        var erased = await ErasedAsync(people, db, cancellationToken);
        var notes = entries
            .Where(IsOfPerson)
            .ToDictionary(entry => entry.Id, entry => NoteOf(entry, prompts.GetValueOrDefault(entry.Id)));
        var writers = entries
            .Where(entry => notes.GetValueOrDefault(entry.Id) is not null)
            .Select(PersonOf)
            .Concat(prompts.Values.SelectMany(asked => asked.OtherPeople))
            .Distinct()
            .ToList();
        var theirs = await keys.ForAsync(writers, KeyPurpose.Log, db, cancellationToken);
        foreach (var asked in prompts.Values.Where(asked => asked.Prompt.Length > 0))
        {
            AuditMark
                .Of(asked.Id, asked, asked.OtherPeople.Select(person => theirs[person]))
                .AddTo(notes[asked.Id] ??= []);
        }

        return
        [
            .. entries.Select(entry =>
                !IsOfPerson(entry)
                    ? entry
                    : entry with
                    {
                        ActorName = "",
                        Personal =
                            notes[entry.Id] is { } note
                            && !(erased.TryGetValue(PersonOf(entry), out var at) && entry.OccurredAt <= at)
                                ? theirs[PersonOf(entry)]
                                    .Seal(JsonSerializer.SerializeToUtf8Bytes(note), PlaceOf(entry))
                                : null,
                    }
            ),
        ];
    }

    private static AuditLine Open(AuditRecord entry, IReadOnlyDictionary<long, PersonalKey> found)
    {
        // Not sealed yet, or sealed before there were keys.
        if (entry.ActorName.Length > 0 || entry.Personal is null)
        {
            return new AuditLine(entry, entry.ActorName, null, IsErased: false);
        }

        if (
            !found.TryGetValue(PersonalKey.IdOf(entry.Personal), out var key)
            || key.Open(entry.Personal, PlaceOf(entry)) is not { } content
        )
        {
            return new AuditLine(entry, "", null, IsErased: true);
        }

        var note = JsonNode.Parse(content);
        var words = AuditWords.ReadFrom(note);
        return new AuditLine(
            entry,
            (string?)note?[Name] ?? "",
            words.Prompt.Length > 0 ? words.Prompt : null,
            IsErased: false
        )
        {
            NegativePrompt = words.NegativePrompt,
            Style = words.Style,
            Mark = AuditMark.ReadFrom(note),
        };
    }

    private static JsonObject? NoteOf(AuditRecord entry, AskedFor? asked)
    {
        var note = entry.Personal is { } given ? Parsed(given) : [];
        if (entry.ActorName.Length > 0)
        {
            note[Name] = entry.ActorName;
        }

        // Only words of one's own: what was made of others' pictures repeats the others'.
        if (asked is { IsFirst: true })
        {
            new AuditWords(asked.Prompt, asked.NegativePrompt, asked.Style).AddTo(note);
        }

        return note.Count > 0 ? note : null;
    }

    // What someone wrote there by hand must not end the sealing of everything else.
    private static JsonObject Parsed(byte[] given)
    {
        try
        {
            return JsonNode.Parse(given) as JsonObject ?? [];
        }
        catch (System.Text.Json.JsonException)
        {
            return new JsonObject { ["unreadable"] = Convert.ToBase64String(given) };
        }
    }

    /// <summary>What the rows of requests say.</summary>
    internal async Task<Dictionary<long, AskedFor>> AskedForAsync(
        IEnumerable<AuditRecord> entries,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        return await AskedForRows.ReadAsync(entries, db, cancellationToken);
    }

    private Task<Dictionary<long, AskedFor>> PromptsAsync(
        IEnumerable<AuditRecord> entries,
        CancellationToken cancellationToken
    ) =>
        AskedForAsync(
            entries.Where(entry => entry.Action.EndsWith(".requested", StringComparison.Ordinal) && IsOfPerson(entry)),
            cancellationToken
        );

    /// <summary>When people were last erased: what they did before is not to be read again, even if it was not sealed
    /// yet.</summary>
    private static async Task<Dictionary<PersonId, DateTimeOffset>> ErasedAsync(
        IReadOnlyList<PersonId> people,
        FlashDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await Erased.ReadAsync<ErasedPerson>(
            db,
            new
            {
                Platforms = people.Select(person => person.Platform).ToArray(),
                People = people.Select(person => person.ExternalId).ToArray(),
            },
            cancellationToken
        );
        return rows.ToDictionary(row => new PersonId(row.Platform, row.ExternalId), row => row.At);
    }

    private static bool IsOfPerson(AuditRecord entry) => entry.ActorPlatform != "flash";

    private static PersonId PersonOf(AuditRecord entry) => new(entry.ActorPlatform, entry.ActorId);

    private static string PlaceOf(AuditRecord entry) => $"audit {entry.Id}";

    private sealed record ErasedPerson(string Platform, string ExternalId, DateTimeOffset At);
}
