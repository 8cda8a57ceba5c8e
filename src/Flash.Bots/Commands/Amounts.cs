using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>More or fewer of a thing, as a change.</summary>
internal static partial class Amounts
{
    /// <summary>"more clouds", "fewer birds".</summary>
    /// <param name="word">More or fewer.</param>
    /// <param name="thing">Without an article.</param>
    /// <param name="prompt">What is changed.</param>
    public static Change Of(string word, string thing, string prompt)
    {
        var isMore = word.ToLowerInvariant() is not ("fewer" or "less");
        var named = PromptWords.AsIn(prompt, thing);
        if (!PromptWords.Has(prompt, named))
        {
            // "more boats and birds" is one wish.
            return isMore ? ChangeWords.With($"many {thing}") : PromptRewrite.Remove(thing);
        }

        return (arguments, _) =>
            (arguments with { Prompt = WithNumber(arguments.Prompt, named, isMore ? "many" : "few", thing) }, null);
    }

    /// <summary>"two of them": of what the prompt names first.</summary>
    public static Change OfSubject(string count, string prompt)
    {
        var subject = Scenery.SubjectOf(prompt);
        var isOne = count.Equals("one", StringComparison.OrdinalIgnoreCase) || count == "1";
        return (arguments, _) =>
            (
                arguments with
                {
                    Prompt = isOne ? arguments.Prompt : WithNumber(arguments.Prompt, subject, count, Plural(subject)),
                },
                null
            );
    }

    /// <summary>Whether a word, or the last of several, is a plural or names what cannot be counted.</summary>
    public static bool IsSeveral(string thing) =>
        thing.EndsWith('s') || thing.Contains(" and ", StringComparison.Ordinal) || Plurals.Contains(LastWord(thing));

    /// <summary>A thing's words with a number in front: its own number and article give way, its adjectives
    /// stay.</summary>
    public static Change Numbered(string named, string number, string thing) =>
        (arguments, _) => (arguments with { Prompt = WithNumber(arguments.Prompt, named, number, thing) }, null);

    /// <summary>1 to 4, said or written; 1 for anything else.</summary>
    public static int Parse(string number) =>
        number.ToLowerInvariant() switch
        {
            "two" or "2" => 2,
            "three" or "3" => 3,
            "four" or "4" => 4,
            _ => 1,
        };

    /// <summary>The number and the thing of "two birds"; null for anything else.</summary>
    public static (string Number, string Thing)? NumberOf(string text) =>
        NumberFirst().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    private static string Plural(string thing) =>
        Singulars.TryGetValue(thing.ToLowerInvariant(), out var irregular) ? irregular
        : thing.EndsWith('s') || Plurals.Contains(thing.ToLowerInvariant()) ? thing
        : thing.EndsWith("fish", StringComparison.OrdinalIgnoreCase) ? thing
        : thing.EndsWith('x')
        || thing.EndsWith("ch", StringComparison.OrdinalIgnoreCase)
        || thing.EndsWith("sh", StringComparison.OrdinalIgnoreCase)
            ? thing + "es"
        : thing.EndsWith('y') && thing.Length > 1 && !"aeiou".Contains(thing[^2], StringComparison.Ordinal)
            ? thing[..^1] + "ies"
        : thing + "s";

    private static string LastWord(string text) => text[(text.LastIndexOf(' ') + 1)..].ToLowerInvariant();

    private static readonly Dictionary<string, string> Singulars = new(StringComparer.Ordinal)
    {
        ["man"] = "men",
        ["woman"] = "women",
        ["child"] = "children",
        ["person"] = "people",
        ["snowman"] = "snowmen",
        ["mouse"] = "mice",
        ["goose"] = "geese",
        ["foot"] = "feet",
        ["tooth"] = "teeth",
        ["wolf"] = "wolves",
        ["leaf"] = "leaves",
        ["sheep"] = "sheep",
        ["deer"] = "deer",
    };

    private static readonly HashSet<string> Plurals = [.. Singulars.Values];

    /// <summary>"two cats" where the prompt has a cat; null for anything else.</summary>
    public static Change? Counted(string text, string prompt)
    {
        if (Number().Match(text) is not { Success: true } number)
        {
            return null;
        }

        var (count, thing) = (number.Groups[1].Value, number.Groups[2].Value);
        var named = PromptWords.AsIn(prompt, thing);
        return PromptWords.Has(prompt, named) && (named != thing || Another(prompt, named) is not null)
            ? (arguments, _) => (arguments with { Prompt = WithNumber(arguments.Prompt, named, count, thing) }, null)
            : null;
    }

    // The thing's own number or article gives way; its adjectives stay.
    private static string WithNumber(string prompt, string named, string number, string thing)
    {
        var match = Regex.Match(
            prompt,
            $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(named)}(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        );
        var before = prompt[..match.Index];
        var adjectives = "";
        while (
            WordAtEnd().Match(before) is { Success: true } word
            && !NounPhrase.IsJoint(word.Groups[1].Value)
            && !NumberAtEnd().IsMatch(before)
        )
        {
            adjectives = word.Value + adjectives;
            before = before[..word.Index];
        }

        before = NumberAtEnd().Replace(before, "");
        return $"{before}{number} {adjectives}{thing}{prompt[(match.Index + match.Length)..]}";
    }

    private static string? Another(string prompt, string named) =>
        Regex.IsMatch(
            prompt,
            $@"(?<![\p{{L}}\p{{N}}])(?:{Numbers})\s+(?:[\p{{L}}-]+\s+){{0,2}}?{Regex.Escape(named)}"
                + $@"(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        )
            ? named
            : null;

    private const string Numbers =
        "an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some|many|few|a few|several|a lot of|lots of|\\d+";

    [GeneratedRegex(@"(?<![\p{L}\p{N}-])([\p{L}-]+)\s+$")]
    private static partial Regex WordAtEnd();

    [GeneratedRegex($@"(?<![\p{{L}}\p{{N}}])(?:a few|a lot of|lots of|{Numbers})\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberAtEnd();

    [GeneratedRegex(
        @"^(two|three|four|five|six|seven|eight|nine|ten|many|few|several|some|\d{1,3})\s+(\S.*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NumberFirst();

    [GeneratedRegex(
        @"^(one|two|three|four|five|six|seven|eight|nine|ten|many|several|\d{1,3})\s+([\p{L}-]+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();
}
