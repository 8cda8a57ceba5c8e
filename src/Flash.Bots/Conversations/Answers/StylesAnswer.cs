using Flash.Bots.Commands;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/styles</c>: their names, to be typed or tapped in the settings.</summary>
internal sealed class StylesAnswer : Answer<Command.Styles>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Styles command,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            Words(
                message.Texts.Styles(
                    string.Join('\n', StyleTable.All.Select(style => $"{style.Symbol} {style.Name}: {style.Words}"))
                )
            )
        );
}
