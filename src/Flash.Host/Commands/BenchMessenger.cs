using System.Collections.Concurrent;
using Flash.Bots.Replies;

namespace Flash.Host.Commands;

/// <summary>A chat network of no distance at all: notes when each message and edit arrives, so that only Flash's own
/// time is measured.</summary>
internal sealed class BenchMessenger(TimeProvider time) : IMessenger
{
    private readonly ConcurrentQueue<long> _pictures = new();
    private long _lastId;

    public Platform Platform => Platform.Playground;

    public PictureLayout Layout => PictureLayout.Grid;

    /// <summary>Timestamps of the pictures shown since <see cref="Clear"/>, in order; the first is the
    /// placeholder.</summary>
    public IReadOnlyList<long> Pictures => [.. _pictures];

    public void Clear() => _pictures.Clear();

    public TimeSpan EditInterval(ReplyAddress address) => TimeSpan.Zero;

    public Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        Note(message);
        return Task.FromResult<MessageRef>(new PlaygroundMessage(Interlocked.Increment(ref _lastId)));
    }

    public Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        Note(message);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken) => Task.CompletedTask;

    private void Note(OutgoingMessage message)
    {
        if (message.Media.Count > 0)
        {
            _pictures.Enqueue(time.GetTimestamp());
        }
    }
}
