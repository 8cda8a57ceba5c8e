using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/report REASON</c> in answer to pictures of this chat: the moderators get to see them.</summary>
internal sealed class ReportAnswer(AskedGenerations generations, ModerationDesk desk) : Answer<Command.Report>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Report command,
        CancellationToken cancellationToken
    )
    {
        if (message.InReplyTo is not { } answered)
        {
            return Words(message.Texts.ReportHow);
        }

        var generation = await generations.FindByMessageAsync(answered, cancellationToken);
        if (generation is null || generation.Platform != message.Chat.Platform || generation.ChatId != message.Chat.Id)
        {
            return Words(message.Texts.Reported(ReportOutcome.Unknown));
        }

        return Words(
            message.Texts.Reported(
                await desk.ReportAsync(
                    generation.Id,
                    pictureIndex: null,
                    message.From,
                    command.Reason,
                    cancellationToken
                )
            )
        );
    }
}
