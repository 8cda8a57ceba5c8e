using System.Collections.Concurrent;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;

namespace Flash.Worker.Tests.Delivery;

/// <summary>20 a minute to a chat and 30 a second to all, every send counted; 429 with the seconds to wait, and a
/// record of whoever did not.</summary>
internal sealed class CountingNetwork(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _sends = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _closedUntil = new();

    public int GroupPerMinute { get; init; } = 20;

    public int Refusals { get; private set; }

    public int Ignored { get; private set; }

    public CountingMessage Message(string chat) => new(this, chat, time);

    public void Count(string chat)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_closedUntil.GetValueOrDefault(chat) > now)
            {
                Ignored++;
                Refuse(chat, _closedUntil[chat], now);
            }

            Take(chat, chat, GroupPerMinute, TimeSpan.FromMinutes(1), now);
            Take("", chat, 30, TimeSpan.FromSeconds(1), now);
        }
    }

    private void Take(string window, string chat, int most, TimeSpan period, DateTimeOffset now)
    {
        if (!_sends.TryGetValue(window, out var sends))
        {
            _sends[window] = sends = new Queue<DateTimeOffset>();
        }

        while (sends.TryPeek(out var oldest) && oldest <= now - period)
        {
            sends.Dequeue();
        }

        if (sends.Count >= most)
        {
            Refuse(chat, sends.Peek() + period, now);
        }

        sends.Enqueue(now);
    }

    private void Refuse(string chat, DateTimeOffset until, DateTimeOffset now)
    {
        Refusals++;
        var seconds = Math.Ceiling((until - now).TotalSeconds);
        _closedUntil[chat] = now + TimeSpan.FromSeconds(seconds);
        throw ScriptedMessage.RateLimited((int)seconds);
    }
}

/// <summary>A message on such a network.</summary>
internal sealed class CountingMessage(CountingNetwork network, string chat, TimeProvider time) : IShownMessage
{
    public DateTimeOffset? ResultAt { get; private set; }

    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ShowPreviewAsync(OutgoingMessage preview, CancellationToken cancellationToken)
    {
        network.Count(chat);
        return Task.CompletedTask;
    }

    public Task ShowResultAsync(OutgoingMessage result, CancellationToken cancellationToken)
    {
        network.Count(chat);
        ResultAt = time.GetUtcNow();
        return Task.CompletedTask;
    }
}
