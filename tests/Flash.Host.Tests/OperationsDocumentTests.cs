using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>docs/operations.md and the alert rules name what the program measures, and nothing else.</summary>
public sealed partial class OperationsDocumentTests
{
    private static readonly string[] Suffixes = ["_bucket", "_sum", "_count", "_total", "_seconds"];

    private static readonly string[] Documents =
    [
        "docs/operations.md",
        "docs/monitoring/alerts.yml",
        "docs/monitoring/grafana-dashboard.json",
    ];

    [Fact]
    public void Every_metric_that_is_written_about_is_measured()
    {
        var measured = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Instrument().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value.Replace('.', '_'))
            .ToHashSet();

        var named = Documents
            .SelectMany(file => Metric().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
            .Select(match => Bare(match.Value))
            .Where(name => !Attributes.Contains(name))
            .Distinct()
            .ToList();

        Assert.True(named.Count >= 12, $"Only {named.Count} are named.");
        Assert.All(named, name => Assert.Contains(name, measured));
    }

    [Fact]
    public void Every_alert_is_explained()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var alerts = Alert()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "monitoring", "alerts.yml")))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains(alert, page, StringComparison.Ordinal));
    }

    private static readonly HashSet<string> Attributes =
    [
        "flash_outcome",
        "flash_network",
        "flash_loop",
        "flash_kind",
        "flash_model",
        "flash_phase",
    ];

    private static string Bare(string name)
    {
        while (Suffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix)
        {
            name = name[..^suffix.Length];
        }

        return name;
    }

    [GeneratedRegex("\"(flash\\.[a-z.]+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\bflash_[a-z_]+[a-z]\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();
}
