using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Answers;

/// <summary>A command that was not understood: a sentence for each mistake that says what to do instead.</summary>
internal sealed class MistakenAnswer(IOptions<PictureOptions> pictures) : Answer<Command.Mistaken>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Mistaken command,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            Words(
                message.Texts.Of([
                    .. command.Mistakes.Select(mistake => pictures.Value.Fitted(mistake, pictures.Value.Model)),
                ])
            )
        );
}
