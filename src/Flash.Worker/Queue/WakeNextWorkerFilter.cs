using Hangfire.Server;

namespace Flash.Worker.Queue;

/// <summary>
/// A worker that took a job wakes the next one: several notifications that arrive together collapse into one wake-up,
/// and without this baton the other jobs would wait for the next poll.
/// </summary>
internal sealed class WakeNextWorkerFilter(NotifiedJobQueue queue) : IServerFilter
{
    public void OnPerforming(PerformingContext context) => queue.Wake();

    public void OnPerformed(PerformedContext context) { }
}
