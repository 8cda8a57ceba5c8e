using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Sketches;

/// <summary>Pictures that a network fetches from us for a few minutes: the rows of
/// <c>flash.shared_pictures</c>.</summary>
public sealed class SharedPictures(IDbContextFactory<FlashDb> databases)
{
    private static readonly NamedSql Share = NamedSql.Load("sketches/share");

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
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Share.ExecuteAsync(
            db,
            new
            {
                ids,
                Types = files.Select(ContentType).ToArray(),
                Files = files.Select(file => file.Bytes.ToArray()).ToArray(),
                Lifetime,
            },
            cancellationToken
        );
        return ids;
    }

    /// <summary>The file; null when there is none or its time is over.</summary>
    public async Task<(string ContentType, byte[] Bytes)?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await db
            .SharedPictures.Where(picture => picture.Id == id && picture.ExpiresAt > FlashDb.Now())
            .Select(picture => new { picture.ContentType, picture.Bytes })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.ContentType, found.Bytes);
    }

    private static string ContentType(EncodedMedia file) =>
        file.Kind switch
        {
            MediaKind.Jpeg => "image/jpeg",
            MediaKind.Png => "image/png",
            _ => "image/gif",
        };
}
