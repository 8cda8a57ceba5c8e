using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Places, hours, weathers, colours and sizes as English prompts name them: what replaces what.</summary>
internal static partial class Scenery
{
    // Of each group a picture has one. The first phrase is the plainest; the words say that a phrase belongs to it.
    private static readonly (string Group, string Phrase, string Words)[] Kinds =
    [
        ("hour", "at night", "night|midnight|dark|nighttime|nightfall"),
        ("hour", "at sunset", "sunset|dusk|evening|golden hour|twilight"),
        ("hour", "at sunrise", "sunrise|dawn|morning"),
        ("hour", "during the day", "day|daytime|daylight|noon"),
        ("weather", "in the rain", "rain|rainy|raining|storm|stormy"),
        ("weather", "in falling snow", "snowing|snowfall|falling snow|snowstorm"),
        ("weather", "in the fog", "fog|foggy|mist|misty"),
        ("weather", "under a clear sky", "clear sky|clear day|good weather"),
        ("place", "in the snow", "winter|snow|snowy"),
        ("place", "in summer", "summer"),
        ("place", "in autumn", "autumn|fall"),
        ("place", "in spring", "spring"),
        ("place", "on the sea", "sea|ocean|water|waves|beach|lake"),
        ("place", "underwater", "underwater|under water"),
        ("place", "in the sky", "sky|air"),
        ("place", "in a meadow", "meadow|field|grass|park|garden|countryside"),
        ("place", "in the desert", "desert|sand|dunes"),
        ("place", "in the city", "city|town|street|downtown"),
        ("place", "in the forest", "forest|woods|jungle"),
        ("place", "in the mountains", "mountains|alps"),
        ("place", "in a room", "room|indoors|inside|kitchen|bedroom"),
        ("place", "in space", "space|outer space|moon's surface|galaxy"),
        ("position", "on the left", "left|left side"),
        ("position", "on the right", "right|right side"),
        ("position", "in the middle", "middle|centre|center"),
    ];

    private const string Colours =
        "red|orange|yellow|green|blue|purple|pink|white|black|brown|grey|gray|turquoise|golden|gold|silver|crimson|"
        + "scarlet|violet|teal|cyan|magenta|beige";

    /// <summary>Whether the text is a colour and nothing else.</summary>
    public static bool IsColour(string text) => OnlyColour().IsMatch(text);

    /// <summary>Whether the text is a place, an hour or a weather with its preposition: <c>in winter</c>.</summary>
    public static bool IsPlaceOrTime(string text) => HasPreposition().IsMatch(text) && KindOf(text) is not null;

    /// <summary>Whether the text is the name of an hour, a weather or a season and nothing else:
    /// <c>night</c>.</summary>
    public static bool IsHourOrWeather(string text) =>
        KindOf(text) is { } kind
        && (
            kind.Group is "hour" or "weather"
            || kind.Phrase is "in summer" or "in autumn" or "in spring" or "in the snow"
        )
        && kind.Words.Split('|').Contains(text.ToLowerInvariant());

    /// <summary>Whether the words ask for more or less light.</summary>
    public static bool IsLight(string words) => words.ToLowerInvariant() is "darker" or "brighter" or "lighter";

    /// <summary>The prompt at an hour with more or less light.</summary>
    /// <param name="prompt">As it is.</param>
    /// <param name="word">What <see cref="IsLight"/> knows.</param>
    public static string InLight(string prompt, string word) =>
        Place(prompt, word.Equals("darker", StringComparison.OrdinalIgnoreCase) ? "in the dark" : "on a sunny day");

    /// <summary><c>big</c> or <c>small</c> for a word that asks for it.</summary>
    public static string? SizeOf(string word) =>
        word.ToLowerInvariant() switch
        {
            "bigger" or "larger" or "big" or "large" or "huge" or "much bigger" or "giant" => "big",
            "smaller" or "small" or "tiny" or "little" or "much smaller" => "small",
            _ => null,
        };

    /// <summary>The phrase that says a place, an hour or a weather: <c>night</c> is <c>at night</c>; null for anything
    /// else.</summary>
    public static string? PhraseOf(string words) =>
        KindOf(words) is not { } kind ? null
        : HasPreposition().IsMatch(words)
        || words.Contains(' ', StringComparison.Ordinal) && words.EndsWith("water", StringComparison.OrdinalIgnoreCase)
            ? words
        : kind.Words.Split('|').Contains(Leading().Replace(words, "").ToLowerInvariant()) ? kind.Phrase
        : null;

    /// <summary>The prompt at another place or time: in the place of the one it names, or at its end.</summary>
    public static string Place(string prompt, string phrase)
    {
        var group = KindOf(phrase)?.Group;
        foreach (var kind in Kinds.Where(kind => kind.Group == group))
        {
            var present = new Regex(
                $@"(?<![\p{{L}}\p{{N}}])(?:(?:in|on|at|by|under|during|among|through)\s+(?:(?:the|a|an|falling|heavy|"
                    + $@"deep|bright|rainy|foggy|starry|snowy|sandy|green|big|small)\s+)*)?(?:"
                    + $@"{kind.Words.Replace(" ", @"\s+", StringComparison.Ordinal)})(?![\p{{L}}\p{{N}}])"
                    + $@"(?:\s+landscape)?",
                RegexOptions.IgnoreCase
            );
            if (present.Match(prompt) is { Success: true } match && HasPreposition().IsMatch(match.Value))
            {
                return prompt[..match.Index] + phrase + prompt[(match.Index + match.Length)..];
            }
        }

        return $"{prompt} {phrase}";
    }

