using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Where an option begins: its dashes and its name.</summary>
/// <param name="Start">Of the dashes.</param>
/// <param name="ValueStart">Behind the name.</param>
/// <param name="Name">As typed.</param>
/// <param name="Kind">Null for a name that no program has.</param>
/// <param name="Trust">How surely it is an option and not punctuation.</param>
internal readonly partial record struct OptionHead(
    int Start,
    int ValueStart,
    string Name,
    OptionKind? Kind,
    Trust Trust
)
{
    // How far away the second dash of a pair is looked for.
    private const int LongestAside = 120;

    /// <summary>The option whose dashes begin at a position; null for punctuation.</summary>
    /// <param name="plain">The whole text in plain characters.</param>
    /// <param name="at">Of the first of the dashes.</param>
    public static OptionHead? Read(string plain, int at)
    {
        var end = at;
        while (end < plain.Length && Glyphs.IsDash(plain[end]))
        {
            end++;
        }

        var spaced = end < plain.Length && plain[end] == ' ';
        var match = NameAt().Match(plain, spaced ? end + 1 : end);
        if (!match.Success)
        {
            return null;
        }

        var (name, kind) = Resolve(match.Value);
        var valueStart = match.Index + name.Length;
        var isDouble = end - at >= 2;
        var isHyphen = !isDouble && plain[at] == '-';
        var glued = at > 0 && Glyphs.IsSpacedLetter(plain[at - 1]) || at > 0 && char.IsAsciiDigit(plain[at - 1]);
        if (isHyphen && (spaced || glued || !OptionNames.StandsAfterOneHyphen(name)))
        {
            return null;
        }

        if (kind is null)
        {
            var begins = at == 0 || char.IsWhiteSpace(plain[at - 1]);
            return isDouble && !spaced && begins && !IsAside(plain, valueStart, onlyGlued: true)
                ? new OptionHead(at, valueStart, name, null, Trust.Sure)
                : null;
        }

        var aside = IsAside(plain, valueStart, onlyGlued: isDouble);
        var trust =
            isHyphen
                ? (
                    kind == OptionKind.Negative && !ClosingHyphen().IsMatch(plain, valueStart)
                        ? Trust.WithWords
                        : Trust.WithValue
                )
            : isDouble && !spaced && !glued && !(aside && kind == OptionKind.Negative) ? Trust.Sure
            : isDouble && !aside ? Trust.WithWords
            : !isDouble && !spaced && !glued && OptionNames.IsUnmistakable(name) ? Trust.Sure
            : !isDouble && !spaced && !glued && !aside ? Trust.WithWords
            : Trust.WithValue;
        return new OptionHead(at, valueStart, name, kind, trust);
    }

    // "--no-people" and "--ar16:9" name an option and go on with its value.
    private static (string Name, OptionKind? Kind) Resolve(string name)
    {
        if (OptionNames.Find(name) is { } kind)
        {
            return (name, kind);
        }

        var first = name.Split('-', '_')[0];
        return first.Length < name.Length && OptionNames.Find(first) is { } negative and OptionKind.Negative
            ? (first, negative)
            : (name, null);
    }

    // "a man —no beard— in a boat": the words between two dashes are the sentence's own.
    private static bool IsAside(string plain, int from, bool onlyGlued)
    {
        var last = Math.Min(plain.Length, from + LongestAside);
        for (var i = from; i < last; i++)
        {
            var isPair = plain[i] == '-' && i + 1 < plain.Length && plain[i + 1] == '-';
            if (plain[i] != Glyphs.LongDash && !isPair)
            {
                continue;
            }

            var end = i;
            while (end < plain.Length && Glyphs.IsDash(plain[end]))
            {
                end++;
            }

            var closes = end == plain.Length || !char.IsLetterOrDigit(plain[end]);
            var isOption =
                !closes
                || (
                    end < plain.Length
                    && plain[end] == ' '
                    && NameAt().Match(plain, end + 1) is { Success: true } next
                    && OptionNames.Find(next.Value) is not null
                );
            if (closes && !isOption && (!onlyGlued || char.IsLetterOrDigit(plain[i - 1])))
            {
                return true;
            }

            if (
                isOption
                && !closes
                && NameAt().Match(plain, end) is { Success: true } option
                && OptionNames.Find(option.Value) is not null
            )
            {
                return false;
            }

            i = end - 1;
        }

        return false;
    }

    // "a man -no beard- in a boat".
    [GeneratedRegex(@"\G[^\n-]{0,120}(?<=\S)-(?=[\s,.]|$)")]
    private static partial Regex ClosingHyphen();

    [GeneratedRegex(
        @"\G(?:[A-Za-z]+(?:[-_][A-Za-z]+)*|(?:без|сид|зерно|количество|формат|размер|стиль)(?![\p{L}])|种子|数量|比例|尺寸|不要|"
            + @"风格)"
    )]
    private static partial Regex NameAt();
}

/// <summary>What must follow a name before it counts as an option.</summary>
internal enum Trust
{
    /// <summary>A value of the right kind: the dash may be punctuation.</summary>
    WithValue,

    /// <summary>The same, or any words where the option takes words.</summary>
    WithWords,

    /// <summary>Nothing: what cannot be read is a mistake.</summary>
    Sure,
}
