using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>
/// Choices in a prompt, as "a {red|blue} boat": a picture of each. Several arrays give each combination, and they may
/// stand in each other. Pure.
/// </summary>
public static partial class PromptArray
{
    private const int MostArrays = 8;

    /// <summary>The prompts that a prompt stands for, in their order, at most <paramref name="most"/>; the prompt
    /// itself where it has no choices.</summary>
    public static IReadOnlyList<string> Of(string prompt, int most) =>
        [.. Expand(prompt, MostArrays).Distinct(StringComparer.Ordinal).Take(most)];

    /// <summary>What one of the pictures shows.</summary>
    /// <param name="prompt">With choices or without.</param>
    /// <param name="index">1-based; there may be more pictures than choices.</param>
    public static string Pick(string prompt, int index)
    {
        var prompts = Of(prompt, ImagineParser.MaxCount);
        return prompts[(index - 1) % prompts.Count];
    }

    // Lazily: what is not asked for is not made.
    private static IEnumerable<string> Expand(string text, int arrays)
    {
        if (arrays == 0 || Choices().Match(text) is not { Success: true } match)
        {
            return [text];
        }

        return match
            .Groups[1]
            .Value.Split('|')
            .SelectMany(choice =>
                Expand(
                    OptionReader.Tidy($"{text[..match.Index]}{choice}{text[(match.Index + match.Length)..]}"),
                    arrays - 1
                )
            );
    }

    // The innermost ones first.
    [GeneratedRegex(@"\{([^{}]*\|[^{}]*)\}")]
    private static partial Regex Choices();
}
