using System.Text.RegularExpressions;
using Flash.Bots.Data;
using Flash.Testing;

namespace Flash.Bots.Tests.Data;

/// <summary>SQL stands in <c>Flash.Bots/Data/Sql</c>, one commented statement in a file; everything else is LINQ.</summary>
public sealed partial class SqlPlaceTests
{
    private static string Source => Path.Combine(Repository.Root, "src");

    [Fact]
    public void No_statement_stands_outside_the_data_folder() =>
        Assert.DoesNotContain(
            Files().Where(file => !file.StartsWith("Flash.Bots/Data/", StringComparison.Ordinal)),
            file => Statement().IsMatch(File.ReadAllText(Path.Combine(Source, file)))
        );

    [Fact]
    public void Every_statement_is_used_and_every_one_that_is_used_is_there() =>
        Assert.Equal(
            NamedSql.Names.Order(StringComparer.Ordinal),
            Files()
                .SelectMany(file => Load().Matches(File.ReadAllText(Path.Combine(Source, file))))
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_statement_says_what_it_is_for()
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*.sql", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(file);
            Assert.StartsWith("-- ", lines[0], StringComparison.Ordinal);
            Assert.All(lines, line => Assert.True(line.Length <= 125, $"{file}: {line}"));
            Assert.DoesNotMatch(@"\$\d", File.ReadAllText(file));
        }
    }

    private static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'));

    [GeneratedRegex(
        @"CreateCommand|NpgsqlCommand|NpgsqlBatch|CreateBatch|SqlQueryRaw|ExecuteSqlRaw|FromSqlRaw|SELECT |INSERT INTO |DELETE FROM |UPDATE flash\."
    )]
    private static partial Regex Statement();

    [GeneratedRegex("NamedSql\\.Load\\(\"([^\"]+)\"\\)")]
    private static partial Regex Load();
}
