using System.Collections.Concurrent;
using Flash.Bots.Generations;
using Flash.Bots.Sketches;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Jobs;

/// <summary>Draws the sketches that processes without a model ask for, one at a time, the newest first.</summary>
internal sealed class SketchesForOthers(
    SketchRequests requests,
    ISketcher sketcher,
    BackgroundLoops loops,
    ILogger<SketchesForOthers> logger
) : BackgroundService
{
    private readonly SemaphoreSlim asked = new(0, 1);
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> drawing = new();

    /// <summary>There may be a request.</summary>
    public void Wake()
    {
        try
        {
            asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }

    /// <summary>No one waits for it any more.</summary>
    public void Drop(string id)
    {
        if (Guid.TryParse(id, out var dropped) && drawing.TryGetValue(dropped, out var current))
        {
            try
            {
                _ = current.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // Drawn a moment ago.
            }
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions { Name = "sketches for others", Patience = Timeout.InfiniteTimeSpan },
            async cancellationToken =>
            {
                await asked.WaitAsync(cancellationToken);

                try
                {
                    while (await requests.ClaimAsync(cancellationToken) is { } request)
                    {
                        await DrawAsync(request.Id, request.Recipe, cancellationToken);
                    }
                }
                catch
                {
                    // Looked at again after the loop's pause: otherwise it would count as failing until someone types.
                    Wake();
                    throw;
                }
            },
            stoppingToken
        );

    private async Task DrawAsync(Guid id, Recipe recipe, CancellationToken stoppingToken)
    {
        using var current = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        drawing[id] = current;
        try
        {
            var pictures = await sketcher.SketchAsync(recipe, current.Token);
            await requests.FinishAsync(id, [.. pictures.Select(picture => picture.Bytes.ToArray())], current.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Dropped: the next letter was typed.
        }
        catch (Flash.Inference.InferenceException fault)
        {
            Log.SketchNotDrawn(logger, fault);
        }
        finally
        {
            drawing.TryRemove(id, out _);
        }
    }
}
