using Flash.Bots.Generations;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Jobs;

/// <summary>This worker's hold on a generation, renewed until disposed. Once it is lost nothing more may be written or
/// shown.</summary>
internal sealed class GenerationLease : IAsyncDisposable
{
    private readonly GenerationStore _store;
    private readonly GenerationId _id;
    private readonly int _epoch;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _renewal;

    public GenerationLease(
        GenerationStore store,
        GenerationId id,
        int epoch,
        TimeSpan length,
        TimeProvider time,
        ILogger logger
    )
    {
        (_store, _id, _epoch, _length, _time, _logger) = (store, id, epoch, length, time, logger);
        Lost = _lost.Token;
        _renewal = Task.Run(RenewAsync);
    }

    /// <summary>Cancelled when another worker took the generation, its owner called it off, or the database was away
    /// for longer than the lease.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Its owner pressed Cancel: stops at once instead of at the next renewal.</summary>
    public void Cancel() => _lost.Cancel();

    /// <summary>Asks the database; a worker that slept through its lease finds out here, before anyone sees
    /// anything.</summary>
    /// <exception cref="OperationCanceledException">It is lost.</exception>
    public async Task EnsureHeldAsync(CancellationToken cancellationToken)
    {
        Lost.ThrowIfCancellationRequested();
        if (!await _store.RenewLeaseAsync(_id, _epoch, _length, cancellationToken))
        {
            await _lost.CancelAsync();
            Lost.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _renewal;
        _disposed.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        var renewed = _time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token, _lost.Token);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_length / 3, _time, stop.Token);
                await EnsureHeldAsync(stop.Token);
                renewed = _time.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                // Disposed, cancelled or lost: the loop ends.
                return;
            }
            catch (Exception fault)
            {
                // Whatever it was: a lease that is not renewed is over when its time is.
                Log.LeaseNotRenewed(_logger, fault, _id.Value);
                if (_time.GetElapsedTime(renewed) >= _length)
                {
                    await _lost.CancelAsync();
                }
            }
        }
    }
}
