using System.Security.Cryptography;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Bots.Privacy;

/// <summary>
/// A key for each person, month and purpose, kept wrapped in <c>flash.personal_keys</c>. Destroying one makes
/// everything that it sealed unreadable for good, wherever it stands: in a log that only grows, or in a backup of it.
/// </summary>
public sealed class PersonalKeys(NpgsqlDataSource dataSource, MasterKey master)
{
    private readonly IDbContextFactory<FlashDb> databases = FlashDatabases.Over(dataSource);

    private static readonly NamedSql Wrapped = NamedSql.Load("audit/wrapped_keys");

    /// <summary>The keys of these people for this month and purpose, made where there are none. Nothing is kept between
    /// calls: a destroyed key is never used again.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped them.</exception>
    internal async Task<Dictionary<PersonId, PersonalKey>> ForAsync(
        IReadOnlyCollection<PersonId> people,
        KeyPurpose purpose,
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var keys = await ReadAsync(people, purpose, connection, cancellationToken);
        var without = people.Where(person => !keys.ContainsKey(person)).Distinct().ToList();
        if (without.Count == 0)
        {
            return keys;
        }

        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO flash.personal_keys (platform, external_id, wrapped, master, purpose) SELECT platform, external_id, wrapped, $4, $5 FROM unnest($1, $2, $3) fresh (platform, external_id, wrapped)
            ON CONFLICT (platform, external_id, period, purpose) WHERE destroyed_at IS NULL DO NOTHING
            """,
            connection
        );
        insert.Parameters.Add(new() { Value = without.Select(person => person.Platform).ToArray() });
        insert.Parameters.Add(new() { Value = without.Select(person => person.ExternalId).ToArray() });
        insert.Parameters.Add(
            new()
            {
                Value = without
                    .Select(person => master.Wrap(RandomNumberGenerator.GetBytes(SecretFile.Size), person.ToString()))
                    .ToArray(),
            }
        );
        insert.Parameters.Add(new() { Value = master.Fingerprint });
        insert.Parameters.Add(new() { Value = StoredName.Of(purpose) });
        await insert.ExecuteNonQueryAsync(cancellationToken);

        // Someone else's insert may have been first: what is stored counts.
        return await ReadAsync(people, purpose, connection, cancellationToken);
    }

    /// <summary>The key of one person for this month and purpose, made when there is none.</summary>
    public async Task<PersonalKey> ForAsync(PersonId person, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return (await ForAsync([person], purpose, connection, cancellationToken))[person];
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

        await using var command = dataSource.Command(
            "SELECT id, platform, external_id, wrapped, master FROM flash.personal_keys WHERE id = ANY ($1) AND wrapped IS NOT NULL",
            wanted
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new Dictionary<long, PersonalKey>();
        while (await row.ReadAsync(cancellationToken))
        {
            var person = new PersonId(row.GetString(1), row.GetString(2)).ToString();
            if (Unwrap(row.GetFieldValue<byte[]>(3), person, row.GetFieldValue<byte[]>(4)) is { } secret)
            {
                keys[row.GetInt64(0)] = new PersonalKey(row.GetInt64(0), secret);
            }
        }

        return keys;
    }

    /// <summary>The database that they stand in.</summary>
    internal FlashDb OpenDatabase() => databases.CreateDbContext();

    /// <summary>Keys that say that this master key has wrapped them, and do not open: their rows were changed.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key has wrapped one.</exception>
    internal async Task<IReadOnlyList<long>> FindDamagedAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Wrapped.Text);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var damaged = new List<long>();
        while (await row.ReadAsync(cancellationToken))
        {
            var person = new PersonId(row.GetString(1), row.GetString(2)).ToString();
            if (Unwrap(row.GetFieldValue<byte[]>(3), person, row.GetFieldValue<byte[]>(4)) is null)
            {
                damaged.Add(row.GetInt64(0));
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
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT key.id, key.platform, key.external_id, key.wrapped FROM unnest($1, $2) person (platform, external_id)
            JOIN flash.personal_keys key ON (key.platform, key.external_id) = (person.platform, person.external_id) AND key.destroyed_at IS NULL
                AND key.purpose = $3 AND key.period = date_trunc('month', now() AT TIME ZONE 'UTC')
            """,
            connection
        );
        command.Parameters.Add(new() { Value = people.Select(person => person.Platform).ToArray() });
        command.Parameters.Add(new() { Value = people.Select(person => person.ExternalId).ToArray() });
        command.Parameters.Add(new() { Value = StoredName.Of(purpose) });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new Dictionary<PersonId, PersonalKey>();
        while (await row.ReadAsync(cancellationToken))
        {
            var person = new PersonId(row.GetString(1), row.GetString(2));
            var secret = master.Unwrap(row.GetFieldValue<byte[]>(3), person.ToString())
                ?? throw new WrongMasterKeyException();
            keys[person] = new PersonalKey(row.GetInt64(0), secret);
        }

        return keys;
    }
}
