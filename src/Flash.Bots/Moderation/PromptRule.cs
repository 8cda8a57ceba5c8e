using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>A rule, ready to be matched. Immutable.</summary>
public sealed partial class PromptRule
{
    // An automaton is made only as far as prompts lead. The rules that come with Flash name more words than the
    // 10,000 states that the runtime allows by itself.
    private const int MostStates = 262_144;

    static PromptRule() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MostStates);

    /// <summary>Longest pattern that moderators write.</summary>
    public const int MaxPatternLength = 500;

    /// <summary>Longest pattern, which the rules that come with Flash need.</summary>
    private const int LongestPattern = 100_000;

    // A word in single letters is found as so many words.
    private const int LongestDisguise = 12;

    private const char Innocent = '!';

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<Regex> all;
    private readonly IReadOnlyList<Regex> innocent;

    private PromptRule(RuleKind kind, string pattern, IReadOnlyList<Regex> all, IReadOnlyList<Regex> innocent) =>
        (Kind, Pattern, this.all, this.innocent) = (kind, pattern, all, innocent);

    public long Id { get; init; }

    public RuleKind Kind { get; }

    public string Pattern { get; }

    public RuleAction Action { get; init; } = RuleAction.Block;

    public string? Note { get; init; }

    /// <summary>The row id of the chat it holds in; null for everywhere.</summary>
    public long? ChatId { get; init; }

    /// <summary>Where it looks.</summary>
    public RuleScope Scope { get; init; }

    /// <summary>What it is about; null where no one needs to know.</summary>
    public RuleCategory? Category { get; init; }

    /// <summary>It says nothing of flash-mini, which cannot draw what it is about.</summary>
    public bool OnlyRealModels { get; init; }

    /// <summary>Makes a rule of a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is empty, too long, or no regular expression that runs in linear
    /// time; the message is for the moderator.</exception>
    public static PromptRule Create(
        RuleKind kind,
        string pattern,
        RuleAction action = RuleAction.Block,
        long id = 0,
        string? note = null,
        long? chatId = null,
        RuleScope scope = RuleScope.Everything,
        RuleCategory? category = null,
        bool onlyRealModels = false
    )
    {
        if (
            string.IsNullOrWhiteSpace(pattern)
            || pattern.Length > (category is null ? MaxPatternLength : LongestPattern)
        )
        {
            throw new ArgumentException(
                $"A rule's pattern has 1 to {MaxPatternLength} characters, not {pattern.Length}."
            );
        }

        var lines = pattern.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (all, innocent) =
            kind == RuleKind.Phrase
                ? ([Phrase(pattern)], Array.Empty<Regex>())
                : (
                    lines.Where(line => line[0] != Innocent).Select(Compile).ToArray(),
                    lines.Where(line => line[0] == Innocent).Select(line => Compile(line[1..])).ToArray()
                );
        if (all.Length == 0)
        {
            throw new ArgumentException($"“{Commands.PlainText.Shorten(pattern, 200)}” finds nothing.");
        }

        return new PromptRule(kind, pattern, all, innocent)
        {
            Action = action,
            Id = id,
            Note = note,
            ChatId = chatId,
            Scope = scope,
            Category = category,
            OnlyRealModels = onlyRealModels,
        };
    }

    /// <summary>Whether any reading of the prompt matches. Of what is sexual or cruel, only what is not said to be
    /// absent.</summary>
    public bool Matches(NormalizedPrompt prompt)
    {
        try
        {
            if (!IsLenient)
            {
                return all.All(line => prompt.Readings.Any(line.IsMatch) || IsPutTogether(line, prompt));
            }

            var readings = prompt.InClauses.Select(reading => innocent.Aggregate(reading, TakeOut)).ToList();
            return all.All(line => readings.Any(reading => Finds(line, reading)) || IsPutTogether(line, prompt));
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be judged in seconds, by an engine that takes linear time, is not let through.
            return true;
        }
    }

    private bool IsLenient => innocent.Count > 0 || IsDeniable;

    // A denial says nothing where minors are about.
    private bool IsDeniable => Category is RuleCategory.Sexual or RuleCategory.Gore;

    private bool Finds(Regex line, string reading) =>
        line.IsMatch(reading) && (!IsDeniable || Negation.FindsPresent(reading, line));

    // Nothing is found across it.
    private static string TakeOut(string reading, Regex innocent) =>
        innocent.Replace(reading, found => new string('\n', found.Length));

    private static bool IsPutTogether(Regex line, NormalizedPrompt prompt)
    {
        if (!line.IsMatch(prompt.PutTogetherLines))
        {
            return false;
        }

        foreach (var word in prompt.PutTogether.Where(word => !line.IsMatch(word.Apart)))
        {
            foreach (var found in line.EnumerateMatches(word.Line))
            {
                if (word.Touches(found.Index, found.Length))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Where the rule's words stand in what was typed, for people to see; null when it is found in no run of
    /// words, but in a disguise of the whole.</summary>
    public (int Start, int Length)? Find(string typed)
    {
        // Of a rule with several lines the first that is found is shown.
        if (all.Count > 1)
        {
            return all.Select(line => new PromptRule(Kind, Pattern, [line], []).Find(typed))
                .FirstOrDefault(found => found is not null);
        }

        var words = Word().Matches(typed);
        var most = Kind == RuleKind.Phrase ? Pattern.Split(' ').Length + LongestDisguise : words.Count;
        for (var length = 1; length <= Math.Min(most, words.Count); length++)
        {
            for (var first = 0; first + length <= words.Count; first++)
            {
                var start = words[first].Index;
                var end = words[first + length - 1].Index + words[first + length - 1].Length;
                if (Matches(NormalizedPrompt.Of(typed[start..end])))
                {
                    return (start, end - start);
                }
            }
        }

        return null;
    }

    private static Regex Phrase(string pattern)
    {
        var words = Word().Matches(pattern).SelectMany(word => PhraseOf(word.Value)).ToList();
        return words.Count == 0
            ? throw new ArgumentException($"“{pattern}” holds no word.")
            : Compile(string.Join(' ', words));
    }

    /// <summary>The parts of one word of a phrase, as regular expressions.</summary>
    internal static IEnumerable<string> PhraseOf(string word)
    {
        var readings = NormalizedPrompt.Of(word).Readings;
        var reading = readings[0].Length > 0 ? readings[0] : readings.FirstOrDefault(other => other.Length > 0) ?? "";
        var parts = reading.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Select((part, i) => WordForms.Pattern(part, word.EndsWith('*') && i == parts.Length - 1));
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();

    // The engine without backtracking takes time linear in the prompt, whatever a moderator writes; it has no
    // lookaround and no back-references.
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(
                pattern,
                RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                MatchTimeout
            );
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException(
                $"“{Commands.PlainText.Shorten(pattern, 200)}” uses lookaround or back-references, or is too large; "
                    + $"rules cannot have that.",
                exception
            );
        }
    }
}
