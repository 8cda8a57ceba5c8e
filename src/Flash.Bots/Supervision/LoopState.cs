namespace Flash.Bots.Supervision;

/// <summary>What is known of one background loop. Any thread may read it.</summary>
public sealed class LoopState(LoopOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private DateTimeOffset? _completed;
    private DateTimeOffset? _failingSince;
    private string? _fault;
    private string? _stopped;

    public string Name => options.Name;

    /// <summary>When a round last went well; null before the first.</summary>
    public DateTimeOffset? LastCompleted
    {
        get
        {
            lock (_gate)
            {
                return _completed;
            }
        }
    }

    /// <summary>It was there to do one thing, and has done it.</summary>
    public bool IsOver => options.IsOnce && LastCompleted is not null;

    /// <summary>How long no round has gone well.</summary>
    public TimeSpan Age => time.GetUtcNow() - (LastCompleted ?? _began);

    /// <summary>A round went well, or one that lasts as long as the process is alive.</summary>
    public void Completed()
    {
        lock (_gate)
        {
            (_completed, _failingSince, _fault) = (time.GetUtcNow(), null, null);
        }
    }

    /// <summary>A round failed.</summary>
    public void Failed(string fault)
    {
        lock (_gate)
        {
            (_failingSince, _fault) = (_failingSince ?? time.GetUtcNow(), fault);
        }
    }

    /// <summary>It ended for good, and only an operator can help.</summary>
    public void Stopped(string reason)
    {
        lock (_gate)
        {
            _stopped = reason;
        }
    }

    /// <summary>What is wrong with it, as a sentence; null when nothing is. A single fault is not yet worth
    /// one.</summary>
    public string? Complaint()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return this switch
            {
                { _stopped: { } reason } => $"'{Name}' has stopped: {reason}.",
                { _failingSince: { } since } when now - since >= FailingIsWorthSaying =>
                    $"'{Name}' has failed for {(now - since).TotalSeconds:0} s: {_fault}.",
                _ when options.Patience != Timeout.InfiniteTimeSpan && now - (_completed ?? _began) > Due =>
                    $"'{Name}' has not completed a round for {(now - (_completed ?? _began)).TotalSeconds:0} s.",
                _ => null,
            };
        }
    }

    private static readonly TimeSpan FailingIsWorthSaying = TimeSpan.FromSeconds(3);

    private TimeSpan Due => _completed is null ? options.Patience + options.FirstWait : options.Patience;
}
