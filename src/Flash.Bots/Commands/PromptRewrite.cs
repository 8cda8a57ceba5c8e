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
    /// <param name="prompt">The prompt as it is.</param>
    /// <param name="answer">As typed.</param>
    /// <param name="isGuided">The model can be told what to leave out, so what the prompt does not name can be taken away
    /// too.</param>
    /// <returns><see cref="Command.Imagine"/> with the whole new prompt, or <see cref="Command.Mistaken"/>.</returns>
    public static Command Apply(string prompt, string answer, bool isGuided)
    {
        var lines = PlainText.CleanLines(answer);
        var options = OptionReader.Read(lines.Replace('\n', ';'));
        if (Changes(options.Words) is not { } changes)
        {
            return ImagineParser.Parse(lines);
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

    /// <summary>Whether the text is a change to something, and surely no prompt of its own.</summary>
    public static bool IsChange(string text) =>
        Changes(OptionReader.Read(PlainText.CleanLines(text).Replace('\n', ';')).Words) is { Count: > 0 };

    // Null for a new prompt; empty where only options were typed.
    private static List<Change>? Changes(string words)
    {
        var text = ChangeWords.Polite(words).Trim(' ', ',', ';', '.', '!');
        if (text is "" or "+" or "-")
        {
            return [];
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
                changes.Add(Replace(Bare(arrow.Groups[1].Value), Bare(arrow.Groups[2].Value)));
                sign = "";
            }
            else if (typed[0] is '+' or '＋')
            {
                changes.Add(Add(Bare(typed[1..])));
                sign = "+";
            }
            else if (typed[0] is '-' or '−' or '–' or '—' or '－')
            {
                changes.Add(Remove(Bare(typed[1..])));
                sign = "-";
            }
            else if (sign is not "")
            {
                // "- clouds, birds" and "+ at night, in the rain": the sign goes on.
                changes.Add(sign == "+" ? Add(Bare(typed)) : Remove(Bare(typed)));
            }
            else if (ChangeWords.Read(typed) is { } change)
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

    /// <summary>More words at the end.</summary>
    internal static Change Add(string words) =>
        (arguments, _) => (words is "" ? arguments : arguments with { Prompt = $"{arguments.Prompt}, {words}" }, null);

    /// <summary>Words that go; where the prompt does not have them and the model is guided, they are left out.</summary>
    internal static Change Remove(string words) =>
        (arguments, isGuided) =>
        {
            if (words is "")
            {
                return (arguments, null);
            }

            if (!PromptWords.Has(arguments.Prompt, words))
            {
                return isGuided
                    ? (arguments with { NegativePrompt = Negatives.Join([arguments.NegativePrompt, words]) }, null)
                    : (arguments, new Mistake.NotInPrompt(words, arguments.Prompt));
            }

            var rest = PromptWords.Without(arguments.Prompt, [words]);
            return PlainText.IsVisible(rest)
                ? (arguments with { Prompt = rest }, null)
                : (arguments, new Mistake.NothingLeft());
        };

    /// <summary>Words in the place of others.</summary>
    internal static Change Replace(string before, string after) =>
        after is ""
            ? Remove(before)
            : (arguments, _) =>
                PromptWords.Has(arguments.Prompt, before)
                    ? (arguments with { Prompt = PromptWords.Replace(arguments.Prompt, before, after) }, null)
                    : (arguments, new Mistake.NotInPrompt(before, arguments.Prompt));

    /// <summary>Without quotes around it and punctuation behind it.</summary>
    internal static string Bare(string text) =>
        string.Concat(text.Where(c => !"\"“”„«»‹›「」『』＂".Contains(c, StringComparison.Ordinal)))
            .Trim(' ', ',', ';', '.', '!', '\'', '‘', '’');

    [GeneratedRegex(@"(?:""[^""]*""|“[^”]*”|«[^»]*»|[^,;，；\n])+")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(.*?\S)\s*(?:-+>|=+>|[—–]>|~>|→|⇒|⟶|➜|➔|➡️?|>>)\s*(.*)$")]
    private static partial Regex Replacement();
}

/// <summary>One change: the arguments after it, and what is wrong with it.</summary>
internal delegate (ImagineArguments Arguments, Mistake? Mistake) Change(ImagineArguments arguments, bool isGuided);
