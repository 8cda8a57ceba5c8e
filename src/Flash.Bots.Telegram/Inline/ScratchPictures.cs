using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram.Inline;

/// <summary>
/// Pictures that were uploaded to a chat of the operator's, named by the <c>file_id</c> that Telegram gave them there.
/// Every upload counts to that chat's limits, whichever process makes it, so they are spaced out, and a person who
/// types on leaves the line.
/// </summary>
internal sealed class ScratchPictures(long chatId, TelegramBot bot, ChatBudget budget) : IInlinePictures, IDisposable
{
    /// <summary>20 a minute, with the burst that a <see cref="ChatBudget"/> allows.</summary>
    private static readonly TimeSpan GroupInterval = TimeSpan.FromSeconds(3.5);
    private static readonly TimeSpan PrivateInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);

    public int FirstCount => 1;

    public TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan EditInterval => Interval;

    private TimeSpan Interval => chatId < 0 ? GroupInterval : PrivateInterval;

    public async Task<IReadOnlyList<InlinePicture>> HostAsync(
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    )
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Each file of an album counts.
            for (var file = 0; file < files.Count; file++)
            {
                await budget.TakeResultTurnAsync(Interval, null, cancellationToken);
            }

            var ids =
                files.Count == 1
                    ? [await UploadAsync(files[0], cancellationToken)]
                    : await UploadAlbumAsync(files, cancellationToken);
            return [.. ids.Select(id => new InlinePicture(id, IsUrl: false))];
        }
        catch (MessengerException exception) when (exception.RetryAfter is { } wait)
        {
            await budget.BlockAsync(wait, Interval, CancellationToken.None);
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<string> UploadAsync(EncodedMedia file, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(file.Bytes.ToArray(), writable: false);
        var input = InputFile.FromStream(stream, file.FileName);
        if (file.Kind == MediaKind.Gif)
        {
            var animation = await bot.SendAsync(
                new SendAnimationRequest
                {
                    ChatId = chatId,
                    Animation = input,
                    DisableNotification = true,
                },
                cancellationToken
            );
            return FileIdOf(animation);
        }

        return FileIdOf(
            await bot.SendAsync(
                new SendPhotoRequest
                {
                    ChatId = chatId,
                    Photo = input,
                    DisableNotification = true,
                },
                cancellationToken
            )
        );
    }

    private async Task<IReadOnlyList<string>> UploadAlbumAsync(
        IReadOnlyList<EncodedMedia> files,
        CancellationToken cancellationToken
    )
    {
        var streams = files.Select(file => new MemoryStream(file.Bytes.ToArray(), writable: false)).ToArray();
        // Each part of an upload needs a name of its own.
        var media = streams
            .Select((stream, i) => new InputMediaPhoto(InputFile.FromStream(stream, $"{i + 1}-{files[i].FileName}")))
            .ToArray();
        var sent = await bot.SendAsync(
            new SendMediaGroupRequest
            {
                ChatId = chatId,
                Media = media,
                DisableNotification = true,
            },
            cancellationToken
        );
        return [.. sent.Select(FileIdOf)];
    }

    private static string FileIdOf(Message message) =>
        message switch
        {
            { Photo: { Length: > 0 } sizes } => sizes[^1].FileId,
            { Animation: { } animation } => animation.FileId,
            { Document: { } document } => document.FileId,
            _ => throw new MessengerException(
                MessengerFault.Rejected,
                "Telegram took the upload to the scratch chat and named no file."
            ),
        };
}
