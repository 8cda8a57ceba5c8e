using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary>A command that was not understood: a sentence for each mistake that says what to do instead.</summary>
internal sealed class MistakenAnswer : Answer<Command.Mistaken>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Mistaken command,
        CancellationToken cancellationToken
    ) => Task.FromResult(Words(Texts.Of(command.Mistakes)));
}
