using System.CommandLine;
using Flash.Host.CommandLine;

namespace Flash.Host.Commands;

/// <summary><c>flash help COMMAND</c>: what <c>flash COMMAND --help</c> says.</summary>
internal static class HelpCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("command") { Description = "A command, such as models pull." };
        var command = new Command("help", "Shows one command with its options and examples.") { words };
        command.SetAction(parsed =>
        {
            var root = parsed.RootCommandResult.Command;
            var named = parsed.GetValue(words) ?? [];
            Find(root, named);
            return root.Parse([.. named, "--help"]).Invoke(parsed.InvocationConfiguration);
        });
        return command;
    }

    private static void Find(Command root, string[] words)
    {
        var found = root;
        foreach (var word in words)
        {
            found = found.Subcommands.FirstOrDefault(command => command.Name == word)
                ?? throw new BadArgumentException(
                    $"'{string.Join(' ', words)}' is not a command; 'flash "
                        + $"help{(FlashHelp.NameOf(found) is { Length: > 0 } name ? $" {name}" : "")}' lists them."
                );
        }
    }
}
