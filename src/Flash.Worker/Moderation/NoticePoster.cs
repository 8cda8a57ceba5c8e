using System.Globalization;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Moderation.Notices;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Moderation;

/// <summary>Tells the moderators' chats, and the moderator whom it is about, that someone got a way to act under a
/// moderator's name.</summary>
internal sealed class NoticePoster(
    ModeratorNotices notices,
    ModeratorChats chats,
    ChatBudgets budgets,
    ILogger<NoticePoster> logger
)
{
    // One message for all that happened since the last: a group takes few messages a minute.
    private const int MostInOneMessage = 10;
    private static readonly TimeSpan TransientPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(5);

    /// <summary>Tells a moderators' chat what it does not know yet.</summary>
    public async Task TellAsync(ModeratorChat chat, IMessenger messenger, CancellationToken cancellationToken)
    {
        while (
            await notices.TakeAsync(chat.Platform, chat.Place, MostInOneMessage, cancellationToken)
                is { Count: > 0 } due
        )
        {
            var texts = Texts.For(await chats.LanguageAsync(chat, cancellationToken));
            var text = string.Join('\n', due.Select(texts.Told).Append(texts.ToldAskThem));
            try
            {
                await SayAsync(chat.Address, messenger, text, due[^1], chat.Place, cancellationToken);
            }
            catch (MessengerException refused)
            {
                Log.NoticeNotTold(logger, refused, chat.Platform, refused.Fault);
                await notices.PostponeAsync(chat.Platform, chat.Place, PauseAfter(refused), cancellationToken);
                return;
            }

            await notices.ToldAsync(chat.Platform, chat.Place, due[^1].Sequence, cancellationToken);
        }
    }

    /// <summary>Tells moderators, in private, what happened to their own names.</summary>
    public async Task TellThemAsync(IMessenger messenger, CancellationToken cancellationToken)
    {
        var network = messenger.Platform;
        while (await notices.TakeAsync(network, ModeratorNotices.Privately, 1, cancellationToken) is [var notice])
        {
            foreach (var reader in await notices.ReadersAsync(notice, network, cancellationToken))
            {
                if (AddressOf(network, reader) is not { } address)
                {
                    continue;
                }

                var texts = Texts.For(reader.Language);
                try
                {
                    var text = $"{texts.Told(notice)}\n{texts.ToldAskYou}";
                    await SayAsync(address, messenger, text, notice, reader.Id, cancellationToken);
                }
                catch (MessengerException refused)
                {
                    Log.NoticeNotTold(logger, refused, network, refused.Fault);
                    if (refused.IsTransient)
                    {
                        await notices.PostponeAsync(
                            network,
                            ModeratorNotices.Privately,
                            PauseAfter(refused),
                            cancellationToken
                        );
                        return;
                    }
                }
            }

            await notices.ToldAsync(network, ModeratorNotices.Privately, notice.Sequence, cancellationToken);
        }
    }

    private static TimeSpan PauseAfter(MessengerException refused) =>
        refused.RetryAfter ?? (refused.IsTransient ? TransientPause : RefusedPause);

    private static ReplyAddress? AddressOf(Platform network, NoticeReader reader) =>
        network switch
        {
            Platform.Telegram when long.TryParse(reader.Id, CultureInfo.InvariantCulture, out var chat) =>
                new TelegramReply(chat),
            Platform.Discord when ulong.TryParse(reader.Id, CultureInfo.InvariantCulture, out var person) =>
                new DiscordReply(0, "", DateTimeOffset.MinValue, ChannelId: null, UserId: person),
            _ => null,
        };

    private async Task SayAsync(
        ReplyAddress address,
        IMessenger messenger,
        string text,
        ModeratorNotice notice,
        string place,
        CancellationToken cancellationToken
    )
    {
        await budgets.Of(address).TakeResultTurnAsync(messenger.EditInterval(address), null, cancellationToken);
        var key = string.Create(CultureInfo.InvariantCulture, $"notice {notice.Sequence} in {place}");
        await messenger.PostAsync(address, new OutgoingMessage { Text = text, Key = key }, cancellationToken);
    }
}
