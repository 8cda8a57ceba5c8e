using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>
/// The small pictures that moderators look at. Each is sealed with a key of whoever asked for it, so that destroying
/// the key erases it from backups too. A row without a key was written before that was so: it is read as it is, and
/// <see cref="SealOldAsync"/> seals it.
/// </summary>
public sealed class Thumbnails(NpgsqlDataSource dataSource, PersonalKeys keys, ILogger<Thumbnails> logger)
{
    private const int BatchSize = 200;

    /// <summary>A thumbnail, a JPEG; null when there is none, or nobody can read it any more.</summary>
    public async Task<byte[]?> FindAsync(GenerationId id, int index, CancellationToken cancellationToken) =>
        (await FindAsync([id], cancellationToken)).GetValueOrDefault((id, index));

    /// <summary>The thumbnails of these generations that can be read, by generation and index.</summary>
    public async Task<IReadOnlyDictionary<(GenerationId Id, int Index), byte[]>> FindAsync(
        IReadOnlyCollection<GenerationId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            "SELECT generation_id, index, key_id, thumbnail FROM flash.pictures WHERE generation_id = ANY ($1)",
            ids.Select(id => id.Value).ToArray()
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var stored = new List<(GenerationId Id, int Index, long? Key, byte[] Bytes)>();
        while (await row.ReadAsync(cancellationToken))
        {
            stored.Add(
                (
                    new GenerationId(row.GetGuid(0)),
                    row.GetInt32(1),
                    row.IsDBNull(2) ? null : row.GetInt64(2),
                    row.GetFieldValue<byte[]>(3)
                )
            );
        }

        var known = await keys.FindAsync(stored.Select(picture => picture.Key ?? 0), cancellationToken);
        var opened = new Dictionary<(GenerationId, int), byte[]>();
        foreach (var (id, index, key, bytes) in stored)
        {
            if (
                (key is null ? bytes : known.GetValueOrDefault(key.Value)?.Open(bytes, Place(id, index))) is
                { Length: > 0 } thumbnail
            )
            {
                opened[(id, index)] = thumbnail;
            }
        }

        return opened;
    }

    /// <summary>
    /// The thumbnails as they are to be stored, with the key that seals them. When there is no key to be had they are
    /// empty: a picture is delivered all the same, and nothing personal is stored in the open.
    /// </summary>
    internal async Task<(long? Key, byte[][] Boxes)> SealAsync(
        GenerationId id,
        IReadOnlyList<DeliveredPicture> pictures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (pictures.Count > 0 && await PersonOfAsync(id, cancellationToken) is { } person)
            {
                var key = await keys.ForAsync(person, KeyPurpose.Pictures, cancellationToken);
                return (key.Id, [.. pictures.Select(picture => key.Seal(picture.Thumbnail, Place(id, picture.Index)))]);
            }
        }
        catch (Exception exception) when (MasterKey.IsMissing(exception))
        {
            Log.ThumbnailsNotKept(logger, exception, id, exception.Message);
        }

        return (null, [.. pictures.Select(_ => Array.Empty<byte>())]);
    }

    /// <summary>Seals what was stored before thumbnails were sealed. Returns how many it sealed; safe in several
    /// processes at once.</summary>
    public async Task<int> SealOldAsync(CancellationToken cancellationToken)
    {
        for (var total = 0; ; )
        {
            var batch = await SealBatchAsync(cancellationToken);
            total += batch;
            if (batch < BatchSize)
            {
                return total;
            }
        }
    }

    private async Task<int> SealBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var plain = new List<(GenerationId Id, int Index, PersonId Person, byte[] Bytes)>();
        await using (
            var command = new NpgsqlCommand(
                $"""
                SELECT picture.generation_id, picture.index, person.platform, person.external_id, picture.thumbnail FROM flash.pictures picture
                JOIN flash.generations generation ON generation.id = picture.generation_id JOIN flash.users person ON person.id = generation.user_id
                WHERE picture.key_id IS NULL AND picture.thumbnail <> '' LIMIT {BatchSize} FOR UPDATE OF picture SKIP LOCKED
                """,
                connection
            )
        )
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                plain.Add(
                    (
                        new GenerationId(row.GetGuid(0)),
                        row.GetInt32(1),
                        new PersonId(row.GetString(2), row.GetString(3)),
                        row.GetFieldValue<byte[]>(4)
                    )
                );
            }
        }

        var theirs = await keys.ForAsync(
            [.. plain.Select(picture => picture.Person).Distinct()],
            KeyPurpose.Pictures,
            connection,
            cancellationToken
        );
        await using var seal = new NpgsqlCommand(
            """
            UPDATE flash.pictures picture SET key_id = sealed.key_id, thumbnail = sealed.box FROM unnest($1, $2, $3, $4) sealed (id, index, key_id, box)
            WHERE picture.generation_id = sealed.id AND picture.index = sealed.index
            """,
            connection
        );
        seal.Parameters.Add(new() { Value = plain.Select(picture => picture.Id.Value).ToArray() });
        seal.Parameters.Add(new() { Value = plain.Select(picture => picture.Index).ToArray() });
        seal.Parameters.Add(new() { Value = plain.Select(picture => theirs[picture.Person].Id).ToArray() });
        seal.Parameters.Add(
            new()
            {
                Value = plain
                    .Select(picture => theirs[picture.Person].Seal(picture.Bytes, Place(picture.Id, picture.Index)))
                    .ToArray(),
            }
        );
        await seal.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return plain.Count;
    }

    private async Task<PersonId?> PersonOfAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT person.platform, person.external_id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id WHERE generation.id = $1",
            id.Value
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new PersonId(row.GetString(0), row.GetString(1)) : null;
    }

    private static string Place(GenerationId id, int index) => $"thumbnail {id} {index}";
}
