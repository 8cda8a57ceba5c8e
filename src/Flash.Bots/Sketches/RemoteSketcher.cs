using System.Collections.Concurrent;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Sketches;

/// <summary>
/// Has a worker elsewhere draw, through the database: a row, a notification, and a notification back. For processes
/// that talk to people and hold no model (decision 7).
/// </summary>
public sealed class RemoteSketcher(SketchRequests requests, TimeProvider time, ILogger<RemoteSketcher> logger)
    : ISketcher
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">No worker drew it in time.</exception>
    public async Task<IReadOnlyList<EncodedMedia>> SketchAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = drawn;
        try
        {
            await requests.AskAsync(id, recipe, cancellationToken);
            await drawn.Task.WaitAsync(SketchRequests.Patience, time, cancellationToken);
            return await requests.TakeAsync(id, cancellationToken) is { } files
                ? [.. files.Select(file => new EncodedMedia(file, MediaKind.Jpeg, "sketch.jpg", recipe.Prompt))]
                : throw new TimeoutException("The sketch came and went.");
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            await TryDropAsync(id);
            throw;
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Pictures are there: <see cref="SketchRequests.DrawnChannel"/> said so.</summary>
    public void Drawn(string request)
    {
        if (Guid.TryParse(request, out var id) && waiting.TryGetValue(id, out var drawn))
        {
            drawn.TrySetResult();
        }
    }

    // Best effort: what is left over is swept up within a minute.
    private async Task TryDropAsync(Guid id)
    {
        try
        {
            await requests.DropAsync(id, CancellationToken.None);
        }
        catch (NpgsqlException fault)
        {
            Log.SketchListenerLost(logger, fault);
        }
    }
}
