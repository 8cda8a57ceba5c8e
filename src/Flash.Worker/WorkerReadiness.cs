using Flash.Bots.Supervision;
using Flash.Worker.Queue;

namespace Flash.Worker;

/// <summary>Whether this process works as it should, for those who show it: health checks, <c>flash doctor</c>, the
/// start of <c>flash up</c>.</summary>
public sealed class WorkerReadiness
{
    private readonly ModelWarmUp _model;
    private readonly DatabaseListener _listener;
    private readonly HangfireServers _servers;
    private readonly QueueWatch _queue;

    internal WorkerReadiness(ModelWarmUp model, DatabaseListener listener, HangfireServers servers, QueueWatch queue) =>
        (_model, _listener, _servers, _queue) = (model, listener, servers, queue);

    /// <summary>The model is loaded and has drawn once.</summary>
    public bool IsModelReady => _model.IsDone;

    /// <summary>Notifications arrive. Without them jobs still run, up to a second later.</summary>
    public bool IsListening => _listener.IsConnected;

    /// <summary>Why the queue does not move, as a sentence; null while it does.</summary>
    public string? QueueComplaint => _queue.Complaint;

    /// <summary>All of it: a generation submitted now is picked up at once.</summary>
    public bool IsReady => IsModelReady && IsListening && _servers.IsRunning;
}
