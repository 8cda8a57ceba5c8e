using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/cancel [all]</c>: stops what the person asked for last in this chat, or everything of theirs
/// here.</summary>
internal sealed class CancelAnswer(AskedGenerations generations, GenerationPoster poster) : Answer<Command.Cancel>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Cancel command,
        CancellationToken cancellationToken
    )
    {
        var unfinished = await generations.UnfinishedAsync(message.From, message.Chat, cancellationToken);
        var cancelled = 0;
        foreach (var generation in command.All ? unfinished : unfinished.Take(1))
        {
            if (await generations.CancelAsync(generation.Id, message.From, cancellationToken))
            {
                cancelled++;
                if (await generations.MessageAsync(generation.Id, cancellationToken) is { } posted)
                {
                    await poster.ShowCancelledAsync(message.Texts, generation, posted, cancellationToken);
                }
            }
        }

        return Words(cancelled == 0 ? message.Texts.NothingToCancel : message.Texts.CancelledCount(cancelled));
    }
}
