using Flash.Bots.Replies;
using Flash.Bots.Sketches;

namespace Flash.Bots.Telegram.Inline;

/// <summary>Pictures at an address of ours: kept in the database for some minutes, served by whichever process has the
/// <c>web</c> role.</summary>
internal sealed class PublicPictures(
    Uri publicUrl,
    PictureAddress addresses,
    SharedPictures pictures,
    TimeProvider time
) : IInlinePictures
{
    public int FirstCount => 4;

    // Drawing stops at the next letter anyway, so there is little to save by waiting.
    public TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(40);

    public TimeSpan EditInterval { get; } = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<InlinePicture>> HostAsync(
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    )
    {
        var ids = await pictures.KeepAsync(files, cancellationToken);
        var until = time.GetUtcNow() + SharedPictures.Lifetime;
        return
        [
            .. ids.Select(
                (id, i) =>
                    new InlinePicture(
                        new Uri(
                            publicUrl,
                            addresses.For(id, Path.GetExtension(files[i].FileName).TrimStart('.'), until)
                        ).AbsoluteUri,
                        IsUrl: true
                    )
            ),
        ];
    }
}
