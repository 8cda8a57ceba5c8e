using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>How a rule's pattern is read.</summary>
public enum RuleKind
{
    /// <summary>Whole words in a row, one or several, however they are spelled or spaced.</summary>
    Phrase,

    /// <summary>A regular expression over the normalised prompt.</summary>
    Regex,
}

/// <summary>What a rule does with a prompt, from mild to strict. The strictest rule that matches decides.</summary>
public enum RuleAction
{
    /// <summary>Nothing: a chat's own rule with the same pattern as one for everywhere switches that one off
    /// there.</summary>
    Allow,

    /// <summary>It is drawn, and the moderators can find it.</summary>
    Flag,

    /// <summary>It waits until a moderator decides.</summary>
    Hold,

    /// <summary>It is not drawn.</summary>
    Block,
}

/// <summary>A rule, ready to be matched. Immutable.</summary>
public sealed class PromptRule
{
    /// <summary>Longest pattern.</summary>
    public const int MaxPatternLength = 500;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    private readonly Regex regex;

    private PromptRule(RuleKind kind, string pattern, Regex regex) =>
        (Kind, Pattern, this.regex) = (kind, pattern, regex);

    public long Id { get; init; }

    public RuleKind Kind { get; }

    public string Pattern { get; }

    public RuleAction Action { get; init; } = RuleAction.Block;

    public string? Note { get; init; }

    /// <summary>The row id of the chat it holds in; null for everywhere.</summary>
    public long? ChatId { get; init; }

    /// <summary>Makes a rule of a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is empty, too long, or no regular expression that runs in linear
    /// time; the message is for the moderator.</exception>
    public static PromptRule Create(
        RuleKind kind,
        string pattern,
        RuleAction action = RuleAction.Block,
        long id = 0,
        string? note = null,
        long? chatId = null
    )
    {
        if (string.IsNullOrWhiteSpace(pattern) || pattern.Length > MaxPatternLength)
        {
            throw new ArgumentException(
                $"A rule's pattern has 1 to {MaxPatternLength} characters, not {pattern.Length}."
            );
        }

        return new PromptRule(kind, pattern, kind == RuleKind.Regex ? Compile(pattern) : Phrase(pattern))
        {
            Action = action,
            Id = id,
            Note = note,
            ChatId = chatId,
        };
    }

    /// <summary>Whether any reading of the prompt matches.</summary>
    public bool Matches(NormalizedPrompt prompt)
    {
        try
        {
            return prompt.Readings.Any(regex.IsMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be judged in seconds, by an engine that takes linear time, is not let through.
            return true;
        }
    }

    private static Regex Phrase(string pattern)
    {
        var words = NormalizedPrompt.Of(pattern).Readings[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? throw new ArgumentException($"“{pattern}” holds no word.")
            : Compile($@"\b{string.Join(' ', words.Select(Regex.Escape))}\b");
    }

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
                $"“{pattern}” uses lookaround or back-references, which rules cannot have.",
                exception
            );
        }
    }
}
