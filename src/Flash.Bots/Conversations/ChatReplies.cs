using Flash.Bots.Conversations.Menus;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations;

/// <summary>Answers, questions and menus in chats: messages that belong to no generation.</summary>
internal sealed class ChatReplies(
    CountedMessages sends,
    OpenMenus menus,
    TimeProvider time,
    ILogger<ChatReplies> logger
)
{
    /// <summary>How long it is tried again where the network surely did not take it.</summary>
    private static readonly TimeSpan RepeatPatience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers with words only.</summary>
    public Task SayAsync(ReplyAddress address, string text, CancellationToken cancellationToken) =>
        SayAsync(address, new OutgoingMessage { Text = text, IsPersonal = true }, cancellationToken);

    /// <summary>Answers with a message that belongs to no generation.</summary>
    public async Task SayAsync(ReplyAddress address, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var posted = await PostAsync(address, message, cancellationToken);
            if (message.Menu is { } menu)
            {
                await menus.RecordAsync(posted, address.Platform, menu.OwnerId, cancellationToken);
            }
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
        }
    }

    /// <summary>Posts a question and returns its message; null when the network did not take it.</summary>
    public async Task<MessageRef?> AskAsync(ReplyAddress address, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(
                address,
                new OutgoingMessage { Text = text, AsksForReply = true },
                cancellationToken
            );
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, address.Platform, exception.Fault);
            return null;
        }
    }

    /// <summary>Makes a message show something else.</summary>
    public async Task ShowAsync(
        Platform platform,
        MessageRef posted,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await sends.EditAsync(platform, posted, message, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, platform, exception.Fault);
        }
    }

    /// <summary>Takes a message away; where the network does not let it go, it says that it was deleted and shows
    /// nothing else.</summary>
    public async Task RemoveAsync(
        Texts texts,
        Platform platform,
        MessageRef posted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await sends.For(platform).DeleteAsync(posted, cancellationToken);
        }
        catch (MessengerException exception) when (exception.Fault == MessengerFault.Rejected)
        {
            await ShowAsync(
                platform,
                posted,
                new OutgoingMessage
                {
                    Text = texts.DeleteDone,
                    Media = [PlaceholderPicture.For(texts.DeleteDone)],
                    HidesPictures = true,
                    EvenWhenOld = true,
                },
                cancellationToken
            );
        }
        catch (MessengerException exception)
        {
            Log.NotSaid(logger, exception, platform, exception.Fault);
        }
    }

    private async Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var (giveUpAt, pause) = (time.GetUtcNow() + RepeatPatience, FirstPause);
        while (true)
        {
            try
            {
                return await sends.PostAnswerAsync(address, message, cancellationToken);
            }
            catch (MessengerException fault) when (fault is { IsTransient: true, WasNotDone: true })
            {
                var wait = fault.RetryAfter ?? pause;
                if (time.GetUtcNow() + wait >= giveUpAt)
                {
                    throw;
                }

                await Task.Delay(wait, time, cancellationToken);
                pause *= 2;
            }
        }
    }
}
