using System.Globalization;
using Flash.Testing;

namespace Flash.Host.Tests.Documents;

/// <summary>Decision records are numbered one after the other, in the file's name as in the heading.</summary>
public sealed class DecisionRecordsTests
{
    [Fact]
    public void Numbers_have_no_gap_and_stand_in_the_heading()
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(files.Count >= 12);
        for (var i = 0; i < files.Count; i++)
        {
            Assert.StartsWith(
                (i + 1).ToString("0000-", CultureInfo.InvariantCulture),
                Path.GetFileName(files[i]),
                StringComparison.Ordinal
            );
            Assert.StartsWith(
                string.Create(CultureInfo.InvariantCulture, $"# {i + 1}. "),
                File.ReadAllText(files[i]),
                StringComparison.Ordinal
            );
        }
    }
}
