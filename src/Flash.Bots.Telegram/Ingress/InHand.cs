namespace Flash.Bots.Telegram.Ingress;

/// <summary>
/// The updates that were fetched but are not handled yet. Telegram is told that we have an update only when it and all before it are handled,
/// so a process that dies loses none: whoever comes next gets them again.
/// </summary>
internal sealed class InHand
{
    private readonly Lock gate = new();
    private readonly SortedSet<long> open = [];
    private readonly HashSet<long> finished = [];
    private TaskCompletionSource emptied = Completed();

    /// <summary>The oldest that is not handled; null when there is none.</summary>
    public long? Oldest
    {
        get
        {
            lock (gate)
            {
                return open.Count > 0 ? open.Min : null;
            }
        }
    }

    /// <summary>Completes when nothing is in hand.</summary>
    public Task Emptied
    {
        get
        {
            lock (gate)
            {
                return emptied.Task;
            }
        }
    }

    /// <summary>False for one that is in hand, or that was handled but had to be fetched again because an older one is not.</summary>
    public bool TryTake(long id)
    {
        lock (gate)
        {
            if (finished.Contains(id) || !open.Add(id))
            {
                return false;
            }

            if (open.Count == 1)
            {
                emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return true;
        }
    }

    public void Finish(long id)
    {
        lock (gate)
        {
            open.Remove(id);
            finished.Add(id);
            if (open.Count == 0)
            {
                finished.Clear();
                emptied.TrySetResult();
            }
            else
            {
                finished.RemoveWhere(done => done < open.Min);
            }
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
