using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>Takes off what models read as weights: <c>(word)</c>, <c>[word]</c>, <c>(word:1.3)</c>,
/// <c>\(</c>.</summary>
internal static partial class PromptBrackets
{
    /// <summary>The prompt as it is; without the numbers of weights; and without their brackets too, which may stand in
    /// the middle of a word.</summary>
    public static IEnumerable<string> Readings(string prompt)
    {
        yield return prompt;
        if (Bracket().IsMatch(prompt))
        {
            var unnumbered = Number().Replace(prompt, "");
            yield return unnumbered;
            yield return Bracket().Replace(unnumbered, "");
        }
    }

    [GeneratedRegex(@"[:：]\s*[-+]?[0-9.,]*\s*(?=[)\]}）］])")]
    private static partial Regex Number();

    [GeneratedRegex(@"[()\[\]{}\\（）［］]")]
    private static partial Regex Bracket();
}
