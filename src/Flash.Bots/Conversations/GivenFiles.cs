using Flash.Bots.Commands;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>Files that come with a message, or instead of one: what is no picture is answered, and a picture without
/// words waits for the next words of its chat.</summary>
internal sealed class GivenFiles(Answering answering, Receipts receipts, PreferenceStore preferences, TimeProvider time)
{
    /// <summary>How long a picture waits for words.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>True when the file was all there was to answer.</summary>
    public async Task<bool> TryAnswerAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        // Of an album every picture comes by itself: one answer is enough, and none where one of them had words.
        var once = message.Album is { } album ? message with { IdempotencyKey = album } : message;
        if (
            message.Picture is null
            && message.HasOtherFile
            && (message.Text is "" || message.Command is Command.Imagine)
        )
        {
            await answering.SayAsync(once, message.Texts.NotAPicture, cancellationToken);
            return true;
        }

        if (message.Picture is not { } picture || message.Text is not "" || !message.Chat.IsPrivate)
        {
            if (message.Album is { } captioned)
            {
                await receipts.TryTakeAsync(captioned, cancellationToken);
            }

            return false;
        }

        var (_, chat) = await preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        var waiting = chat with { WaitingPicture = picture, WaitingSince = time.GetUtcNow() };
        await preferences.WriteAsync(PreferenceScope.Chat, message.From, message.Chat, waiting, cancellationToken);
        await answering.SayAsync(once, message.Texts.PhotoWaits, cancellationToken);
        return true;
    }

    /// <summary>The message with the picture that waited for its words; as it is where none did.</summary>
    public async Task<IncomingMessage> WithWaitingAsync(
        IncomingMessage message,
        Preference preferred,
        CancellationToken cancellationToken
    )
    {
        if (
            preferred.WaitingPicture is not { } picture
            || !message.Chat.IsPrivate
            || message.Picture is not null
            || message.Command is not Command.Imagine
        )
        {
            return message;
        }

        var (_, chat) = await preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        var spent = chat with { WaitingPicture = null, WaitingSince = null };
        await preferences.WriteAsync(PreferenceScope.Chat, message.From, message.Chat, spent, cancellationToken);
        return time.GetUtcNow() - preferred.WaitingSince < Patience ? message with { Picture = picture } : message;
    }
}
