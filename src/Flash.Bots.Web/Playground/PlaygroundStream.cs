using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Flash.Bots.Web.Playground;

/// <summary>What a browser follows: every change of its conversation after the last one it has seen, and a heartbeat in
/// between.</summary>
internal sealed class PlaygroundStream(PlaygroundListener listener, PlaygroundReader reader, TimeProvider time)
{
    public const string MessageEvent = "message";

    public const string HeartbeatEvent = "heartbeat";

    /// <summary>Short enough for proxies that close idle connections after 30 s; each beat also re-reads the table,
    /// should a wake-up be lost.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a browser waits before it connects again.</summary>
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    /// <summary>Ends only by cancellation: the browser left, or the process stops.</summary>
    public async IAsyncEnumerable<SseItem<object>> FollowAsync(
        Guid conversation,
        long change,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Subscribed before the first read, so that nothing falls between reading and waiting.
        using var subscription = listener.Subscribe(conversation);
        yield return Beat(change);
        while (!cancellationToken.IsCancellationRequested)
        {
            var messages = await reader.ReadChangesAsync(conversation, change, cancellationToken);
            foreach (var message in messages)
            {
                change = message.Change;
                yield return new SseItem<object>(message, MessageEvent)
                {
                    EventId = change.ToString(System.Globalization.CultureInfo.InvariantCulture),
                };
            }

            if (messages.Count == 0 && !await WaitAsync(subscription, cancellationToken))
            {
                yield return Beat(change);
            }
        }
    }

    private static SseItem<object> Beat(long change) =>
        new(new { change }, HeartbeatEvent) { ReconnectionInterval = Reconnect };

    /// <summary>True when something may have changed, false when the heartbeat is due.</summary>
    private async Task<bool> WaitAsync(
        PlaygroundListener.Subscription subscription,
        CancellationToken cancellationToken
    )
    {
        using var due = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            return await subscription.Wakes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
            when (due.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
