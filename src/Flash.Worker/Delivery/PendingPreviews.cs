using System.Threading.Channels;
using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>Previews that were not sent yet, in their order; composed, and so encoded, only when their turn has
/// come.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="keepsAll">Whether a newer one leaves the older ones standing, to be played back.</param>
internal sealed class PendingPreviews(bool keepsAll)
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _offered = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly List<Func<OutgoingMessage>> _pending = [];
    private bool _isComplete;

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count == 0;
            }
        }
    }

    /// <summary>Never waits. Nothing is taken after <see cref="Complete"/>.</summary>
    public void Offer(Func<OutgoingMessage> preview)
    {
        lock (_lock)
        {
            if (_isComplete)
            {
                return;
            }

            if (!keepsAll)
            {
                _pending.Clear();
            }

            _pending.Add(preview);
        }

        _offered.Writer.TryWrite(true);
    }

    /// <summary>No more will come; what is there may still be taken.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
        }

        _offered.Writer.TryWrite(true);
    }

    /// <summary>Waits for a preview; false when there is none and none will come.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_pending.Count > 0 || _isComplete)
                {
                    return _pending.Count > 0;
                }
            }

            await _offered.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>The next one to show; null when someone was faster. Of many the one in the middle: with few turns the
    /// picture changes most from one to the next.</summary>
    public Func<OutgoingMessage>? Take()
    {
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                return null;
            }

            var next = (_pending.Count - 1) / 2;
            var preview = _pending[next];
            _pending.RemoveRange(0, next + 1);
            return preview;
        }
    }
}
