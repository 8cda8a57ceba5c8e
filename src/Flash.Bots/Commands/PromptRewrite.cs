namespace Flash.Bots.Commands;

/// <summary>
/// What an answer to "which words?" makes of a prompt: <c>+ at night</c> adds, <c>- clouds</c> takes away, <c>red ->
/// blue</c> replaces, and anything else is the new prompt.
/// </summary>
public static class PromptRewrite
{
    private static readonly string[] Arrows = ["->", "=>", "→"];

    /// <param name="prompt">The prompt as it is.</param>
    /// <param name="answer">Clean text. Options (<c>--seed 7</c>) are left where they stand.</param>
    public static string Apply(string prompt, string answer) =>
        answer switch
        {
            ['+', .. var added] when added.Trim() is not "" => $"{prompt}, {added.Trim()}",
            ['-' or '−', not '-', ..] when answer[1..].Trim() is not "" => Without(prompt, answer[1..].Trim()),
            _ when TryReadReplacement(prompt, answer, out var replaced) => replaced,
            _ => answer,
        };

    private static bool TryReadReplacement(string prompt, string answer, out string replaced)
    {
        replaced = "";
        var arrow = Arrows.FirstOrDefault(arrow => answer.Contains(arrow, StringComparison.Ordinal));
        if (arrow is null)
        {
            return false;
        }

        var at = answer.IndexOf(arrow, StringComparison.Ordinal);
        var (before, after) = (answer[..at].Trim(), answer[(at + arrow.Length)..].Trim());
        if (before is "" || after is "" || !prompt.Contains(before, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        replaced = prompt.Replace(before, after, StringComparison.OrdinalIgnoreCase);
        return true;
    }

    private static string Without(string prompt, string words)
    {
        var rest = prompt.Replace(words, "", StringComparison.OrdinalIgnoreCase);
        var parts = rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(
            ", ",
            parts.Select(part => string.Join(' ', part.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        );
    }
}
