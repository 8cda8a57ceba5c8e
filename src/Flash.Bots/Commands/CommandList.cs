using Flash.Bots.Replies;

namespace Flash.Bots.Commands;

/// <summary>The commands as menus show them, in the order in which people need them.</summary>
public static class CommandList
{
    /// <summary>The name without its slash, and the name of its description among the texts.</summary>
    private static readonly (string Name, string Description)[] Commands =
    [
        ("imagine", "CommandImagine"),
        ("styles", "CommandStyles"),
        ("settings", "CommandSettings"),
        ("tree", "CommandTree"),
        ("describe", "CommandDescribe"),
        ("blend", "CommandBlend"),
        ("arena", "CommandArena"),
        ("queue", "CommandQueue"),
        ("cancel", "CommandCancel"),
        ("report", "CommandReport"),
        ("appeal", "CommandAppeal"),
        ("privacy", "CommandPrivacy"),
        ("help", "CommandHelp"),
        ("start", "CommandStart"),
    ];

    /// <summary>What few people need stands in no menu.</summary>
    private static readonly string[] Unlisted = ["moderator"];

    /// <summary>Every command that can be typed, without its slash.</summary>
    public static IEnumerable<string> Names => Commands.Select(command => command.Name).Concat(Unlisted);

    /// <summary>How many of them a menu shows.</summary>
    public static int Listed => Commands.Length;

    /// <summary>Names, and descriptions of 3 to 100 characters in a language.</summary>
    public static IReadOnlyList<(string Name, string Description)> In(Wording wording) =>
        [.. Commands.Select(command => (command.Name, wording[command.Description]))];
}
