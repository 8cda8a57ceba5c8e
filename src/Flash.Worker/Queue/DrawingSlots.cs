using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>How many pictures this process denoises at once (<see cref="WorkerOptions.Concurrency"/>), no matter who
/// begins them: a job of the queue, or a <see cref="HeadStart"/>.</summary>
internal sealed class DrawingSlots(IOptions<WorkerOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.Concurrency);

    /// <summary>One was given back. A listener must return at once.</summary>
    public event Action? Freed;

    /// <summary>Waits for one. Dispose it when the picture is drawn.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Slot(this);
    }

    /// <summary>Null when all are taken.</summary>
    public Slot? TryTake() => _free.Wait(0) ? new Slot(this) : null;

    public void Dispose() => _free.Dispose();

    /// <summary>One of them. Given back once, in either way.</summary>
    internal sealed class Slot(DrawingSlots slots) : IDisposable
    {
        private int _given;

        /// <summary>The picture is drawn: others may begin, and are told.</summary>
        public void Dispose()
        {
            if (TryGiveBack())
            {
                slots.Freed?.Invoke();
            }
        }

        /// <summary>There was nothing to draw. No one is told: who listens would look again, find nothing, and never
        /// come to rest.</summary>
        public void ReturnUnused() => TryGiveBack();

        private bool TryGiveBack()
        {
            if (Interlocked.Exchange(ref _given, 1) != 0)
            {
                return false;
            }

            slots._free.Release();
            return true;
        }
    }
}
