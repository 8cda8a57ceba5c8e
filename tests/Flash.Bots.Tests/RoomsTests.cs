using System.Text.RegularExpressions;
using Flash.Testing;

namespace Flash.Bots.Tests;

/// <summary>The folders of <c>Flash.Bots</c> are rooms in an order: each knows those before it.</summary>
public sealed partial class RoomsTests
{
    private static readonly string[] Order =
    [
        "Styles",
        "Commands",
        "Glossary",
        "Replies",
        "Data",
        "Supervision",
        "Quotas",
        "Pacing",
        "Generations",
        "Preferences",
        "Moderation",
        "Privacy",
        "Retention",
        "Audit",
        "Scheduling",
        "Arena",
        "Conversations",
        "Sketches",
    ];

    // Files that look the other way, as they were counted when this was said: a number may only get smaller.
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["Arena → Conversations"] = 1,
        ["Commands → Generations"] = 2,
        ["Commands → Glossary"] = 2,
        ["Commands → Preferences"] = 2,
        ["Commands → Replies"] = 1,
        ["Data → Generations"] = 23,
        ["Data → Moderation"] = 8,
        ["Data → Preferences"] = 1,
        ["Data → Privacy"] = 3,
        ["Data → Supervision"] = 1,
        ["Generations → Arena"] = 1,
        ["Generations → Conversations"] = 4,
        ["Generations → Moderation"] = 4,
        ["Generations → Preferences"] = 2,
        ["Generations → Privacy"] = 1,
        ["Generations → Scheduling"] = 5,
        ["Glossary → Generations"] = 1,
        ["Moderation → Audit"] = 2,
        ["Moderation → Conversations"] = 5,
        ["Moderation → Privacy"] = 1,
        ["Preferences → Conversations"] = 3,
        ["Preferences → Moderation"] = 1,
        ["Privacy → Audit"] = 1,
        ["Quotas → Generations"] = 1,
        ["Replies → Conversations"] = 1,
        ["Replies → Generations"] = 8,
        ["Replies → Moderation"] = 3,
        ["Replies → Preferences"] = 1,
        ["Styles → Generations"] = 1,
        ["Supervision → Generations"] = 2,
    };

    private static string Source => Path.Combine(Repository.Root, "src", "Flash.Bots");

    [Fact]
    public void Every_folder_has_its_place() =>
        Assert.Equal(
            Directory
                .EnumerateDirectories(Source)
                .Select(folder => Path.GetFileName(folder))
                .Where(folder => folder is not ("obj" or "bin"))
                .Order(StringComparer.Ordinal),
            Order.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void No_other_folder_knows_one_that_comes_after_it()
    {
        var found = Directory
            .EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Folder: Path.GetRelativePath(Source, file).Replace('\\', '/').Split('/'), File: file))
            .Where(one => one.Folder.Length > 1 && Order.Contains(one.Folder[0]))
            .SelectMany(one => Crossings(one.Folder[0], File.ReadAllText(one.File)))
            .CountBy(crossing => crossing);

        Assert.All(found, crossing =>
            Assert.True(
                crossing.Value <= Known.GetValueOrDefault(crossing.Key),
                $"{crossing.Key}: {crossing.Value} files, {Known.GetValueOrDefault(crossing.Key)} are known."
            )
        );
    }

    [Fact]
    public void A_using_that_is_turned_round_is_found()
    {
        Assert.Empty(Crossings("Conversations", "using Flash.Bots.Pacing;"));
        Assert.Equal(["Pacing → Conversations"], Crossings("Pacing", "using Flash.Bots.Conversations.Menus;"));
        Assert.False(Known.ContainsKey("Pacing → Conversations"));
    }

    private static IEnumerable<string> Crossings(string folder, string text) =>
        Using()
            .Matches(text)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Where(used => Array.IndexOf(Order, used) > Array.IndexOf(Order, folder))
            .Select(used => $"{folder} → {used}");

    [GeneratedRegex(@"^using (?:static |\w+ = )?Flash\.Bots\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
