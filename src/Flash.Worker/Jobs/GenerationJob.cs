using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Scheduling;
using Flash.Bots.Supervision;
using Flash.Inference;
using Flash.Worker.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>
/// The Hangfire job of a generation. It may run twice, at the same time or one after the other: the run that claims a
/// generation works on it, and a job too many finds nothing to claim. It ends when the pictures are drawn; their
/// delivery goes on beside the next job.
/// </summary>
public sealed class GenerationJob
{
    private readonly GenerationStore _store;
    private readonly GenerationRuns _runs;
    private readonly Deliveries _deliveries;
    private readonly TextToImageWork _textToImage;
    private readonly AnimationWork _animation;
    private readonly EnlargementWork _enlargement;
    private readonly TreeWork _tree;
    private readonly DescribeWork _description;
    private readonly ArenaWork _arena;
    private readonly DrawingSlots _slots;
    private readonly WorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GenerationJob> _logger;

    internal GenerationJob(
        GenerationStore store,
        GenerationRuns runs,
        Deliveries deliveries,
        TextToImageWork textToImage,
        AnimationWork animation,
        EnlargementWork enlargement,
        TreeWork tree,
        DescribeWork description,
        ArenaWork arena,
        DrawingSlots slots,
        IOptions<WorkerOptions> options,
        TimeProvider time,
        ILogger<GenerationJob> logger
    )
    {
        (_store, _runs, _deliveries) = (store, runs, deliveries);
        (_textToImage, _animation, _enlargement) = (textToImage, animation, enlargement);
        (_tree, _description, _arena) = (tree, description, arena);
        (_slots, _options, _time, _logger) = (slots, options.Value, time, logger);
    }

