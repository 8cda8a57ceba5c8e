using Flash.Bots.Scheduling;
using Hangfire.PostgreSql;

namespace Flash.Worker.Queue;

/// <summary>
/// Hands out one <see cref="PostgreSqlJobQueue"/>, so that waking it wakes the workers that wait in it. (Hangfire's own
/// provider makes a new queue for every call, which no one waits in.)
/// </summary>
internal sealed class NotifiedJobQueue : IPersistentJobQueueProvider
{
    private readonly PostgreSqlJobQueue _queue;
    private readonly PostgreSqlJobQueueProvider _provider;

    public NotifiedJobQueue(PostgreSqlStorage storage, PostgreSqlStorageOptions options)
    {
        _queue = new PostgreSqlJobQueue(storage);
        _provider = new PostgreSqlJobQueueProvider(storage, options);
        storage.QueueProviders.Add(this, JobQueues.All);
    }

    /// <summary>Makes one waiting worker look for a job at once.</summary>
    public void Wake() => _queue.FetchNextJob();

    public IPersistentJobQueue GetJobQueue() => _queue;

    public IPersistentJobQueueMonitoringApi GetJobQueueMonitoringApi() => _provider.GetJobQueueMonitoringApi();
}
