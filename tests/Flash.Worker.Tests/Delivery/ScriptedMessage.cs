using System.Collections.Concurrent;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;

namespace Flash.Worker.Tests.Delivery;

/// <summary>A message on a network that answers as the test says.</summary>
internal sealed class ScriptedMessage(TimeProvider time) : IShownMessage
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _answers = new();

    /// <summary>What reached the network, carried out or not, and when.</summary>
    public ConcurrentQueue<(string Text, bool IsResult, DateTimeOffset At)> Sends { get; } = new();

    /// <summary>Completes when there is a message to edit.</summary>
    public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the message shows.</summary>
    public string? Shown { get; private set; }

    public static MessengerException RateLimited(int seconds) =>
        new(MessengerFault.RateLimited, "Too Many Requests") { RetryAfter = TimeSpan.FromSeconds(seconds) };

    public static MessengerException Fault(MessengerFault fault) => new(fault, fault.ToString());

    /// <summary>The next send fails like this. Sends without an answer laid out succeed at once.</summary>
    public ScriptedMessage Then(MessengerException fault) => Then(_ => throw fault);

    public ScriptedMessage Then(Func<CancellationToken, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Ready.Task.WaitAsync(cancellationToken);

    public Task ShowPreviewAsync(OutgoingMessage preview, CancellationToken cancellationToken) =>
        SendAsync(preview, false, cancellationToken);

    public Task ShowResultAsync(OutgoingMessage result, CancellationToken cancellationToken) =>
        SendAsync(result, true, cancellationToken);

    private async Task SendAsync(OutgoingMessage message, bool isResult, CancellationToken cancellationToken)
    {
        Sends.Enqueue((message.Text, isResult, time.GetUtcNow()));
        if (_answers.TryDequeue(out var answer))
        {
            await answer(cancellationToken);
        }

        Shown = message.Text;
    }
}
