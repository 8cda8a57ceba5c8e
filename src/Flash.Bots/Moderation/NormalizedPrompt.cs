using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>
/// A prompt with the disguises taken off. No single reading undoes all of them without harming honest prompts, so there
/// are several, and a rule that matches any of them matches.
/// </summary>
/// <param name="Readings">The plain reading first; then digits as letters, spaced letters closed up, and both.</param>
public sealed record NormalizedPrompt(IReadOnlyList<string> Readings)
{
    // Digits and signs that stand for letters.
    private static readonly FrozenDictionary<char, char> StandsFor = Pairs("0o 1i 3e 4a 5s 7t 8b 9g @a $s !i |i €e +t");

    /// <summary>Normalises a prompt: lower case, no accents or other marks, no invisible characters, look-alikes as
    /// Latin letters, single spaces.</summary>
    public static NormalizedPrompt Of(string prompt)
    {
        var letters = Letters(prompt);
        var plain = Words(letters);
        var leet = Words(string.Create(letters.Length, letters, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = StandsFor.GetValueOrDefault(source[i], source[i]);
                }
            }));
        return new NormalizedPrompt([
            .. new[] { plain, leet, CloseUp(plain), CloseUp(leet) }.Distinct(StringComparer.Ordinal),
        ]);
    }

    private static string Letters(string prompt)
    {
        var letters = new StringBuilder(prompt.Length);
        foreach (var rune in prompt.EnumerateRunes())
        {
            // An accent may be a character of its own; zero-width and direction marks are "format".
            if (LetterFolding.Of(rune) is { } plain)
            {
                letters.Append(plain);
            }
            else if (
                Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.Format
                        or UnicodeCategory.Control
                    )
            )
            {
                letters.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return letters.ToString();
    }

    private static string Words(string letters)
    {
        var words = new StringBuilder(letters.Length);
        foreach (var c in letters)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd();
    }

    // "n u d e" and "n.u.d.e" are single letters in a row: three or more of them are one word.
    private static string CloseUp(string words)
    {
        var closed = new List<string>();
        var singles = new List<string>();
        foreach (var word in words.Split(' ').Append(""))
        {
            if (word.Length == 1)
            {
                singles.Add(word);
                continue;
            }

            closed.AddRange(singles.Count >= 3 ? [string.Concat(singles)] : singles);
            singles.Clear();
            closed.Add(word);
        }

        return string.Join(' ', closed).TrimEnd();
    }

    private static FrozenDictionary<char, char> Pairs(string pairs) =>
        pairs.Split(' ').ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
