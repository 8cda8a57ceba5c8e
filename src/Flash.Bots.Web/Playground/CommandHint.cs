using System.Text.Json;
using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Playground;

/// <summary>A command as the message box suggests it.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Usage">What may follow it; null for nothing.</param>
internal sealed record CommandHint(string Name, string Help, string? Usage = null)
{
    private const string ImagineUsage =
        "/imagine PROMPT [--count N] [--ar 16:9] [--style NAME] [--seed N] [--steps N] [--no THING] [--model NAME]";

    /// <summary>All of them as JSON, for the page.</summary>
    public static string All { get; } =
        JsonSerializer.Serialize<CommandHint[]>(
            [
                .. CommandList
                    .In(Wording.For(Wording.Default))
                    .Select(command => new CommandHint(
                        command.Name,
                        command.Description,
                        command.Name == "imagine" ? ImagineUsage : null
                    )),
            ],
            PlaygroundStore.Json
        );
}
