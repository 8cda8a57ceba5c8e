using Flash.Bots.Commands;
using Flash.Bots.Conversations.Menus;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/start</c>: the first words of a new chat, and a button that tries it.</summary>
internal sealed class StartAnswer : Answer<Command.Start>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Start command,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            new OutgoingMessage
            {
                Text = message.Chat.IsPrivate ? message.Texts.Start : message.Texts.Greeting,
                Buttons =
                [
                    [new Button(message.Texts.TryButton, TryPress.Prefix)],
                ],
            }
        );
}
