using System.Security.Cryptography;
using Flash.Inference.Provenance;
using Npgsql;

namespace Flash.Host.Commands;

/// <summary>Looks a picture up in the database: by the hash of its file, by the id in its metadata, and by the part of
/// the id in its watermark.</summary>
internal static class VerifyLookup
{
    // The version of the ids that Flash gives to generations.
    private const int IdVersion = 7;
    private const int MostAnswers = 10;

    // The watermark's 60 bits are the beginning of the id, and so a range of the primary key.
    private const string Query = """
        SELECT g.id, g.kind, g.state, c.platform, g.created_at, s.generation_id IS NOT NULL
        FROM flash.generations g
        JOIN flash.chats c ON c.id = g.chat_id
        LEFT JOIN (SELECT DISTINCT generation_id FROM flash.pictures WHERE sha256 = @sha256) s ON s.generation_id = g.id
        WHERE g.id = @id OR g.id BETWEEN @first AND @last OR s.generation_id IS NOT NULL
        ORDER BY g.id
        LIMIT @most
        """;

    public static async Task<IReadOnlyList<KnownPicture>> FindAsync(
        string connectionString,
        byte[] file,
        ProvenanceReport report,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = report.Watermark is { } watermark
            ? watermark.Payload.Range(IdVersion)
            : (Guid.Empty, Guid.Empty);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(Query);
        command.Parameters.AddWithValue("sha256", SHA256.HashData(file));
        command.Parameters.AddWithValue("id", report.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("first", first);
        command.Parameters.AddWithValue("last", last);
        command.Parameters.AddWithValue("most", MostAnswers);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new List<KnownPicture>();
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(
                new KnownPicture(
                    reader.GetGuid(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetFieldValue<DateTimeOffset>(4),
                    reader.GetBoolean(5)
                )
            );
        }

        return known;
    }
}
