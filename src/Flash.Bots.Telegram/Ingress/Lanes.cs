namespace Flash.Bots.Telegram.Ingress;

/// <summary>Runs work of one lane in the order it came and lanes beside each other; a caller that brings more than fits
/// waits.</summary>
/// <remarks>Work must deal with its own failures: an exception that leaves it is told to <c>broken</c>, and the lane
/// goes on. Cancelled work ends quietly.</remarks>
internal sealed class Lanes(int capacity, Action<Exception> broken) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> open = [];
    private readonly SemaphoreSlim room = new(capacity);

    /// <summary>Puts work at the end of its lane.</summary>
    public async Task AddAsync(string name, Func<Task> work, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        lock (gate)
        {
            if (open.TryGetValue(name, out var lane))
            {
                lane.Waiting.Enqueue(work);
                return;
            }

            lane = new Lane();
            lane.Waiting.Enqueue(work);
            open[name] = lane;
            lane.Running = Task.Run(() => RunAsync(name, lane), CancellationToken.None);
        }
    }

    /// <summary>Completes when nothing is left to do.</summary>
    public Task DrainAsync()
    {
        lock (gate)
        {
            return Task.WhenAll(open.Values.Select(lane => lane.Running));
        }
    }

    public void Dispose() => room.Dispose();

    private async Task RunAsync(string name, Lane lane)
    {
        while (true)
        {
            Func<Task> work;
            lock (gate)
            {
                if (!lane.Waiting.TryDequeue(out work!))
                {
                    open.Remove(name);
                    return;
                }
            }

            try
            {
                await work();
            }
            catch (OperationCanceledException)
            {
                // Cut short: what is in the inbox is handled by the next process.
            }
            catch (Exception bug)
            {
                broken(bug);
            }
            finally
            {
                room.Release();
            }
        }
    }

    private sealed class Lane
    {
        public Queue<Func<Task>> Waiting { get; } = [];

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
