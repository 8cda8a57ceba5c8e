using Flash.Testing;

namespace Flash.Bots.Tests;

/// <summary>A line has at most 120 columns and a file at most 250 lines, one idea each.</summary>
public sealed class SourceLengthTests
{
    private const int MostColumns = 120;
    private const int MostLines = 250;

    private static string Source => Path.Combine(Repository.Root, "src");

    [Fact]
    public void No_file_has_lines_of_more_than_120_columns() =>
        Assert.DoesNotContain(Files(), file =>
            File.ReadLines(Path.Combine(Source, file)).Any(line => line.Length > MostColumns)
        );

    [Fact]
    public void No_file_has_more_than_250_lines() =>
        Assert.DoesNotContain(Files(), file => File.ReadLines(Path.Combine(Source, file)).Count() > MostLines);

    private static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
}
