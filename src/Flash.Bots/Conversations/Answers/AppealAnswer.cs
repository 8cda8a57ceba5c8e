using Flash.Bots.Commands;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/appeal WHY</c>: against a ban, or the latest picture that was rejected or taken down. Those who are
/// banned may too.</summary>
internal sealed class AppealAnswer(ModerationDesk desk) : Answer<Command.Appeal>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Appeal command,
        CancellationToken cancellationToken
    ) =>
        Words(
            command.Words is ""
                ? message.Texts.AppealHow
                : message.Texts.Appealed(await desk.AppealAsync(message.From, command.Words, cancellationToken))
        );
}
