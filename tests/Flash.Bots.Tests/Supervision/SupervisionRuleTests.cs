using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Bots.Tests.Supervision;

/// <summary>Reads the sources: no part of a process runs in the background by itself.</summary>
public sealed partial class SupervisionRuleTests
{
    [Fact]
    public void Every_background_service_runs_under_the_supervisor()
    {
        var services = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file => Service().IsMatch(file.Text))
            .ToList();

        Assert.True(services.Count >= 11, $"Only {services.Count} were found.");
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
