using Flash.Bots.Commands;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/moderator CODE</c> where no one else reads it: from now on this person's presses on moderators' cards
/// count. <c>/moderator off</c> ends that.</summary>
internal sealed class ModeratorAnswer(ModeratorIdentities identities) : Answer<Command.Moderator>
{
    private const string Off = "off";

    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Moderator command,
        CancellationToken cancellationToken
    )
    {
        if (!PrivacyDesk.IsPrivate(message.Chat))
        {
            // Others have read it, and the code may be good.
            await identities.VoidAsync(command.Code, cancellationToken);
            return Words(message.Texts.ModeratorInPrivate);
        }

        return command.Code switch
        {
            "" => Words(message.Texts.ModeratorHow),
            _ when command.Code.Equals(Off, StringComparison.OrdinalIgnoreCase) => Words(
                await identities.UnlinkAsync(message.From, cancellationToken)
                    ? message.Texts.ModeratorUnlinked
                    : message.Texts.ModeratorWasNone
            ),
            _ => Words(
                message.Texts.ModeratorLinked(await identities.LinkAsync(message.From, command.Code, cancellationToken))
            ),
        };
    }
}
