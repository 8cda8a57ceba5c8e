using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Host.Tests.Documents;

/// <summary>docs/configuration.md lists the settings that there are, with their comments in the source.</summary>
public sealed partial class ConfigurationDocumentTests
{
    private const string Begin = "<!-- settings: written by ConfigurationDocumentTests with FLASH_WRITE_DOCS=1 -->\n";
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void It_is_what_the_options_say_of_themselves()
    {
        var page = File.ReadAllText(Document);
        var before = page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        var expected = $"{before}\n{SettingsReference.Write()}";
        if (Environment.GetEnvironmentVariable("FLASH_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Document, expected);
            return;
        }

        Assert.True(
            expected == page,
            "docs/configuration.md is older than the options: run this test with FLASH_WRITE_DOCS=1, then commit the page."
        );
    }

    [Fact]
    public void Every_setting_has_a_comment()
    {
        var comments = new DocComments();

        var bare = OptionClasses
            .All.SelectMany(found =>
                OptionClasses.Of(found.Section, found.Class, Activator.CreateInstance(found.Class))
            )
            .Where(setting => comments.Of(setting.Property).Length == 0)
            .Select(setting => setting.Key);

        Assert.Empty(bare);
    }

    [Fact]
    public void Options_are_bound_to_the_section_that_they_name()
    {
        var bound = Sources().SelectMany(text => BindCall().Matches(text)).Select(match => match.Value).ToList();

        Assert.True(bound.Count >= 10, $"Only {bound.Count} are bound.");
        Assert.All(bound, call => Assert.EndsWith("Options.Section)", call, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_are_read_outside_options_are_there_too()
    {
        var page = File.ReadAllText(Document);

        var read = Sources()
            .SelectMany(text => ReadKey().Matches(text))
            .Select(match => match.Groups["key"].Value)
            .Distinct()
            .ToList();

        Assert.True(read.Count >= 10, $"Only {read.Count} are read.");
        Assert.All(read, key => Assert.Contains(key, page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText);

    [GeneratedRegex(@"BindConfiguration\([^)]*\)")]
    private static partial Regex BindCall();

    [GeneratedRegex("""(?:onfiguration\[|Setting = )"(?<key>[A-Za-z:]+:[A-Za-z:]+|AllowedHosts)"(?:\]|;)""")]
    private static partial Regex ReadKey();
}
