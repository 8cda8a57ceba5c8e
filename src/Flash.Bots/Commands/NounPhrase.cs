using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What goes with a thing when the thing goes: its articles, numbers and adjectives.</summary>
internal static partial class NounPhrase
{
    // More adjectives than anyone gives one thing.
    private const int MostWords = 6;

    private static readonly FrozenSet<string> Determiners = Words(
        "a an the some any all my his her its our their this that these those one two three four five six seven eight "
            + "nine ten eleven twelve dozen hundred "
            + "thousand many several few various multiple lots "
            + "der die das den dem des ein eine einen einem einer zwei drei vier viele keine kein"
    );

    // Their adjectives stand behind the thing.
    private static readonly FrozenSet<string> Romance = Words(
        "un une le la les des du deux trois el los las una uno unos unas dos tres il lo gli um uma os dois duas due tre"
    );

    private static readonly FrozenSet<string> Joints = Words(
        "and or with on in at under over near beside by behind between next from to of that who which is are into onto "
            + "through above below inside around across "
            + "against along like as for without while where has have having wearing holding "
            + "und oder mit auf im am unter über neben bei vor hinter zwischen aus von zu "
            + "et ou avec sur dans sous devant derrière entre à au aux de "
            + "y o con en sobre bajo junto "
            + "e com em sob no na su sotto tra "
            + "и или с со на в во под над у за перед между из"
    );

    /// <summary>The whole phrase that a match is the noun of; the match alone where another word of its phrase follows
    /// it: "red" of "a red boat".</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="start">Of the match.</param>
    /// <param name="end">Behind it.</param>
    /// <returns>Where the phrase begins and ends, and whether all of it is meant.</returns>
    public static (int Start, int End, bool IsWhole) Around(string text, int start, int end)
    {
        var next = NextWord().Match(text, end);
        if (Joints.Contains(FirstWord().Match(text, start).Value.ToLowerInvariant()))
        {
            // "at night", "with a hat": a phrase of its own.
            return (start, end, true);
        }

        var before = Before(text, start);
        if (before.Count > 0 && Romance.Contains(Lower(text, before[0])))
        {
            return (before[0].Start, RomanceEnd(text, end), true);
        }

        if (next.Success && !Joints.Contains(next.Value.Trim().ToLowerInvariant()) && !IsDoing(next.Value))
        {
            return (start, end, false);
        }

        var from = start;
        for (var i = 0; i < before.Count; i++)
        {
            var word = Lower(text, before[i]);
            if (Determiners.Contains(word) || Romance.Contains(word))
            {
                from = before[i].Start;
                continue;
            }

            // "a sleeping cat" is one thing, "cats playing chess" are two.
            var isDetermined = before.Skip(i + 1).Any(later => Determiners.Contains(Lower(text, later)));
            if (
                Joints.Contains(word)
                || (IsDoing(word) && !(i + 1 < before.Count && Determiners.Contains(Lower(text, before[i + 1]))))
                || (i > 0 && Determiners.Contains(Lower(text, before[i - 1])))
                || (Romance.Overlaps(before.Skip(i + 1).Select(later => Lower(text, later))) && !isDetermined)
            )
            {
                break;
            }

            from = before[i].Start;
        }

        return (from, end, true);
    }

    /// <summary>Whether the word joins phrases: a preposition, "and".</summary>
    public static bool IsJoint(string word) => Joints.Contains(word.ToLowerInvariant());

    public static bool IsDeterminer(string word) =>
        Determiners.Contains(word.ToLowerInvariant()) || Romance.Contains(word.ToLowerInvariant());

    /// <summary>"sitting", "flying": what someone does, with what follows it.</summary>
    public static bool IsDoing(string word) =>
        word.Trim() is { Length: > 5 } doing
        && doing.EndsWith("ing", StringComparison.OrdinalIgnoreCase)
        && !doing.EndsWith("thing", StringComparison.OrdinalIgnoreCase)
        && !doing.Equals("building", StringComparison.OrdinalIgnoreCase);

    // The words in front of a position, the nearest first, up to punctuation.
    private static List<(int Start, int End)> Before(string text, int at)
    {
        var words = new List<(int, int)>();
        while (words.Count < MostWords && WordBefore().Match(text, at) is { Success: true } word)
        {
            words.Add((word.Groups[1].Index, word.Groups[1].Index + word.Groups[1].Length));
            at = word.Groups[1].Index;
        }

        return words;
    }

    private static int RomanceEnd(string text, int end)
    {
        while (NextWord().Match(text, end) is { Success: true } next && !IsJoint(next.Value.Trim()))
        {
            end = next.Index + next.Length;
        }

        return end;
    }

    private static string Lower(string text, (int Start, int End) word) =>
        text[word.Start..word.End].ToLowerInvariant();

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\G\s+[\p{L}\p{N}][\p{L}\p{N}'’-]*")]
    private static partial Regex NextWord();

    [GeneratedRegex(@"\G[\p{L}\p{N}]+")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"(?<![\p{L}\p{N}'’-])([\p{L}\p{N}][\p{L}\p{N}'’-]*)\s+\G", RegexOptions.RightToLeft)]
    private static partial Regex WordBefore();
}
