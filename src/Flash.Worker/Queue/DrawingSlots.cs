using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>How many pictures this process denoises at once (<see cref="WorkerOptions.Concurrency"/>), no matter who begins
/// them: a job of the queue, or a <see cref="HeadStart"/>.</summary>
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
    public IDisposable? TryTake() => _free.Wait(0) ? new Slot(this) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(DrawingSlots slots) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                slots._free.Release();
                slots.Freed?.Invoke();
            }
        }
    }
}
