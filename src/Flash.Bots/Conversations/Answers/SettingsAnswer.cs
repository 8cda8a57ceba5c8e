using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/settings [mine|chat]</c>: the person's own in a private chat, else the chat's; either by
/// name.</summary>
internal sealed class SettingsAnswer(PreferenceStore preferences, IOptions<PictureOptions> pictures)
    : Answer<Command.Settings>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Settings command,
        CancellationToken cancellationToken
    )
    {
        var scope = command.Scope ?? (message.Chat.IsPrivate ? PreferenceScope.User : PreferenceScope.Chat);
        if (scope == PreferenceScope.Chat && !message.Chat.IsPrivate && !message.MayManageChat)
        {
            return Words(message.Texts.SettingsManagersOnly);
        }

        var (person, chat) = await preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        return SettingsMenu.All(
            message.Texts,
            scope,
            scope == PreferenceScope.User ? person : chat,
            pictures.Value
        ) with
        {
            Menu = new Menu(scope == PreferenceScope.User ? message.From.Id : null),
        };
    }
}
