using System.Text.Json;

namespace Flash.Bots.Web.Playground;

/// <summary>A command as the message box suggests it.</summary>
/// <param name="Name">Without the slash.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Usage">What may follow it; null for nothing.</param>
internal sealed record CommandHint(string Name, string Help, string? Usage = null)
{
    /// <summary>All of them as JSON, for the page.</summary>
    public static string All { get; } = JsonSerializer.Serialize<CommandHint[]>(
        [
            new("imagine", "Four pictures of what you describe", "/imagine PROMPT [--count N] [--ar 16:9] [--seed N] [--steps N] [--no THING] [--model NAME]"),
            new("help", "Everything I understand"),
            new("start", "How to begin"),
        ],
        PlaygroundStore.Json);
}
