using Flash.Bots.Commands;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/settings words</c>, on Discord <c>/rules</c>: what a server or a group rules for itself, for its
/// managers to see and to change.</summary>
internal sealed class RulesAnswer(ServerRulesStore store) : Answer<Command.Rules>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Rules command,
        CancellationToken cancellationToken
    )
    {
        var chat = message.Chat;
        if (chat.IsPrivate)
        {
            return Words(message.Texts.RulesInPrivate);
        }

        if (!(chat.ServerId is null ? message.MayManageChat : message.MayManageServer))
        {
            return Words(message.Texts.RulesManagersOnly);
        }

        var rules = await store.ReadAsync(chat, cancellationToken);
        if (command is not { Words: null, Channels: null })
        {
            if (RulesChange.Of(rules, command, chat, message.Texts, out var mistake) is not { } changed)
            {
                return Words(mistake);
            }

            rules = changed;
            await store.WriteAsync(chat, rules, cancellationToken);
        }

        return Words(message.Texts.Rules(rules, chat));
    }
}
