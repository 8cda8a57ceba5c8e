using System.Collections.Concurrent;

namespace Flash.Worker.Queue;

/// <summary>Tells whoever waits for it that the job of a generation has begun in this process.</summary>
internal sealed class JobStarts(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> _awaited = new();

    /// <summary>The clock's timestamp at the first instruction of the job body.</summary>
    public Task<long> Of(Guid generation) =>
        _awaited.GetOrAdd(generation, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Began(Guid generation)
    {
        if (_awaited.TryRemove(generation, out var start))
        {
            start.TrySetResult(time.GetTimestamp());
        }
    }
}
