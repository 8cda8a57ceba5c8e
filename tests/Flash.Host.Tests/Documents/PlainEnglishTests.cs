using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Host.Tests.Documents;

/// <summary>Words that make a sentence harder than it is stay out of the sources, the texts and the pages;
/// docs/develop.md says what to write instead.</summary>
public sealed partial class PlainEnglishTests
{
    private static readonly string[] Endings = [".cs", ".razor", ".js", ".css", ".sql", ".md"];

    [Theory]
    [InlineData("src")]
    [InlineData("docs")]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    public void No_line_has_one_of_them(string place)
    {
        var path = Path.Combine(Repository.Root, place);
        var files = File.Exists(path)
            ? [path]
            : Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Endings.Contains(Path.GetExtension(file)) || Path.GetFileName(file) == "en.json");

        var found = files
            .SelectMany(file =>
                File.ReadLines(file)
                    .Select((line, i) => (Line: line, Place: $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}"))
            )
            .Where(line => Word().IsMatch(UnixUser().Replace(line.Line, "")))
            .Select(line => $"{line.Place}: {line.Line.Trim()}");

        Assert.Empty(found);
    }

    [GeneratedRegex(@"\b(whoever|nobody|somebody|anybody|shall)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    // The user as whom PostgreSQL may run.
    [GeneratedRegex("""["`>]nobody["`<]|nor nobody""")]
    private static partial Regex UnixUser();
}
