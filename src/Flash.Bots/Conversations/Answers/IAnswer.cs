using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary>Answers one command that draws nothing. Asked once per delivery, however often the network repeats
/// it.</summary>
internal interface IAnswer
{
    /// <summary>The type of <see cref="Command"/> that it answers.</summary>
    Type Answers { get; }

    Task<OutgoingMessage> AnswerAsync(IncomingMessage message, Command command, CancellationToken cancellationToken);
}

/// <summary>The part that every answer shares.</summary>
internal abstract class Answer<T> : IAnswer
    where T : Command
{
    public Type Answers => typeof(T);

    public Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command command,
        CancellationToken cancellationToken
    ) => AnswerAsync(message, (T)command, cancellationToken);

    protected abstract Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        T command,
        CancellationToken cancellationToken
    );

    /// <summary>Words for the person who asked.</summary>
    protected static OutgoingMessage Words(string text) => new() { Text = text, IsPersonal = true };
}
