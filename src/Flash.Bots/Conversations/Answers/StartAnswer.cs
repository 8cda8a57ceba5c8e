using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/start</c>: the first words of a new chat.</summary>
internal sealed class StartAnswer : Answer<Command.Start>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Start command,
        CancellationToken cancellationToken
    ) => Task.FromResult(Words(Texts.Start));
}
