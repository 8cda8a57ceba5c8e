using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/help</c>.</summary>
internal sealed class HelpAnswer(IOptions<PictureOptions> pictures) : Answer<Command.Help>
{
    protected override Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Help command,
        CancellationToken cancellationToken
    ) => Task.FromResult(Words(message.Texts.Help(message.Chat.Platform, pictures.Value.MaxInferenceSteps)));
}
