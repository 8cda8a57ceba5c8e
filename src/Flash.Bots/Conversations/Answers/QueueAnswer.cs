using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/queue</c>: what the person waits for, in which place, and how long by the times of the last
/// minutes.</summary>
internal sealed class QueueAnswer(QueueOutlook outlook) : Answer<Command.Queue>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Queue command,
        CancellationToken cancellationToken
    )
    {
        var waiting = await outlook.WaitingAsync(cancellationToken);
        var mine = await outlook.OfAsync(message.From, cancellationToken);
        if (mine.Count == 0)
        {
            return Words(message.Texts.QueueEmpty(waiting));
        }

        var lines = new List<string>(mine.Count);
        foreach (var place in mine)
        {
            lines.Add(
                place.State switch
                {
                    GenerationState.Running => message.Texts.QueueDrawing(place.Prompt),
                    GenerationState.Held => message.Texts.QueueHeld(place.Prompt),
                    _ => message.Texts.QueuePlace(place.Prompt, place.Ahead + 1, place.Expected),
                }
            );
        }

        return Words(message.Texts.QueueMine(string.Join('\n', lines), waiting));
    }
}
