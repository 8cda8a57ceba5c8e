using System.Collections.Concurrent;
using Flash.Bots.Supervision;
using Flash.Worker.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Queue;

/// <summary>
/// Begins a picture as soon as its request is in the database, where this process has nothing to do: the way through
/// Hangfire takes some thirty statements. The request has its job all the same, which finds nothing to claim, or what
/// this process did not get round to; whatever is lost here is found there or by <see cref="Recovery"/>.
/// </summary>
internal sealed class HeadStart(
    IServiceScopeFactory scopes,
    DrawingSlots slots,
    IOptions<WorkerOptions> options,
    IHostApplicationLifetime lifetime,
    BackgroundLoops loops,
    ILogger<HeadStart> logger
) : BackgroundService
{
    private readonly SemaphoreSlim _notified = new(0, 1);
    private readonly ConcurrentDictionary<Task, byte> _underway = new();

    /// <summary>There may be a request.</summary>
    public void Wake()
    {
        try
        {
            _notified.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been told and has not looked yet.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_underway.Keys).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        slots.Freed -= Wake;
        base.Dispose();
        _notified.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        slots.Freed += Wake;

        // What is being drawn may be finished for as long as a stop may take.
        using var stop = new CancellationTokenSource();
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
            stop.CancelAfter(options.Value.StopTimeout)
        );
        await loops.RunAsync(
            new LoopOptions { Name = "head start" },
            async cancellationToken =>
            {
                // Without a notification there is nothing to be early for.
                if (!await _notified.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken))
                {
                    return;
                }

                while (slots.TryTake() is { } slot)
                {
                    if (await BeginAsync(slot, stop.Token) is not { } drawing)
                    {
                        return;
                    }

                    _underway.TryAdd(drawing, 0);
                    _ = drawing.ContinueWith(
                        done => _underway.TryRemove(done, out _),
                        CancellationToken.None,
                        TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default
                    );
                }
            },
            stoppingToken
        );
        await Task.WhenAll(_underway.Keys);
    }

    /// <summary>The drawing that has begun; null when nothing waits.</summary>
    private async Task<Task?> BeginAsync(DrawingSlots.Slot slot, CancellationToken stopping)
    {
        var scope = scopes.CreateAsyncScope();
        Task<Task?>? beginning = null;
        try
        {
            var job = scope.ServiceProvider.GetRequiredService<GenerationJob>();
            beginning = job.BeginNextAsync(slot, stopping);
            if (await beginning is { } drawing)
            {
                return LookAfterAsync(drawing, scope);
            }

            slot.ReturnUnused();
            return null;
        }
        finally
        {
            if (beginning is not { IsCompletedSuccessfully: true, Result: not null })
            {
                slot.Dispose();
                await scope.DisposeAsync();
            }
        }
    }

    private async Task LookAfterAsync(Task drawing, AsyncServiceScope scope)
    {
        await using (scope)
        {
            try
            {
                await drawing;
            }
            catch (Exception fault)
            {
                // The edge of this task, as Hangfire is a job's: its lease runs out, and the next attempt follows.
                Log.HeadStartFailed(logger, fault);
            }
        }
    }
}