    /// <param name="id">The generation that the job was enqueued for; it may give its turn to another one (<see
    /// cref="FairTurns"/>).</param>
    /// <param name="cancellationToken">The process is stopping.</param>
    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(cancellationToken);
        await AnimateAsync(id, cancellationToken);
    }

    /// <summary>The same beside the pictures of this process: Hangfire counts how many there may be.</summary>
    public async Task AnimateAsync(Guid id, CancellationToken cancellationToken)
    {
        // 1. Room for one more result on its way; without it, this process has drawn more than it can send.
        using var place = await _deliveries.TakePlaceAsync(cancellationToken);

        // 2. The claim. From here on every write names its epoch.
        if (await _store.ClaimNextAsync(new GenerationId(id), _options.Lease, cancellationToken) is { } generation)
        {
            await RunAsync(generation, place, cancellationToken);
        }
        else
        {
            Log.NothingToClaim(_logger, id);
        }
    }

    /// <summary>Claims the next picture and begins to draw it. What is returned ends when it is drawn, and gives the
    /// slot back; null when nothing waits, and then the slot stays the caller's.</summary>
    internal async Task<Task?> BeginNextAsync(IDisposable slot, CancellationToken cancellationToken)
    {
        var place = await _deliveries.TakePlaceAsync(cancellationToken);
        var isTaken = false;
        try
        {
            if (await _store.ClaimNextAsync(moves: false, _options.Lease, cancellationToken) is not { } generation)
            {
                return null;
            }

            isTaken = true;
            return RunToEndAsync(generation);
        }
        finally
        {
            if (!isTaken)
            {
                place.Dispose();
            }
        }

        async Task RunToEndAsync(ClaimedGeneration generation)
        {
            using (slot)
            using (place)
            {
                await RunAsync(generation, place, cancellationToken);
            }
        }
    }

    private async Task RunAsync(
        ClaimedGeneration generation,
        DeliveryPlaces.Place place,
        CancellationToken cancellationToken
    )
    {
        using var scope = Log.Scope(_logger, generation.Id);
        Log.Claimed(_logger, generation.Id.Value, generation.Kind, generation.Attempt);
        if (generation.Attempt == 1)
        {
            FlashMeasures.Began(generation.Kind, _time.GetUtcNow() - generation.Id.MadeAt);
            generation.Id.StartSpan("queue", generation.TraceSpan, generation.Id.MadeAt)?.Dispose();
        }

        using var span = generation.Id.StartSpan("draw", generation.TraceSpan);
        span?.SetTag("flash.kind", generation.Kind.ToString());
        span?.SetTag("flash.attempt", generation.Attempt);
        var run = _runs.Begin(generation);
        var handedOver = false;
        try
        {
            // 3. The work.
            if (await WorkAsync(run, cancellationToken) is { } work)
            {
                // 4. The delivery keeps the run, its lease and its place.
                _deliveries.Start(run, work, place);
                handedOver = true;
            }
        }
        finally
        {
            if (!handedOver)
            {
                await run.DisposeAsync();
            }
        }
    }

    /// <summary>Null when there is nothing to tell anyone: another worker has the generation.</summary>
    private async Task<FinishedWork?> WorkAsync(GenerationRun run, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, run.Lease.Lost);
        try
        {
            return await DrawAsync(run, stop.Token);
        }
        catch (OperationCanceledException) when (run.Lease.Lost.IsCancellationRequested)
        {
            if (await _store.IsCancelledAsync(run.Generation.Id, CancellationToken.None))
            {
                return new FinishedWork.Cancelled();
            }

            Log.LeaseLost(_logger, run.Generation.Id.Value);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops: another worker should have it at once.
            await _store.ReleaseAsync(run.Generation.Id, run.Generation.Epoch, CancellationToken.None);
            Log.Released(_logger, run.Generation.Id.Value);
            throw;
        }
        catch (PictureException file)
        {
            Log.CannotBeDrawn(_logger, file, run.Generation.Id.Value);
            return new FinishedWork.Failed(
                run.Generation.Texts.NotTakenAsPicture(file.Problem.ToString()),
                file.Message
            );
        }
        catch (ArgumentException misuse)
        {
            Log.CannotBeDrawn(_logger, misuse, run.Generation.Id.Value);
            return new FinishedWork.Failed(
                run.Generation.Texts.ModelCannot(run.Generation.Recipe.Model),
                misuse.Message
            );
        }
        catch (PictureUnavailableException gone)
        {
            Log.CannotBeDrawn(_logger, gone, run.Generation.Id.Value);
            return new FinishedWork.Failed(run.Generation.Texts.PictureGone, gone.Message);
        }
        catch (InferenceException fault)
        {
            Log.InferenceFailed(_logger, fault, run.Generation.Id.Value);
            return new FinishedWork.Failed(run.Generation.Texts.DrawingFailed, fault.Message);
        }
        catch (Exception fault) when (run.Generation.Attempt >= GenerationStore.MaxAttempts)
        {
            // The edge of the job, at its last attempt. Before that the exception goes to Hangfire, the lease runs out
            // and the next attempt follows.
            Log.LastAttemptFailed(_logger, fault, run.Generation.Id.Value);
            return new FinishedWork.Failed(
                run.Generation.Texts.DrawingGivenUp,
                $"{fault.GetType().Name}: {fault.Message}"
            );
        }
    }

    private async Task<FinishedWork> DrawAsync(GenerationRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await DrawOnceAsync(run, cancellationToken);
        }
        catch (InferenceException fault) when (fault.IsTransient)
        {
            Log.DrawnAgain(_logger, fault, run.Generation.Id.Value);
            return await DrawOnceAsync(run, cancellationToken);
        }
    }

    private Task<FinishedWork> DrawOnceAsync(GenerationRun run, CancellationToken cancellationToken) =>
        run.Generation.Kind switch
        {
            var kind when kind.MakesPictures() => _textToImage.RunAsync(
                run.Generation,
                run.Layout,
                run.Pacer,
                cancellationToken
            ),
            GenerationKind.Enlarge => _enlargement.RunAsync(run.Generation, run.Pacer, cancellationToken),
            GenerationKind.Tree => _tree.RunAsync(run.Generation, cancellationToken),
            GenerationKind.Describe => _description.RunAsync(run.Generation, cancellationToken),
            GenerationKind.Arena => _arena.RunAsync(run.Generation, run.Layout, cancellationToken),
            GenerationKind.Animate => _animation.RunAsync(run.Generation, run.Pacer, cancellationToken),
            _ => throw new InvalidOperationException(
                $"Nothing is known of generations of the kind {run.Generation.Kind}."
            ),
        };
}
