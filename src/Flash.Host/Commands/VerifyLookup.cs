using System.Security.Cryptography;
using Flash.Bots.Data;
using Flash.Inference.Provenance;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Host.Commands;

/// <summary>Looks a picture up in the database: by the hash of its file, by the id in its metadata, and by the part of
/// the id in its watermark.</summary>
internal static class VerifyLookup
{
    // The version of the ids that Flash gives to generations.
    private const int IdVersion = 7;
    private const int MostAnswers = 10;

    private static readonly NamedSql Lookup = NamedSql.Load("pictures/lookup");

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
        await using var db = await FlashDatabases.Over(database).CreateDbContextAsync(cancellationToken);
        return await Lookup.ReadAsync<KnownPicture>(
            db,
            new
            {
                Sha256 = SHA256.HashData(file),
                Id = report.Id ?? Guid.Empty,
                first,
                last,
                Most = MostAnswers,
            },
            cancellationToken
        );
    }
}
