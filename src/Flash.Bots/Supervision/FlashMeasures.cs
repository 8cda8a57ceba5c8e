using System.Diagnostics;
using System.Diagnostics.Metrics;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Supervision;

/// <summary>
/// What the product measures of itself, under the name <c>Flash.Bots</c>; docs/operations.md lists the instruments and
/// the alerts on them. Units and names follow OpenTelemetry. Attributes name kinds and networks, never people, chats or
/// words.
/// </summary>
public static class FlashMeasures
{
    /// <summary>The meter's name, and that of the traces.</summary>
    public const string Name = "Flash.Bots";

    private static readonly Meter Meter = new(Name);

    /// <summary>One trace for each request, from the update to the last edit.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "flash.requests",
        "{request}",
        "Pictures and animations that people asked for, by kind, network and what came of asking"
    );

    private static readonly Histogram<double> QueueWait = Meter.CreateHistogram(
        "flash.queue.wait.duration",
        "s",
        "From asking until a worker begins",
        advice: Seconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
    );

    private static readonly Histogram<double> Promises = Meter.CreateHistogram(
        "flash.queue.promise.ratio",
        "1",
        "How long people waited over how long they were told they would; 1 is exact, more is late",
        advice: Seconds(0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5)
    );

    private static readonly Histogram<double> Drawing = Meter.CreateHistogram(
        "flash.drawing.duration",
        "s",
        "One generation on the model, by model, steps, pixels and device",
        advice: Seconds(0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120)
    );

    private static readonly Histogram<double> Phases = Meter.CreateHistogram(
        "flash.drawing.phase.duration",
        "s",
        "A part of it: text, denoise, previews, decode",
        advice: Seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60)
    );

    private static readonly Histogram<double> Delivery = Meter.CreateHistogram(
        "flash.delivery.duration",
        "s",
        "From the drawn picture until it stands in the chat",
        advice: Seconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300)
    );

    private static readonly Counter<long> Ended = Meter.CreateCounter<long>(
        "flash.generations",
        "{generation}",
        "Generations that ended, by kind and how"
    );

    private static readonly Counter<long> Previews = Meter.CreateCounter<long>(
        "flash.previews",
        "{preview}",
        "Previews by what became of them: offered, sent"
    );

    private static readonly Counter<long> Sends = Meter.CreateCounter<long>(
        "flash.network.sends",
        "{call}",
        "Calls of chat networks' APIs, by network and outcome: ok, rate_limited, failed, refused"
    );

    private static readonly UpDownCounter<long> Sessions = Meter.CreateUpDownCounter<long>(
        "flash.network.sessions",
        "{session}",
        "Connections of this process over which networks bring what people do: Discord's shards, Telegram's polling"
    );

    private static readonly Counter<long> Faults = Meter.CreateCounter<long>(
        "flash.loop.faults",
        "{fault}",
        "Rounds of background loops that failed and are tried again"
    );

    private static readonly Histogram<double> SealingLag = Meter.CreateHistogram(
        "flash.audit.sealing.lag",
        "s",
        "How old the oldest entry of the audit log was when it was sealed",
        advice: Seconds(0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600)
    );

    /// <summary>Someone asked for a picture.</summary>
    /// <param name="kind">What for.</param>
    /// <param name="platform">Where.</param>
    /// <param name="outcome">queued, held, existing, banned, quota, full, …</param>
    public static void Requested(GenerationKind kind, Platform platform, string outcome) =>
        Requests.Add(1, Tag("flash.kind", kind), Tag("flash.network", platform), new("flash.outcome", outcome));

    /// <summary>A worker begins.</summary>
    public static void Began(GenerationKind kind, TimeSpan waited) =>
        QueueWait.Record(waited.TotalSeconds, Tag("flash.kind", kind));

    /// <summary>What was promised stands in the chat.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="took">From asking until it stood there.</param>
    /// <param name="promised">What its person was told then.</param>
    public static void Kept(GenerationKind kind, TimeSpan took, TimeSpan promised) =>
        Promises.Record(took / promised, Tag("flash.kind", kind));

    /// <summary>The model is done with a generation.</summary>
    public static void Drew(
        GenerationKind kind,
        string model,
        int steps,
        int width,
        int height,
        string device,
        TimeSpan took
    ) =>
        Drawing.Record(
            took.TotalSeconds,
            Tag("flash.kind", kind),
            new("flash.model", model),
            new("flash.steps", steps),
            new("flash.size", $"{width}x{height}"),
            new("flash.device", device)
        );

    /// <summary>A part of it.</summary>
    public static void Passed(string phase, string model, TimeSpan took) =>
        Phases.Record(
            took.TotalSeconds,
            new("flash.phase", phase),
            new KeyValuePair<string, object?>("flash.model", model)
        );

    /// <summary>A generation has come to its end.</summary>
    public static void EndedWith(GenerationKind kind, string outcome) =>
        Ended.Add(1, Tag("flash.kind", kind), new KeyValuePair<string, object?>("flash.outcome", outcome));

    /// <summary>Its result stands in the chat.</summary>
    public static void Delivered(Platform platform, TimeSpan took) =>
        Delivery.Record(took.TotalSeconds, Tag("flash.network", platform));

    /// <summary>A preview was offered or sent; what was offered and not sent was replaced by a newer one or the
    /// result.</summary>
    public static void Preview(string outcome) =>
        Previews.Add(1, new KeyValuePair<string, object?>("flash.outcome", outcome));

    /// <summary>A network's session was opened (1) or ended (-1).</summary>
    public static void Connected(Platform platform, int change) => Sessions.Add(change, Tag("flash.network", platform));

    /// <summary>A call of a network's API came back.</summary>
    public static void Sent(Platform platform, string outcome) =>
        Sends.Add(1, Tag("flash.network", platform), new KeyValuePair<string, object?>("flash.outcome", outcome));

    /// <summary>A call of a network's API failed.</summary>
    public static void NotSent(Platform platform, MessengerFault fault) =>
        Sent(
            platform,
            fault switch
            {
                MessengerFault.RateLimited => "rate_limited",
                MessengerFault.Unavailable => "failed",
                _ => "refused",
            }
        );

    /// <summary>A round of a background loop failed.</summary>
    public static void Failed(string loop) => Faults.Add(1, new KeyValuePair<string, object?>("flash.loop", loop));

    /// <summary>Entries were sealed.</summary>
    public static void Sealed(TimeSpan oldest) => SealingLag.Record(oldest.TotalSeconds);

    private static KeyValuePair<string, object?> Tag<T>(string name, T value)
        where T : struct, Enum => new(name, value.ToString().ToLowerInvariant());

    private static InstrumentAdvice<double> Seconds(params double[] boundaries) =>
        new() { HistogramBucketBoundaries = boundaries };
}
