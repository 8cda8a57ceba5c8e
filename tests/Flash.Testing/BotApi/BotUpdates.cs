using System.Text.Json.Nodes;

namespace Flash.Testing.BotApi;

/// <summary>The updates a bot has not confirmed yet, and the one long poll that may wait for them.</summary>
public sealed class BotUpdates
{
    private static readonly string[] NotSentByDefault = ["chat_member", "message_reaction", "message_reaction_count"];

    private readonly Lock gate = new();
    private readonly List<Pending> pending = [];
    private readonly List<JsonObject> history = [];
    private TaskCompletionSource arrived = NewSignal();
    private CancellationTokenSource? poll;
    private string[]? allowed;
    private bool withholding;
    private long nextId = 528_000_001;

    /// <summary>
    /// From now on updates do not come in their order, as happens to a webhook whose deliveries overtake each other:
    /// among those that wait, any may be next, and one in <see cref="OneInTwice"/> comes twice. Null for the order in
    /// which things happened.
    /// </summary>
    public Random? Shuffle { get; set; }

    /// <summary>While they are shuffled.</summary>
    public const int OneInTwice = 5;

    internal BotUpdates() { }

    /// <summary>Called when a poll has told what it has.</summary>
    internal Action? Confirmed { get; set; }

    /// <summary>Updates that were taken out of the queue by an offset or a webhook's 200.</summary>
    public long LastConfirmed { get; private set; }

    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return pending.Count;
            }
        }
    }

    /// <summary>The kinds the bot asked for last; null while it never did.</summary>
    public IReadOnlyList<string>? AllowedUpdates => allowed;

    /// <summary>Queues an update of the kind, unless the bot asked not to get such.</summary>
    public long Add(string kind, JsonNode body)
    {
        lock (gate)
        {
            var id = nextId++;
            var update = new JsonObject { ["update_id"] = id, [kind] = body };
            if (allowed?.Contains(kind) ?? !NotSentByDefault.Contains(kind))
            {
                Queue(id, update, forced: false);
            }

            return id;
        }
    }

    /// <summary>Queues an update of any shape, for tests of what must never happen. Its update_id, if it has one, is
    /// used as it is.</summary>
    public void AddRaw(JsonObject update)
    {
        lock (gate)
        {
            var id = nextId++;
            update.TryAdd("update_id", id);
            Queue(id, update, forced: false);
        }
    }

    /// <summary>Delivers an update once more although it was confirmed, as Telegram does after its own
    /// failures.</summary>
    public void Redeliver(long updateId)
    {
        lock (gate)
        {
            Queue(updateId, history.First(update => (long)update["update_id"]! == updateId), forced: true);
        }
    }

    /// <summary>The update that what people do becomes, taken out of the queue: the test brings it itself.</summary>
    public JsonObject Withhold(Action doing)
    {
        lock (gate)
        {
            withholding = true;
            try
            {
                doing();
            }
            finally
            {
                withholding = false;
            }

            return history[^1];
        }
    }

    internal void Allow(JsonNode? kinds)
    {
        lock (gate)
        {
            if (kinds is JsonArray list)
            {
                allowed = list.Count == 0 ? null : [.. list.Select(kind => (string)kind!)];
            }
        }
    }

    internal async Task<JsonArray> TakeAsync(long offset, int limit, int timeout, CancellationToken cancellationToken)
    {
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (gate)
        {
            poll?.Cancel();
            poll = mine;
            Confirm(offset);
        }

        Confirmed?.Invoke();

        try
        {
            var deadline = Task.Delay(TimeSpan.FromSeconds(timeout), mine.Token);
            while (true)
            {
                Task signal;
                lock (gate)
                {
                    if (pending.Count > 0 || deadline.IsCompleted)
                    {
                        return Batch(limit);
                    }

                    signal = arrived.Task;
                }

                await Task.WhenAny(signal, deadline);
                if (mine.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    throw BotApiException.OtherConsumer();
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            lock (gate)
            {
                if (ReferenceEquals(poll, mine))
                {
                    poll = null;
                }
            }
        }
    }

    /// <summary>A webhook was set: the poll that waits is ended.</summary>
    internal void EndPoll()
    {
        lock (gate)
        {
            poll?.Cancel();
        }
    }

    /// <summary>The oldest update, for webhooks; waits for one.</summary>
    internal async Task<JsonObject> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (pending.Count > 0)
                {
                    return (JsonObject)pending[Shuffle?.Next(pending.Count) ?? 0].Update.DeepClone();
                }

                signal = arrived.Task;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    internal void Remove(JsonObject update)
    {
        lock (gate)
        {
            var id = (long)update["update_id"]!;
            LastConfirmed = Math.Max(LastConfirmed, id);
            var index = pending.FindIndex(waiting => waiting.Id == id);
            if (index >= 0 && !pending[index].Forced && Shuffle?.Next(OneInTwice) == 0)
            {
                pending[index] = pending[index] with { Forced = true };
            }
            else
            {
                pending.RemoveAll(waiting => waiting.Id == id);
            }
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            pending.Clear();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Queue(long id, JsonObject update, bool forced)
    {
        history.Add(update);
        if (withholding)
        {
            return;
        }

        pending.Add(new Pending(id, update, forced));
        var signal = arrived;
        arrived = NewSignal();
        signal.SetResult();
    }

    private void Confirm(long offset)
    {
        if (offset < 0)
        {
            pending.RemoveRange(0, (int)Math.Max(0, pending.Count + offset));
        }
        else if (offset > 0)
        {
            LastConfirmed = Math.Max(LastConfirmed, offset - 1);
            pending.RemoveAll(update => !update.Forced && update.Id < offset);
        }
    }

    private JsonArray Batch(int limit)
    {
        var batch = pending.Take(limit).ToArray();
        Shuffle?.Shuffle(batch);
        // A redelivered update goes out once, whatever offset the bot asks for.
        pending.RemoveAll(update => update.Forced && batch.Contains(update));
        return new JsonArray([.. batch.Select(update => update.Update.DeepClone())]);
    }

    private sealed record Pending(long Id, JsonObject Update, bool Forced);
}
