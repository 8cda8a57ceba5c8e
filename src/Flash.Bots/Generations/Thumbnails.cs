using Flash.Bots.Data;
using Flash.Bots.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Generations;

/// <summary>
/// The small pictures that moderators look at. Each is sealed with a key of the person who asked, so that destroying
/// the key erases it from backups too.
/// </summary>
public sealed class Thumbnails(IDbContextFactory<FlashDb> databases, PersonalKeys keys, ILogger<Thumbnails> logger)
{
    /// <summary>A thumbnail, a JPEG; null when there is none, or no one can read it any more.</summary>
    public async Task<byte[]?> FindAsync(GenerationId id, int index, CancellationToken cancellationToken) =>
        (await FindAsync([id], cancellationToken)).GetValueOrDefault((id, index));

    /// <summary>The thumbnails of these generations that can be read, by generation and index.</summary>
    public async Task<IReadOnlyDictionary<(GenerationId Id, int Index), byte[]>> FindAsync(
        IReadOnlyCollection<GenerationId> ids,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var stored = await db
            .Pictures.Where(picture => ids.Contains(picture.GenerationId))
            .Select(picture => new
            {
                Id = picture.GenerationId,
                picture.Index,
                Key = picture.KeyId,
                Bytes = picture.Thumbnail,
            })
            .ToListAsync(cancellationToken);
        var known = await keys.FindAsync(stored.Select(picture => picture.Key ?? 0), cancellationToken);
        var opened = new Dictionary<(GenerationId, int), byte[]>();
        foreach (var picture in stored)
        {
            var bytes = picture.Key is { } key
                ? known.GetValueOrDefault(key)?.Open(picture.Bytes, Place(picture.Id, picture.Index))
                : picture.Bytes;
            if (bytes is { Length: > 0 } thumbnail)
            {
                opened[(picture.Id, picture.Index)] = thumbnail;
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
        catch (MasterKeyException exception)
        {
            Log.ThumbnailsNotKept(logger, exception, id, exception.Message);
        }

        return (null, [.. pictures.Select(_ => Array.Empty<byte>())]);
    }

    private async Task<PersonId?> PersonOfAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var person = await db
            .Generations.Where(generation => generation.Id == id)
            .Select(generation => new { generation.User!.Platform, generation.User.ExternalId }) // it has an owner
            .FirstOrDefaultAsync(cancellationToken);
        return person is null ? null : new PersonId(StoredName.Of(person.Platform), person.ExternalId);
    }

    private static string Place(GenerationId id, int index) => $"thumbnail {id} {index}";
}
