using System.Security.Cryptography;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Privacy;

/// <summary>
/// A key for each person, month and purpose, kept wrapped in <c>flash.personal_keys</c>. Destroying one makes
/// everything that it sealed unreadable for good, wherever it stands: in a log that only grows, or in a backup of it.
/// </summary>
public sealed class PersonalKeys(IDbContextFactory<FlashDb> databases, MasterKey master)
{
    private static readonly NamedSql Of = NamedSql.Load("privacy/keys_of");
    private static readonly NamedSql Add = NamedSql.Load("privacy/add_keys");

    /// <summary>The keys of these people for this month and purpose, made where there are none. Nothing is kept between
    /// calls: a destroyed key is never used again.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped them.</exception>
    internal async Task<Dictionary<PersonId, PersonalKey>> ForAsync(
        IReadOnlyCollection<PersonId> people,
        KeyPurpose purpose,
        FlashDb db,
        CancellationToken cancellationToken
    )
    {
        var keys = await ReadAsync(people, purpose, db, cancellationToken);
        var without = people.Where(person => !keys.ContainsKey(person)).Distinct().ToList();
        if (without.Count == 0)
        {
            return keys;
        }

        await Add.ExecuteAsync(
            db,
            new
            {
                Platforms = without.Select(person => person.Platform).ToArray(),
                People = without.Select(person => person.ExternalId).ToArray(),
                Wrapped = without
                    .Select(person => master.Wrap(RandomNumberGenerator.GetBytes(SecretFile.Size), person.ToString()))
                    .ToArray(),
                Master = master.Fingerprint,
                purpose,
            },
            cancellationToken
        );

        // Someone else's insert may have been first: what is stored counts.
        return await ReadAsync(people, purpose, db, cancellationToken);
    }

    /// <summary>The key of one person for this month and purpose, made when there is none.</summary>
    public async Task<PersonalKey> ForAsync(PersonId person, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await ForAsync([person], purpose, db, cancellationToken))[person];
    }

    /// <summary>The keys with these ids that have not been destroyed.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped one: what is there would look
    /// erased.</exception>
    public async Task<IReadOnlyDictionary<long, PersonalKey>> FindAsync(
        IEnumerable<long> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.Distinct().Where(id => id > 0).ToArray();
        if (wanted.Length == 0)
        {
            return new Dictionary<long, PersonalKey>();
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db
            .PersonalKeys.Where(key => wanted.Contains(key.Id) && key.Wrapped != null)
            .ToListAsync(cancellationToken);
        var keys = new Dictionary<long, PersonalKey>();
        foreach (var row in rows)
        {
            var person = new PersonId(row.Platform, row.ExternalId).ToString();
            if (Unwrap(row.Wrapped!, person, row.Master) is { } secret) // the query asked for those that have it
            {
                keys[row.Id] = new PersonalKey(row.Id, secret);
            }
        }

        return keys;
    }

    /// <summary>Keys that say that this master key has wrapped them, and do not open: their rows were
    /// changed.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped one.</exception>
    internal async Task<IReadOnlyList<long>> FindDamagedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        var damaged = new List<long>();
        var all = db.PersonalKeys.Where(key => key.Wrapped != null).OrderBy(key => key.Id).AsAsyncEnumerable();
        await foreach (var row in all.WithCancellation(cancellationToken))
        {
            var person = new PersonId(row.Platform, row.ExternalId).ToString();
            if (Unwrap(row.Wrapped!, person, row.Master) is null) // the query asked for those that have it
            {
                damaged.Add(row.Id);
            }
        }

        return damaged;
    }

    // Null for what was changed since it was wrapped: verifying the log names it.
    private byte[]? Unwrap(byte[] wrapped, string person, byte[] by) =>
        master.Unwrap(wrapped, person)
        ?? (by.AsSpan().SequenceEqual(master.Fingerprint) ? null : throw new WrongMasterKeyException());

    private async Task<Dictionary<PersonId, PersonalKey>> ReadAsync(
        IReadOnlyCollection<PersonId> people,
        KeyPurpose purpose,
        FlashDb db,
        CancellationToken cancellationToken
    )
    {
        var rows = await Of.ReadAsync<WrappedKey>(
            db,
            new
            {
                Platforms = people.Select(person => person.Platform).ToArray(),
                People = people.Select(person => person.ExternalId).ToArray(),
                purpose,
            },
            cancellationToken
        );
        var keys = new Dictionary<PersonId, PersonalKey>();
        foreach (var row in rows)
        {
            var person = new PersonId(row.Platform, row.ExternalId);
            var secret = master.Unwrap(row.Wrapped, person.ToString()) ?? throw new WrongMasterKeyException();
            keys[person] = new PersonalKey(row.Id, secret);
        }

        return keys;
    }

    private sealed record WrappedKey(long Id, string Platform, string ExternalId, byte[] Wrapped);
}
