using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary>Hello, and thanks: answered in words.</summary>
internal sealed class SmallTalkAnswer : Answer<Command.SmallTalk>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.SmallTalk command,
        CancellationToken cancellationToken
    ) => Task.FromResult(Words(message.Texts.Talked(command.Kind)));
}
