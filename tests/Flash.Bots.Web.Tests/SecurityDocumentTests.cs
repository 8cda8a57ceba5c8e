using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Bots.Web.Tests;

/// <summary>docs/security.md names a test for each thing it promises; a test that was renamed must not leave a promise
/// behind.</summary>
public sealed partial class SecurityDocumentTests
{
    [Fact]
    public async Task Every_test_that_the_page_names_exists()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "security.md"),
            TestContext.Current.CancellationToken
        );
        var named = Name()
            .Matches(page)
            .Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value))
            .Distinct()
            .ToList();
        var sources = new Dictionary<string, string>();
        foreach (
            var file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "tests"),
                "*Tests.cs",
                SearchOption.AllDirectories
            )
        )
        {
            // Two projects may have a class of the same name.
            var name = Path.GetFileNameWithoutExtension(file);
            sources[name] =
                sources.GetValueOrDefault(name)
                + await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }

        Assert.True(named.Count >= 40, $"Only {named.Count} tests are named.");
        Assert.All(named, test =>
        {
            Assert.True(sources.TryGetValue(test.Class, out var source), $"There is no {test.Class}.");
            Assert.True(
                test.Method is "" || source!.Contains($" {test.Method}(", StringComparison.Ordinal),
                $"{test.Class} has no test {test.Method}."
            );
        });
    }

    [Fact]
    public async Task Every_row_of_the_page_names_a_test()
    {
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(Repository.Root, "docs", "security.md"),
            TestContext.Current.CancellationToken
        );
        var rows = lines.Where(line => Row().IsMatch(line)).ToList();

        Assert.True(rows.Count >= 30, $"Only {rows.Count} rows were found.");
        Assert.All(rows, row => Assert.Matches(Name(), row));
    }

    [GeneratedRegex(@"`(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| \d")]
    private static partial Regex Row();
}