    /// <summary>The prompt with a colour, size or other quality for a thing of it.</summary>
    /// <param name="prompt">As it is.</param>
    /// <param name="thing">A word of the prompt; null for what it names first.</param>
    /// <param name="quality">A colour, <c>bigger</c>, or any adjective.</param>
    public static string Describe(string prompt, string? thing, string quality)
    {
        var size = SizeOf(quality);
        var word = size ?? (IsColour(quality) ? quality.ToLowerInvariant() : quality);
        var same =
            size is not null ? SizeWords
            : IsColour(quality) ? Colours
            : null;
        var named = new Regex(
            $@"(?<![\p{{L}}\p{{N}}])({Regex.Escape(thing ?? SubjectOf(prompt))})(?![\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase
        ).Match(prompt);
        var noun = (named.Success && named.Length > 0 ? named : Subject().Match(prompt)).Groups[1];
        var (before, after) = (prompt[..noun.Index], prompt[noun.Index..]);
        if (same is not null)
        {
            // Only a quality of this very thing: between it and what stands in front of its noun phrase.
            var own = new Regex(
                $@"(?<![\p{{L}}\p{{N}}])(?:{same})(?=\s+(?:[\p{{L}}-]+\s+){{0,2}}$)",
                RegexOptions.IgnoreCase | RegexOptions.RightToLeft
            ).Match(before);
            if (own.Success && !Joining().IsMatch(before[own.Index..]))
            {
                return WithArticle(before[..own.Index], word, before[(own.Index + own.Length)..] + after);
            }

            var first = new Regex($@"^(?:{same})(?=\s)", RegexOptions.IgnoreCase).Match(after);
            if (thing is null && first.Success)
            {
                return WithArticle(before, word, after[first.Length..]);
            }
        }

        // "a small red boat"
        var colour = size is not null ? ColourAtEnd().Match(before) : Match.Empty;
        return colour.Success
            ? WithArticle(before[..colour.Index], word, " " + colour.Value + after)
            : WithArticle(before, word, " " + after);
    }

    /// <summary>The word for what the prompt names first: "boat" of "a red boat on the sea".</summary>
    public static string SubjectOf(string prompt)
    {
        var end = SubjectEnd().Match(prompt);
        var phrase = (end.Success ? prompt[..end.Index] : prompt).Trim(' ', '(', ')', '[', ']');
        var weight = phrase.IndexOf(':', StringComparison.Ordinal);
        phrase = weight < 0 ? phrase : phrase[..weight];
        return phrase[(phrase.LastIndexOf(' ') + 1)..];
    }

    /// <summary>The prompt with something else in the place of what it names first.</summary>
    public static string ReplaceSubject(string prompt, string subject)
    {
        var end = SubjectEnd().Match(prompt);
        return end.Success ? subject + prompt[end.Index..] : subject;
    }

    private static (string Group, string Phrase, string Words)? KindOf(string text)
    {
        foreach (var kind in Kinds)
        {
            if (
                Regex.IsMatch(
                    text,
                    $@"(?<![\p{{L}}\p{{N}}])(?:{kind.Words})(?![\p{{L}}\p{{N}}])",
                    RegexOptions.IgnoreCase
                )
            )
            {
                return kind;
            }
        }

        return null;
    }

    // "a orange boat".
    private static string WithArticle(string before, string word, string after) =>
        LastArticle()
            .Replace(before, article =>
                article.Value[..1]
                + ("aeiou".Contains(char.ToLowerInvariant(word[0]), StringComparison.Ordinal) ? "n " : " ")
            )
        + word
        + after;

    private const string SizeWords = "big|large|huge|giant|small|tiny|little|medium|medium-sized";

    [GeneratedRegex($@"(?<![\p{{L}}])(?:{Colours})\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex ColourAtEnd();

    [GeneratedRegex($"^(?:{Colours})$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyColour();

    [GeneratedRegex(
        @"^(?:in|at|on|under|by|during|among|near|inside|underwater|over|through|indoors|downtown)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HasPreposition();

    [GeneratedRegex(@"^(?:a|an|the|it)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Leading();

    [GeneratedRegex(
        @"^[(\[]*(?:(?:a|an|the|one|two|three|four|some|my)\s+)?[(\[]*(.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Subject();

    [GeneratedRegex(
        @"\s(?:on|in|at|under|over|with|near|next to|beside|behind|by|above|below|and|between|flying|sitting|standing|"
            + @"swimming)\s|,",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SubjectEnd();

    [GeneratedRegex(
        @"(?<![\p{L}])(?:and|with|on|in|of|under|over|near|the|a|an)(?![\p{L}])|,",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Joining();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])an?\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex LastArticle();
}
