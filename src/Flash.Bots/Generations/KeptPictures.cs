using Flash.Bots.Data;

namespace Flash.Bots.Generations;

/// <summary>The rows of <c>flash.pictures</c>.</summary>
internal static class KeptPictures
{
    private static readonly NamedSql Keep = NamedSql.Load("generations/keep_pictures");

    /// <summary>Writes down what is kept of a generation's pictures, over what was there.</summary>
    /// <param name="db">The transaction that they belong to.</param>
    /// <param name="id">The generation.</param>
    /// <param name="pictures">What was drawn.</param>
    /// <param name="kept">Their thumbnails, as <see cref="Thumbnails.SealAsync"/> sealed them.</param>
    /// <param name="cancellationToken">Stops the statement.</param>
    public static Task WriteAsync(
        FlashDb db,
        GenerationId id,
        IReadOnlyList<DeliveredPicture> pictures,
        (long? Key, byte[][] Boxes) kept,
        CancellationToken cancellationToken
    ) =>
        Keep.ExecuteAsync(
            db,
            new
            {
                id,
                kept.Key,
                Indexes = pictures.Select(picture => picture.Index).ToArray(),
                Widths = pictures.Select(picture => picture.Width).ToArray(),
                Heights = pictures.Select(picture => picture.Height).ToArray(),
                Digests = pictures.Select(picture => picture.Sha256).ToArray(),
                Thumbnails = kept.Boxes,
                Hashes = pictures
                    .Select(picture => picture.PerceptualHash is { } hash ? unchecked((long)hash) : (long?)null)
                    .ToArray(),
            },
            cancellationToken
        );
}
