using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Whether words that answer nothing are a change to what was drawn last: "make it blue" is one, "make-believe
/// castle" and "blue boat" are prompts.</summary>
internal static partial class ChangeAlone
{
    // Longer is a description.
    private const int Longest = 120;

    /// <summary>Whether the text could be one, without a look at any prompt.</summary>
    public static bool MayBe(string text) =>
        text.Length is > 0 and <= Longest
        && !text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not ('/' or '!' or '.');

    /// <summary>What the text makes of a prompt; null where it is a prompt of its own.</summary>
    /// <param name="prompt">What was drawn last.</param>
    /// <param name="text">As typed.</param>
    /// <param name="isGuided">As for <see cref="PromptRewrite.Apply(string, string, bool, ForeignWords?)"/>.</param>
    /// <param name="foreign">The same.</param>
    public static Command? Read(string prompt, string text, bool isGuided, ForeignWords foreign)
    {
        if (
            !MayBe(text)
            || PromptRewrite.Changed(prompt, text, isGuided, foreign) is not { } changed
            || changed is Command.Imagine { Arguments: var arguments } && arguments.Prompt == text
        )
        {
            return null;
        }

        var whole = ChangeWords.Interjection().Replace(PromptRewrite.WithoutBegging(PlainText.Clean(text)), "");
        var plain = ChangeWords.Plain(whole.Split(',', '，', '،')[0]);
        var english = Glossary.ForeignChanges.English(
            plain,
            foreign.Prompt ?? prompt,
            words => foreign.English?.Invoke(words) ?? words,
            isEnglishKnown: true
        );
        var said = english ?? plain;
        if (Sure().IsMatch(said) || changed is Command.Imagine { Arguments.IsNewSeed: true })
        {
            return changed;
        }

        // What a prompt could begin with, too, is a change where it fits.
        return changed is Command.Imagine && (Fitting().IsMatch(said) || IsQualityAlone(said, foreign))
            ? changed
            : null;
    }

    private static bool IsQualityAlone(string said, ForeignWords foreign)
    {
        var words = foreign.English?.Invoke(said)?.Trim(' ', ',') ?? said;
        var bare =
            words.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && Scenery.IsColour(words[3..])
                ? words[3..]
                : words;
        return ChangeWords.IsQualityOfThing(bare)
            || ChangeWords.StyleIn(bare) is not null
            || (Scenery.IsPlaceOrTime(words) && words.Split(' ').Length <= 3);
    }

    // No prompt begins so: signs, "make it …", "remove …", "again".
    [GeneratedRegex(
        @"^(?:[+＋-]\s?\p{L}|--?\p{L}|.*\S\s*(?:->|=>|→)\s*\S|"
            + @"(?:make|turn|paint|draw|colou?r|set|change|put|move|do|redo|place)\s+(?:it|this|that|them|everything|the (?:picture|image|photo))(?:\s|$)|"
            + @"(?:(?:and|also|then)\s+)?(?:remove|delete|erase|get rid of|take away|leave out|add|replace|swap|exchange)\s|"
            + @"(?:and|also|then)\s+make (?:it|them)\s|"
            + @"take (?:away|out|off)\s|it (?:should|must|has to|needs to) |let it (?:rain|snow)$|change (?:the )?background |"
            + @"(?:take|get|throw)\s.+\s(?:away|out|off)$|without\s|(?:i|we)\s+(?:don['’]?t|do not) want|"
            + @"s[/|#]|(?:the same|same)\s|in the style of\s|no style$|"
            + @"(?:but|now)\s+(?:in|at|on|under|with|without|as|make|it|by|during|blue|red|green|black|white|yellow|pink|purple|orange|brown|bigger|smaller|darker|brighter|add|remove)(?:\s|$)|"
            + @"(?:again|once more|one more|another one|try again|redo|new one)$|"
            + @"(?:one|two|three|four|five|six|seven|eight|nine|ten|many|several|\d{1,2})\s+of\s+(?:them|it|these|those)$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sure();

    [GeneratedRegex(
        @"^(?:(?:with|plus)\s+(?:an?|the|some|more|many|two|three|four)\s(?:\S+\s?){1,4}$|"
            + @"(?:more|fewer|less)\s+\S+$|(?:no|not|hide|lose|instead of)\s|"
            + @"(?:make|turn|paint|colou?r|put|change|set|move)\s+(?:the|my)\s|"
            + @"(?:the|my)\s+\S+\s+(?:(?:should|must|needs to|has to)\s|(?:bigger|smaller|larger)$)|"
            + @"(?:as|like|in)\s+(?:an?\s+)?\S+(?:\s+style)?$|in black and white$|black and white$|"
            + @"(?:bigger|smaller|larger|darker|brighter|taller)\s+\S+$|(?:wider|square|portrait|landscape)\s+format$|\d{1,2}\s?:\s?\d{1,2}$|wider$|square$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Fitting();
}
