namespace Flash.Testing.BotApi;

/// <summary>What goes wrong, and when: the next calls of a method that fail, wait, or lose their answer.</summary>
public sealed class Script
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    internal Script() { }

    /// <summary>The next <paramref name="times"/> calls of the method answer with the error and do nothing.</summary>
    public void Fail(string method, BotApiException error, int times = 1, Func<BotApiCall, bool>? when = null) =>
        Add(new Fault(method, when, times) { Error = error });

    /// <summary>The next call is carried out, but the connection breaks before the answer.</summary>
    public void DropAfter(string method, int times = 1, Func<BotApiCall, bool>? when = null) =>
        Add(new Fault(method, when, times) { DropAfter = true });

    /// <summary>The next call is not carried out, and the connection breaks.</summary>
    public void Lose(string method, int times = 1, Func<BotApiCall, bool>? when = null) =>
        Add(new Fault(method, when, times) { DropBefore = true });

    /// <summary>The next call waits before it is carried out.</summary>
    public void Delay(string method, TimeSpan delay, int times = 1, Func<BotApiCall, bool>? when = null) =>
        Add(new Fault(method, when, times) { Delay = delay });

    /// <summary>The next call is carried out when the gate is disposed, although whoever made it may have hung up by
    /// then.</summary>
    public Gate CarryOutLate(string method, int times = 1, Func<BotApiCall, bool>? when = null)
    {
        var held = new Gate();
        Add(new Fault(method, when, times) { Gate = held, IsDeaf = true });
        return held;
    }

    /// <summary>The next calls wait, before they are carried out, until the gate is disposed.</summary>
    public Gate Hold(string method, int times = 1, Func<BotApiCall, bool>? when = null)
    {
        var held = new Gate();
        Add(new Fault(method, when, times) { Gate = held });
        return held;
    }

    /// <summary>The next calls are carried out, and their answers wait until the gate is disposed.</summary>
    public Gate HoldAnswer(string method, int times = 1, Func<BotApiCall, bool>? when = null)
    {
        var held = new Gate();
        Add(new Fault(method, when, times) { AnswerGate = held });
        return held;
    }

    /// <summary>From now on anything may go wrong with any call, as the dice fall; null ends it.</summary>
    public Chance? Chance { get; set; }

    /// <summary>The next call answers with these bytes instead of what the Bot API would say: a proxy's error page,
    /// half a JSON document.</summary>
    public void Answer(string method, int status, string body, int times = 1) =>
        Add(new Fault(method, null, times) { RawStatus = status, RawBody = body });

    internal Fault? Next(BotApiCall call)
    {
        lock (gate)
        {
            var fault = faults.FirstOrDefault(f =>
                string.Equals(f.Method, call.Method, StringComparison.OrdinalIgnoreCase)
                && f.When?.Invoke(call) != false
            );
            if (fault is not null && --fault.Times == 0)
            {
                faults.Remove(fault);
            }

            return fault ?? Chance?.Next(call);
        }
    }

    private void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    internal sealed class Fault(string method, Func<BotApiCall, bool>? when, int times)
    {
        public string Method { get; } = method;

        public Func<BotApiCall, bool>? When { get; } = when;

        public int Times { get; set; } = times;

        public BotApiException? Error { get; init; }

        public bool DropAfter { get; init; }

        public bool DropBefore { get; init; }

        public TimeSpan Delay { get; init; }

        public bool IsDeaf { get; init; }

        public Gate? Gate { get; init; }

        public Gate? AnswerGate { get; init; }

        public int? RawStatus { get; init; }

        public string RawBody { get; init; } = "";
    }
}

/// <summary>Holds calls until it is disposed.</summary>
public sealed class Gate : IDisposable
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Gate() { }

    /// <summary>Completes as soon as a call waits here.</summary>
    public Task Reached => reached.Task;

    public void Dispose() => opened.TrySetResult();

    internal Task WaitAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        return opened.Task.WaitAsync(cancellationToken);
    }
}
