using System.Globalization;

namespace Flash.Testing.BotApi;

/// <summary>
/// A network on a bad day: calls are lost before or after they were carried out, fail, or take so long that later ones
/// overtake them. What happens to the n-th call of a method in a chat depends on the seed and on nothing else, so that
/// a bad day can be had again.
/// </summary>
/// <param name="seed">Names the day.</param>
public sealed class Chance(int seed)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = [];

    /// <summary>Share of calls that are not carried out.</summary>
    public double Lost { get; init; } = 0.05;

    /// <summary>Share of calls that are carried out and not answered.</summary>
    public double Unanswered { get; init; } = 0.05;

    /// <summary>Share of calls that are answered with 502.</summary>
    public double Failed { get; init; } = 0.05;

    /// <summary>Share of calls that are answered with 500.</summary>
    public double Broken { get; init; }

    /// <summary>Share of calls that are answered with 429 and have to wait a second.</summary>
    public double RateLimited { get; init; }

    /// <summary>Calls wait up to this long: those beside each other change places.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often something other than a delay happened, by method and what it was.</summary>
    public IReadOnlyDictionary<string, int> Happened
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<string, int>(happened);
            }
        }
    }

    private readonly Dictionary<string, int> happened = [];

    internal Script.Fault? Next(BotApiCall call)
    {
        // Polls are spared: they carry nothing that is not asked for again.
        if (string.Equals(call.Method, "getUpdates", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        lock (gate)
        {
            var what =
                $"{call.Method}:{call.Text("chat_id") ?? call.Text("inline_message_id") ?? call.Text("callback_query_id")}";
            var number = counts[what] = counts.GetValueOrDefault(what) + 1;
            var dice = new Random(StableHash(string.Create(CultureInfo.InvariantCulture, $"{seed}:{what}:{number}")));
            var (roll, delay) = (dice.NextDouble(), LongestDelay * dice.NextDouble());
            return roll switch
            {
                _ when roll < Lost => Note(
                    call,
                    "lost",
                    new Script.Fault(call.Method, null, 1) { Delay = delay, DropBefore = true }
                ),
                _ when roll < Lost + Unanswered => Note(
                    call,
                    "unanswered",
                    new Script.Fault(call.Method, null, 1) { Delay = delay, DropAfter = true }
                ),
                _ when roll < Lost + Unanswered + Failed => Note(
                    call,
                    "failed",
                    new Script.Fault(call.Method, null, 1) { Delay = delay, Error = BotApiException.BadGateway() }
                ),
                _ when roll < Lost + Unanswered + Failed + Broken => Note(
                    call,
                    "broken",
                    new Script.Fault(call.Method, null, 1)
                    {
                        Delay = delay,
                        Error = BotApiException.InternalServerError(),
                    }
                ),
                _ when roll < Lost + Unanswered + Failed + Broken + RateLimited => Note(
                    call,
                    "rate limited",
                    new Script.Fault(call.Method, null, 1) { Delay = delay, Error = BotApiException.TooManyRequests(1) }
                ),
                _ => new Script.Fault(call.Method, null, 1) { Delay = delay },
            };
        }
    }

    private Script.Fault Note(BotApiCall call, string what, Script.Fault fault)
    {
        var name = $"{call.Method} {what}";
        happened[name] = happened.GetValueOrDefault(name) + 1;
        return fault;
    }

    // string.GetHashCode differs from process to process.
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return unchecked((int)hash);
    }
}
