using System.Collections.Concurrent;
using System.Data.Common;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>
/// Results on their way to their chats, beside the jobs that draw the next ones: a chat that makes us wait for minutes
/// holds up no one else.
/// </summary>
internal sealed partial class Deliveries : IHostedService, IDisposable
{
    private static readonly TimeSpan SaveRetry = TimeSpan.FromMilliseconds(500);

    private readonly GenerationStore _store;
    private readonly GenerationRuns _runs;
    private readonly PictureChecks _checks;
    private readonly TimeProvider _time;
    private readonly ILogger<Deliveries> _logger;
    private readonly GenerationMessages _messages;
    private readonly DeliveryPlaces _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<GenerationRun, Task> _underway = new();
    private readonly CancellationTokenRegistration _stopping;

    public Deliveries(
        GenerationStore store,
        GenerationRuns runs,
        GenerationMessages messages,
        PictureChecks checks,
        IOptions<WorkerOptions> options,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        ILogger<Deliveries> logger
    )
    {
        (_store, _runs, _messages) = (store, runs, messages);
        (_checks, _time, _logger) = (checks, time, logger);
        _places = new DeliveryPlaces(options.Value.Deliveries);

        // Counts from the first word of the stop, while the queue's workers are still finishing.
        _stopping = lifetime.ApplicationStopping.Register(() => _stop.CancelAfter(options.Value.StopTimeout));
    }

    /// <summary>How many are on their way.</summary>
    public int Underway => _underway.Count;

    /// <summary>Waits until there is room for one more. Dispose the place, unless a delivery was started with
    /// it.</summary>
    public Task<DeliveryPlaces.Place> TakePlaceAsync(CancellationToken cancellationToken) =>
        _places.TakeAsync(cancellationToken);

    /// <summary>Takes over the run and the place, and tells the chat what came of it.</summary>
    public void Start(GenerationRun run, FinishedWork work, DeliveryPlaces.Place place)
    {
        var address = run.Generation.ReplyAddress;
        var kept = place.KeepFor((address.Platform, address.ChatKey));
        var delivery = new Task<Task>(() => DeliverAsync(run, work, kept));
        _underway[run] = delivery.Unwrap();
        delivery.Start(TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_underway.Values).WaitAsync(cancellationToken);

    public void Dispose()
    {
        _stopping.Dispose();
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task DeliverAsync(GenerationRun run, FinishedWork work, DeliveryPlaces.Place place)
    {
        var id = run.Generation.Id;
        using var scope = Log.Scope(_logger, id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, run.Lease.Lost);
        using var span = id.StartSpan("deliver", run.Generation.TraceSpan);
        var began = _time.GetTimestamp();
        try
        {
            await Task.WhenAll(MarkDrawnAsync(id), TellAsync(run, work, stop.Token));
            FlashMeasures.EndedWith(run.Generation.Kind, work.GetType().Name.ToLowerInvariant());
            FlashMeasures.Delivered(run.Generation.ReplyAddress.Platform, _time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (run.Lease.Lost.IsCancellationRequested)
        {
            await EndLostAsync(run);
        }
        catch (OperationCanceledException)
        {
            await _store.ReleaseAsync(id, run.Generation.Epoch, CancellationToken.None);
            Log.Released(_logger, id.Value);
        }
        catch (Exception fault)
        {
            // The edge of this task. The lease runs out, and the generation is drawn and delivered again.
            Log.DeliveryFailed(_logger, fault, id.Value);
        }
        finally
        {
            await run.DisposeAsync();
            place.Dispose();
            if (run.Shown is { } shown)
            {
                await RepairAsync(run, shown);
            }

            _underway.TryRemove(run, out _);
        }
    }

    /// <summary>What comes now is the network's time: who waits is told how long drawing takes.</summary>
    private async Task MarkDrawnAsync(GenerationId id)
    {
        try
        {
            await _messages.MarkDrawnAsync(id, _stop.Token);
        }
        catch (Exception fault) when (fault is DbException or OperationCanceledException)
        {
            // Then this one counts with its delivery.
        }
    }

    /// <summary>An edit whose answer was lost may be carried out after the result: once it surely is over, the result
    /// is shown again.</summary>
    private async Task RepairAsync(GenerationRun run, OutgoingMessage result)
    {
        var generation = run.Generation;
        try
        {
            var isPreview = run.Pacer.IsUnsure;
            var wait = isPreview ? QueuePlaces.UnsureFor : await _messages.UnsureForAsync(generation.Id, _stop.Token);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, _stop.Token);
                // A place is words only; the picture below them stands.
                await _runs.RepairAsync(
                    generation.Id,
                    generation.ReplyAddress,
                    isPreview ? result : result with { Media = [] },
                    _stop.Token
                );
            }
        }
        catch (Exception fault) when (fault is DbException or MessengerException or OperationCanceledException)
        {
            Log.NotRepaired(_logger, fault, generation.Id.Value);
        }
    }

    private Task TellAsync(GenerationRun run, FinishedWork work, CancellationToken cancellationToken) =>
        work switch
        {
            FinishedWork.Made made => JudgeAsync(run, made, cancellationToken),
            FinishedWork.Failed failed => FailAsync(run, failed, cancellationToken),
            _ => EndLostAsync(run),
        };

    /// <summary>What stands in the chat must be written down, however long the database is away: the token ends it,
    /// with the lease.</summary>
    private async Task<bool> SaveAsync(Func<Task<bool>> save, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await save();
            }
            catch (DbException fault)
            {
                Log.NotSavedYet(_logger, fault);
                await Task.Delay(SaveRetry, _time, cancellationToken);
            }
        }
    }
}
