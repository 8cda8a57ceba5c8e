using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>More or fewer of a thing, as a change.</summary>
internal static partial class Amounts
{
    /// <summary>"more clouds", "fewer birds".</summary>
    /// <param name="word">More or fewer, in any language.</param>
    /// <param name="thing">Without an article.</param>
    /// <param name="prompt">What is changed.</param>
    public static Change Of(string word, string thing, string prompt)
    {
        var isMore =
            word.ToLowerInvariant() is not ("fewer" or "less" or "weniger" or "moins de" or "menos" or "меньше");
        var named = PromptWords.AsIn(prompt, thing);
        if (!PromptWords.Has(prompt, named))
        {
            // "more boats and birds" is one wish.
            return isMore ? ChangeWords.With($"many {thing}") : PromptRewrite.Remove(thing);
        }

        return (arguments, _) =>
            (arguments with { Prompt = WithNumber(arguments.Prompt, named, isMore ? "many" : "few", thing) }, null);
    }

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
        var phrase = new Regex(
            $@"(?<![\p{{L}}\p{{N}}])(?:(?:{Numbers})\s+)?((?:[\p{{L}}-]+\s+){{0,2}}?){Regex.Escape(named)}(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        );
        return phrase.Replace(
            prompt,
            match =>
            {
                var adjectives = match.Groups[1].Value;
                return adjectives.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(NounPhrase.IsJoint)
                    ? match.Value[..(match.Value.Length - named.Length)] + $"{number} {thing}"
                    : $"{number} {adjectives}{thing}";
            },
            1
        );
    }

    private static string? Another(string prompt, string named) =>
        Regex.IsMatch(
            prompt,
            $@"(?<![\p{{L}}\p{{N}}])(?:{Numbers})\s+(?:[\p{{L}}-]+\s+){{0,2}}?{Regex.Escape(named)}(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        )
            ? named
            : null;

    private const string Numbers =
        "an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some|many|few|a few|several|a lot of|lots of|\\d+";

    [GeneratedRegex(
        @"^(one|two|three|four|five|six|seven|eight|nine|ten|many|several|\d{1,3})\s+([\p{L}-]+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Number();
}
