using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Sketches;

/// <summary>Pictures that a network fetches from us for a few minutes: the rows of
/// <c>flash.shared_pictures</c>.</summary>
public sealed class SharedPictures(NpgsqlDataSource dataSource)
{
    /// <summary>How long a picture can be fetched.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Keeps the files; their ids come back in the same order. What has expired is swept up on the
    /// way.</summary>
    public async Task<IReadOnlyList<Guid>> KeepAsync(
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    )
    {
        // Random, not by time: the id is half of what keeps strangers from guessing an address.
        var ids = files.Select(_ => Guid.NewGuid()).ToArray();
        await using var command = dataSource.Command(
            """
            WITH swept AS (DELETE FROM flash.shared_pictures WHERE expires_at < now())
            INSERT INTO flash.shared_pictures (id, content_type, bytes, expires_at)
            SELECT id, type, file, now() + $4 FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS given (id, type, file)
            """,
            ids,
            files.Select(ContentType).ToArray(),
            files.Select(file => file.Bytes.ToArray()).ToArray(),
            Lifetime
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ids;
    }

    /// <summary>The file; null when there is none or its time is over.</summary>
    public async Task<(string ContentType, byte[] Bytes)?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT content_type, bytes FROM flash.shared_pictures WHERE id = $1 AND expires_at > now()",
            id
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetString(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    private static string ContentType(EncodedMedia file) =>
        file.Kind switch
        {
            MediaKind.Jpeg => "image/jpeg",
            MediaKind.Png => "image/png",
            _ => "image/gif",
        };
}
