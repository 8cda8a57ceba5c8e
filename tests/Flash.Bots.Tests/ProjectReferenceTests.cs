using System.Xml.Linq;
using Flash.Testing;

namespace Flash.Bots.Tests;

/// <summary>Arrows between projects point one way: adapters and the worker to Flash.Bots, the worker to
/// Flash.Inference, the host to all.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Flash.Inference"] = [],
        ["Flash.Bots"] = [],
        ["Flash.Bots.Telegram"] = ["Flash.Bots"],
        ["Flash.Bots.Discord"] = ["Flash.Bots"],
        ["Flash.Bots.Web"] = ["Flash.Bots"],
        ["Flash.Worker"] = ["Flash.Bots", "Flash.Inference"],
        ["Flash.Migrations"] = ["Flash.Bots"],
        ["Flash.Host"] =
        [
            "Flash.Bots",
            "Flash.Inference",
            "Flash.Bots.Telegram",
            "Flash.Bots.Discord",
            "Flash.Bots.Web",
            "Flash.Worker",
            "Flash.Migrations",
        ],
    };

    private static readonly string[] Folders = ["src", "migrations"];

    public static TheoryData<string> Projects =>
        [.. ProjectFiles().Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_where_the_design_lets_it(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var references = XDocument
            .Load(Path.Combine(Repository.Root, file))
            .Descendants("ProjectReference")
            .Select(reference =>
                Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'))
            );

        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the design; add it there and here.");
        Assert.Empty(references.Except(allowed!));
    }

    [Fact]
    public void Every_project_of_the_design_is_there() =>
        Assert.Equal(
            Allowed.Keys.Order(StringComparer.Ordinal),
            ProjectFiles().Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> ProjectFiles() =>
        Folders.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
        );
}
