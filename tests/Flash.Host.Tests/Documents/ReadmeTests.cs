using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Host.Tests.Documents;

/// <summary>The README stays short, and what it and the other pages name is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void It_is_read_in_a_minute()
    {
        var lines = Text.Split('\n');

        Assert.InRange(lines.Length, 50, 110);
        Assert.All(lines, line => Assert.True(line.Length <= 120, $"Longer than 120 columns: {line}"));
    }

    [Fact]
    public void Its_moving_picture_is_small_enough_to_wait_for()
    {
        var picture = new FileInfo(Path.Combine(Repository.Root, "docs", "images", "chat.gif"));

        Assert.InRange(picture.Length, 100_000, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task Every_command_it_names_is_there()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (_, help, _) = await FlashProcess.RunAsync(new Dictionary<string, string>(), cancellationToken, "--help");
        var commands = CommandLine().Matches(help).Select(match => match.Groups[1].Value).Append("test").ToHashSet();

        var named = Pages()
            .SelectMany(page => Called().Matches(File.ReadAllText(page)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.True(named.Count >= 10, $"Only {named.Count} are named.");
        Assert.All(named, name => Assert.Contains(name, commands));
    }

    [Fact]
    public void Every_link_of_every_page_leads_somewhere()
    {
        var broken = Pages()
            .SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => (page, match.Groups[1].Value)))
            .Where(link => !Leads(link.page, link.Value))
            .Select(link => $"{Path.GetRelativePath(Repository.Root, link.page)}: {link.Value}");

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Repository.Root, "*.md")
            .Concat(Folder("docs"))
            .Concat(Folder("models"))
            .Concat(Folder("training"))
            .Concat(Folder("src/Flash.Inference"));

    private static IEnumerable<string> Folder(string name) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, name), "*.md", SearchOption.AllDirectories);

    private static bool Leads(string page, string link)
    {
        var parts = link.Split('#');
        var file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        return (File.Exists(file) || Directory.Exists(file))
            && (parts.Length == 1 || Anchors(file).Contains(parts[1], StringComparer.Ordinal));
    }

    // As GitHub makes them of headings.
    private static IEnumerable<string> Anchors(string file) =>
        Heading()
            .Matches(File.ReadAllText(file))
            .Select(match =>
                NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')
            );

    [GeneratedRegex(@"^  ([a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"\./flash ([a-z]+)\b")]
    private static partial Regex Called();

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
