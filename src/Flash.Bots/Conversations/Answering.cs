using Flash.Bots.Commands;
using Flash.Bots.Conversations.Answers;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>Commands that draw nothing: finds who answers, and posts the answer once.</summary>
internal sealed class Answering(IEnumerable<IAnswer> answers, Receipts receipts, ChatReplies replies)
{
    private readonly Dictionary<Type, IAnswer> _answers = answers.ToDictionary(answer => answer.Answers);

    /// <summary>Does nothing for a command that no one answers (<see cref="Command.Ignored"/>).</summary>
    public async Task AnswerAsync(IncomingMessage message, Command command, CancellationToken cancellationToken)
    {
        if (
            _answers.TryGetValue(command.GetType(), out var answer)
            && await receipts.TryTakeAsync(message.IdempotencyKey, cancellationToken)
        )
        {
            await replies.SayAsync(
                message.ReplyTo,
                await answer.AnswerAsync(message, command, cancellationToken),
                cancellationToken
            );
        }
    }

    /// <summary>Says one sentence, once.</summary>
    public async Task SayAsync(IncomingMessage message, string text, CancellationToken cancellationToken)
    {
        if (await receipts.TryTakeAsync(message.IdempotencyKey, cancellationToken))
        {
            await replies.SayAsync(message.ReplyTo, text, cancellationToken);
        }
    }
}
