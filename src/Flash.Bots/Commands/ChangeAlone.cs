using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Whether words that answer nothing are a change to what was drawn last: "make it blue" is one, "make-believe
/// castle" and "blue boat" are prompts.</summary>
internal static class ChangeAlone
{
    private static readonly PatternFile Said = PatternFile.Load("alone");

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

        Func<string, string> english = words => foreign.English?.Invoke(words) ?? words;
        var whole = ChangeWords.Interjection().Replace(PromptRewrite.WithoutBegging(PlainText.Clean(text)), "");
        var first = ChangeWords.Plain(whole.Split(',', '，', '،')[0]);
        var parts = ChangeWords.Several(first, foreign.Prompt ?? prompt, english) ?? [first];
        var said = parts
            .Select(part =>
                Glossary.ForeignChanges.English(part, foreign.Prompt ?? prompt, english, isEnglishKnown: true) ?? part
            )
            .ToList();
        if (Sure().IsMatch(said[0]) || changed is Command.Imagine { Arguments.IsNewSeed: true })
        {
            return changed;
        }

        // What a prompt could begin with, too, is a change where it fits; "not a cat" is one to a cat.
        return
            changed is Command.Imagine or Command.Mistaken { Mistakes: [Mistake.NothingLeft] }
            && said.TrueForAll(part => Fitting().IsMatch(part) || IsQualityAlone(part, foreign))
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
        if (said.StartsWith("now ", StringComparison.OrdinalIgnoreCase) && Scenery.PhraseOf(said[4..]) is not null)
        {
            return true;
        }

        return ChangeWords.IsQualityOfThing(bare)
            || ChangeWords.StyleIn(bare) is not null
            || (Scenery.IsPlaceOrTime(words) && words.Split(' ').Length <= 3);
    }

    private static Regex Sure() => Said.Of();

    private static Regex Fitting() => Said.Of();
}
