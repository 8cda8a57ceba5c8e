using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Telegram.Bot.Requests;
using Telegram.Bot.Types.Enums;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Finds out whether someone manages a group, when what they ask for depends on it: Telegram does not say so
/// by itself.</summary>
internal sealed class ChatManagers(TelegramBot bot, AskedGenerations generations)
{
    public async Task<IncomingMessage> MarkAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        !message.MayManageChat
        && message is { Command: Command.Settings or Command.Rules, ReplyTo: TelegramReply { IsGroup: true } group }
            ? message with
            {
                MayManageChat = await ManagesAsync(group.ChatId, message.From, cancellationToken),
            }
            : message;

    /// <summary>Pressing a button, an anonymous administrator is no longer anonymous: what they asked for as the group
    /// is theirs all the same.</summary>
    public async Task<ButtonPress> MarkAsync(ButtonPress press, CancellationToken cancellationToken) =>
        !press.MayManageChat
        && press.ReplyTo is TelegramReply { IsGroup: true } group
        && (
            press.Code.StartsWith("set:c", StringComparison.Ordinal) || await IsTheGroupsAsync(press, cancellationToken)
        )
            ? press with
            {
                MayManageChat = await ManagesAsync(group.ChatId, press.From, cancellationToken),
            }
            : press;

    private async Task<bool> IsTheGroupsAsync(ButtonPress press, CancellationToken cancellationToken) =>
        ButtonAction.TryParse(press.Code, out var action)
        && await generations.FindAsync(action.Generation, cancellationToken) is { } generation
        && generation.OwnerId == press.Chat.Id
        && generation.ChatId == press.Chat.Id;

    /// <summary>False as well when Telegram does not say.</summary>
    private async Task<bool> ManagesAsync(long chatId, Person person, CancellationToken cancellationToken)
    {
        if (!long.TryParse(person.Id, System.Globalization.CultureInfo.InvariantCulture, out var userId) || userId <= 0)
        {
            return false;
        }

        try
        {
            var member = await bot.SendAsync(
                new GetChatMemberRequest { ChatId = chatId, UserId = userId },
                cancellationToken
            );
            return member.Status is ChatMemberStatus.Administrator or ChatMemberStatus.Creator;
        }
        catch (MessengerException)
        {
            return false;
        }
    }
}
