using Telegram.Bot.Types;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>The commands that Telegram offers while somebody types a slash.</summary>
internal static class CommandMenu
{
    public static IReadOnlyList<BotCommand> Commands { get; } =
    [
        new() { Command = "imagine", Description = "Make pictures: /imagine a red boat at sunset" },
        new() { Command = "help", Description = "What I can do" },
        new() { Command = "start", Description = "Say hello" },
    ];

    /// <summary>Whether a command without the bot's name, in a group, is one of ours.</summary>
    public static bool Knows(string name) => Commands.Any(command => command.Command.Equals(name, StringComparison.OrdinalIgnoreCase));
}
