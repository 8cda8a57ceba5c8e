using System.Globalization;
using System.Text;

namespace Flash.Chaos;

/// <summary>What a run did and what came of it.</summary>
public sealed record StormReport
{
    public required StormPlan Plan { get; init; }

    /// <summary>From the first request until nothing was left to do.</summary>
    public required TimeSpan Took { get; init; }

    public required int Asked { get; init; }

    /// <summary>From asking to the picture, shortest first.</summary>
    public required IReadOnlyList<TimeSpan> Waits { get; init; }

    /// <summary>The longest time in which a person waited and no one got a picture.</summary>
    public required TimeSpan LongestStandstill { get; init; }

    public required long MostSessions { get; init; }

    public required int Orphans { get; init; }

    public required IReadOnlyDictionary<string, int> NetworkFaults { get; init; }

    public required IReadOnlyDictionary<string, int> Starts { get; init; }

    public required int HealthAnswers { get; init; }

    public required int HealthRefusals { get; init; }

    public required int HealthDuringOutages { get; init; }

    public required string AuditSaid { get; init; }

    /// <summary>Every promise that was not kept; empty when all is well.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    /// <summary>The run as a table for people.</summary>
    public string ToMarkdown()
    {
        var rows = new List<(string, string)>
        {
            ("seed", Number(Plan.Seed)),
            ("length", string.Create(CultureInfo.InvariantCulture, $"{Took.TotalMinutes:0.0} min")),
            ("requests", Number(Asked)),
            ("pictures shown", Number(Waits.Count)),
        };
        rows.AddRange(
            Plan.Faults.GroupBy(fault => fault.Kind)
                .OrderBy(kind => kind.Key)
                .Select(kind => (Words(kind.Key), Number(kind.Count())))
        );
        rows.Add(("faults of the Bot API", Number(NetworkFaults.Values.Sum())));
        rows.AddRange(
            NetworkFaults
                .GroupBy(fault => fault.Key[(fault.Key.IndexOf(' ', StringComparison.Ordinal) + 1)..])
                .OrderBy(what => what.Key, StringComparer.Ordinal)
                .Select(what => ($"– {what.Key}", Number(what.Sum(fault => fault.Value))))
        );
        rows.Add(("processes started", string.Join(", ", Starts.Select(one => $"{one.Key} {Number(one.Value)}"))));
        rows.Add(("wait for a picture, p50 / p90 / longest", $"{Wait(0.5)} / {Wait(0.9)} / {Wait(1)} s"));
        rows.Add(("longest standstill", $"{Seconds(LongestStandstill)} s"));
        rows.Add(("most connections to PostgreSQL at once", MostSessions.ToString(CultureInfo.InvariantCulture)));
        rows.Add(("placeholders left behind (the network took them and never said so)", Number(Orphans)));
        rows.Add(
            (
                "health answers (of these not ready; while PostgreSQL was away)",
                $"{Number(HealthAnswers)} ({Number(HealthRefusals)}; {Number(HealthDuringOutages)})"
            )
        );
        rows.Add(("audit log", AuditSaid.Replace('\n', ' ')));
        rows.Add(("promises broken", Broken.Count == 0 ? "none" : Number(Broken.Count)));

        var table = new StringBuilder("| | |\n|---|---|\n");
        foreach (var (name, value) in rows)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        }

        foreach (var broken in Broken)
        {
            table.Append(CultureInfo.InvariantCulture, $"\n- {broken}");
        }

        return table.ToString();
    }

    private string Wait(double share) => Waits.Count == 0 ? "–" : Seconds(Waits[(int)((Waits.Count - 1) * share)]);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Words(FaultKind kind) =>
        kind switch
        {
            FaultKind.Killed => "processes killed (SIGKILL)",
            FaultKind.Stopped => "processes stopped for 5 to 8 s (SIGSTOP)",
            FaultKind.DatabaseRestarted => "restarts of PostgreSQL, away for 4 to 8 s, half of them crashes",
            FaultKind.DatabaseReadOnly => "PostgreSQL read-only for a second",
            _ => "every statement over 3 ms ended, for a second",
        };
}
