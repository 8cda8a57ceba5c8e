using System.Xml.Linq;
using Flash.Testing;

namespace Flash.Host.Tests;

/// <summary>Arrows between projects point one way: adapters to Flash.Bots, the worker to Flash.Bots and
/// Flash.Inference, the host to all of them.</summary>
public sealed class ProjectReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
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
            "Flash.Bots.Discord",
            "Flash.Bots.Telegram",
            "Flash.Bots.Web",
            "Flash.Inference",
            "Flash.Migrations",
            "Flash.Worker",
        ],
    };

    [Fact]
    public void Every_project_refers_only_to_those_below_it()
    {
        var projects = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "migrations"), "*.csproj"))
            .ToList();

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Select(Name).Order(StringComparer.Ordinal));
        Assert.All(projects, project =>
            Assert.Subset(Allowed[Name(project)].ToHashSet(), References(project).ToHashSet())
        );
    }

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(project)
            .Descendants("ProjectReference")
            .Select(reference => Name(reference.Attribute("Include")!.Value));
}
