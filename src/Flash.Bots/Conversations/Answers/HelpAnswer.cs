using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/help</c>.</summary>
internal sealed class HelpAnswer : Answer<Command.Help>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Help command,
        CancellationToken cancellationToken
    ) => Task.FromResult(Words(Texts.Help));
}
