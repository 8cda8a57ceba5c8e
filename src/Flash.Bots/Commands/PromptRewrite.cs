using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>
/// What an answer to pictures makes of their prompt. <c>+ at night</c> adds, <c>- clouds</c> takes away, <c>red ->
/// blue</c> replaces, several with commas between; <see cref="ChangeWords"/> are the same as a sentence; options change
/// options. Anything else is the new prompt.
/// </summary>
/// <remarks>Works on whole words, whatever their case; quotes are ignored. What does not occur is a mistake, and then
/// nothing is changed. Pure.</remarks>
public static partial class PromptRewrite
{
    private static readonly PatternFile Said = PatternFile.Load("rewriting");

    /// <summary>Where words are not put into English.</summary>
    internal static readonly Func<string, string> AsTyped = text => text;

    /// <param name="prompt">The prompt as it is.</param>
    /// <param name="answer">As typed.</param>
    /// <param name="isGuided">The model can be told what to leave out, so what the prompt does not name can be taken
    /// away too.</param>
    /// <param name="foreign">Where the model reads English and there is a glossary: the other languages in it.</param>
    /// <returns><see cref="Command.Imagine"/> with the whole new prompt, or <see cref="Command.Mistaken"/>.</returns>
    public static Command Apply(string prompt, string answer, bool isGuided, ForeignWords? foreign = null) =>
        Changed(prompt, answer, isGuided, foreign) ?? ImagineParser.Parse(PlainText.CleanLines(answer));

    /// <summary>The same; null for a new prompt.</summary>
    internal static Command? Changed(string prompt, string answer, bool isGuided, ForeignWords? foreign)
    {
        var lines = PlainText.CleanLines(Glyphs.Unadorned(answer));
        var asTyped = Apply(prompt, lines, isGuided, AsTyped);
        if (
            foreign?.English is not { } english
            || (foreign.Prompt is not null && asTyped is Command.Imagine && Signs().IsMatch(lines))
        )
        {
            return asTyped;
        }

        // "сделай синим": said in one language, drawn in another. What changes no word leaves the person's own.
        var spoken = foreign.Prompt ?? prompt;
        return Apply(spoken, lines, isGuided, text => english(text) ?? text) is { } changed
            ? changed is Command.Imagine { Arguments: var arguments } && arguments.Prompt == spoken
                ? new Command.Imagine(arguments with { Prompt = prompt })
                : changed
            : null;
    }

    // Null for a new prompt.
    private static Command? Apply(string prompt, string lines, bool isGuided, Func<string, string> english)
    {
        var options = OptionReader.Read(lines.Replace('\n', ';'));
        if (Changes(options.Words, prompt, english) is not { } changes)
        {
            return null;
        }

        var mistakes = options.Mistakes.ToList();
        var arguments = options.Arguments with { Prompt = prompt, LeftOut = options.LeftOut };
        foreach (var change in changes)
        {
            (arguments, var mistake) = change(arguments, isGuided);
            if (mistake is not null)
            {
                mistakes.Add(mistake is Mistake.NotInPrompt missing ? missing with { Prompt = prompt } : mistake);
            }
        }

        if (mistakes.Count == 0 && arguments.Prompt.Length > ImagineParser.MaxPromptLength)
        {
            mistakes.Add(new Mistake.PromptTooLong(arguments.Prompt.Length));
        }

        return mistakes.Count > 0 ? new Command.Mistaken(mistakes) : new Command.Imagine(arguments);
    }

    // Null for a new prompt; empty where only options were typed.
    private static List<Change>? Changes(string words, string prompt, Func<string, string> english)
    {
        var said = ChangeWords.Interjection().Replace(ChangeWords.Polite(Begging().Replace(words, " ")), "");
        var text = Also().Replace(Correction().Replace(said, "").Trim(' ', ',', ';', '.', '!'), ";$1");
        if (!text.Any(char.IsLetterOrDigit) && !text.Any(char.IsSurrogate))
        {
            return [];
        }

        if (ChangeWords.Whole(text, prompt, english) is { } whole)
        {
            return [whole];
        }

        var changes = new List<Change>();
        var sign = "";
        foreach (Match part in Part().Matches(text))
        {
            var typed = part.Value.Trim();
            if (typed is "")
            {
                continue;
            }

            if (Replacement().Match(typed) is { Success: true } arrow)
            {
                changes.Add(Replace(prompt, Bare(arrow.Groups[1].Value), Bare(arrow.Groups[2].Value), english));
                sign = "";
            }
            else if (OnlyAfter().Match(typed) is { Success: true } only)
            {
                // "-> dog": in the place of what is drawn.
                changes.Add(ChangeWords.Read($"make it {Bare(only.Groups[1].Value)}", prompt, english)!);
                sign = "";
            }
            else if (typed[0] is '+' or '＋')
            {
                changes.Add(Add(english(Bare(typed[1..])).Trim(' ', ',')));
                sign = "+";
            }
            else if (typed[0] is '-' or '−' or '–' or '—' or '－')
            {
                changes.Add(Remove(Bare(typed[1..]), english));
                sign = "-";
            }
            else if (sign is not "")
            {
                // "- clouds, birds" and "+ at night, in the rain": the sign goes on.
                changes.Add(sign == "+" ? Add(english(Bare(typed)).Trim(' ', ',')) : Remove(Bare(typed), english));
            }
            else if (ChangeWords.Several(typed, prompt, english) is { } several)
            {
                foreach (var single in several)
                {
                    if (ChangeWords.Read(single, prompt, english) is not { } one)
                    {
                        return null;
                    }

                    changes.Add(one);
                }

                sign = "";
            }
            else if (ChangeWords.Read(typed, prompt, english) is { } change)
            {
                changes.Add(change);
                sign = "";
            }
            else
            {
                return null;
            }
        }

        return changes;
    }

    /// <summary>Without quotes around it and punctuation behind it.</summary>
    internal static string Bare(string text) =>
        string.Concat(text.Where(c => !"\"“”„«»‹›「」『』＂".Contains(c, StringComparison.Ordinal)))
            .Trim(' ', ',', ';', '.', '!', '\'', '‘', '’');

    private static Regex Also() => Said.Of();

    // "убери, пожалуйста, дерево"
    internal static string WithoutBegging(string text) => Begging().Replace(text, " ");

    private static Regex Begging() => Said.Of();

    // "*blue": a word put right, as people do in chats.
    [GeneratedRegex(@"^\s*\*(?=[\p{L}\p{N}][^*]*$)")]
    private static partial Regex Correction();

    [GeneratedRegex(@"^\s*(?:[+＋−–—－-]|[^,;\n]*(?:-+>|=+>|→|⇒))")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(?:-+>|=+>|→|⇒)\s*(.+)$")]
    private static partial Regex OnlyAfter();

    [GeneratedRegex(@"(?:""[^""]*""|“[^”]*”|«[^»]*»|[^,;，；،、\n])+")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(.*?\S)\s*(?:-+>|=+>|[—–]>|~>|→|⇒|⟶|➜|➔|➡️?|>>)\s*(.*)$")]
    private static partial Regex Replacement();
}

/// <summary>One change: the arguments after it, and what is wrong with it.</summary>
internal delegate (ImagineArguments Arguments, Mistake? Mistake) Change(ImagineArguments arguments, bool isGuided);

/// <summary>Other languages, in the English of a model.</summary>
/// <param name="Prompt">The prompt in English; null where it is.</param>
/// <param name="English">Words in English, null where they are or are not understood; itself null where words stay as
/// they are.</param>
public sealed record ForeignWords(string? Prompt, Func<string, string?>? English);
