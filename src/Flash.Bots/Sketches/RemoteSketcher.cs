using System.Collections.Concurrent;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Sketches;

/// <summary>
/// Has a worker elsewhere draw, through the database: a row, a notification, and a notification back. For processes
/// that talk to people and hold no model (decision 7).
/// </summary>
public sealed class RemoteSketcher(
    NpgsqlDataSource dataSource,
    SketchRequests requests,
    IEnumerable<ISketcher> here,
    TimeProvider time,
    ILogger<RemoteSketcher> logger
) : BackgroundService, ISketcher
{
    private static readonly TimeSpan ProbeAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A process that draws by itself asks nobody.
        while (!here.Any() && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault)
                when (fault is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
            {
                Log.SketchListenerLost(logger, fault);
                await Task.Delay(ReconnectDelay, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) =>
        {
            if (Guid.TryParse(notification.Payload, out var id) && waiting.TryGetValue(id, out var drawn))
            {
                drawn.TrySetResult();
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {SketchRequests.DrawnChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            if (!await connection.WaitAsync(ProbeAfter, cancellationToken))
            {
                await using var probe = new NpgsqlCommand("SELECT 1", connection);
                await probe.ExecuteNonQueryAsync(cancellationToken);
            }
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
