using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Bots.Tests.Supervision;

/// <summary>Reads the sources: no part of a process runs in the background by itself.</summary>
public sealed partial class SupervisionRuleTests
{
    /// <summary>Not loops: they do one thing, or end with a mistake, and the host ends with them.</summary>
    private static readonly string[] Once = ["CommandRegistration.cs", "ArrivalPump.cs", "DiscordNetIngress.cs"];

    [Fact]
    public void Every_background_service_runs_under_the_supervisor()
    {
        var services = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Once.Contains(Path.GetFileName(file)))
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => Service().IsMatch(file.Text))
            .ToList();

        Assert.True(services.Count >= 8, $"Only {services.Count} were found.");
        Assert.All(services, service =>
            Assert.True(
                Supervised().IsMatch(service.Text) && !Own().IsMatch(service.Text),
                $"{service.Name} has a loop of its own; run it with BackgroundLoops."
            )
        );
    }

    [GeneratedRegex(@":\s*BackgroundService\b")]
    private static partial Regex Service();

    [GeneratedRegex(@"\b_?loops\s*\.\s*(RunAsync|Open)\(")]
    private static partial Regex Supervised();

    [GeneratedRegex(@"while \(!\w+\.IsCancellationRequested|PeriodicTimer")]
    private static partial Regex Own();
}
