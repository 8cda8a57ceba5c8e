using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>
/// A prompt with the disguises taken off. No single reading undoes all of them without harming honest prompts, so there
/// are several, and a rule that matches any of them matches.
/// </summary>
/// <param name="Readings">The plain reading first; then weights taken off, digits as letters, pieces of words put
/// together, and all of these at once.</param>
public sealed record NormalizedPrompt(IReadOnlyList<string> Readings)
{
    // Digits and signs that stand for letters.
    private static readonly FrozenDictionary<char, char> StandsFor = Pairs("0o 1i 3e 4a 5s 7t 8b 9g @a $s !i |i €e +t");

    // They show nothing but count as letters or signs: the fillers of Hangul and the empty pattern of Braille.
    private static readonly FrozenSet<int> Fillers = new[] { 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800 }.ToFrozenSet();

    /// <summary>Normalises a prompt: lower case, no accents or other marks, no invisible characters, look-alikes as
    /// Latin letters, single spaces.</summary>
    public static NormalizedPrompt Of(string prompt) =>
        new([
            .. PromptBrackets
                .Readings(prompt)
                .SelectMany(source => new[] { Letters(source, ""), Letters(source, " ") })
                .Distinct(StringComparer.Ordinal)
                .SelectMany(letters => new[] { letters, Leet(letters) })
                .Distinct(StringComparer.Ordinal)
                .SelectMany(WordsOf)
                .Distinct(StringComparer.Ordinal),
        ]);

    private static IEnumerable<string> WordsOf(string letters)
    {
        var words = Words(letters);
        yield return words;
        yield return CloseUp(words);
        yield return JoinFragments(words);
        if (WordPieces.PutTogether(words) is { Length: > 0 } pieces)
        {
            yield return pieces;
        }

        // "nu-de" and "nu.de" are one word that a sign cuts in two.
        yield return Words(
            string.Concat(letters.Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c)))
        );
    }

    /// <param name="prompt">As it was typed.</param>
    /// <param name="invisible">What stands for a character that shows nothing: it may hide in a word, or part
    /// two.</param>
    private static string Letters(string prompt, string invisible)
    {
        var letters = new StringBuilder(prompt.Length);
        foreach (var rune in prompt.EnumerateRunes())
        {
            // An accent may be a character of its own; zero-width and direction marks are "format".
            if (Fillers.Contains(rune.Value))
            {
                letters.Append(invisible);
            }
            else if (LetterFolding.Of(rune) is { } plain)
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
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                letters.Append(invisible);
            }
        }

        return letters.ToString();
    }

    private static string Leet(string letters) => string.Create(letters.Length, letters, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = StandsFor.GetValueOrDefault(source[i], source[i]);
            }
        });

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
    private static string CloseUp(string words) => Join(words, word => word.Length == 1, run => run.Count >= 3);

    // "n u de" is one word in pieces, of which at least one is a single letter.
    private static string JoinFragments(string words) =>
        Join(words, word => word.Length <= 2, run => run.Count >= 2 && run.Any(word => word.Length == 1));

    private static string Join(string words, Func<string, bool> isPiece, Func<List<string>, bool> belongTogether)
    {
        var joined = new List<string>();
        var run = new List<string>();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            if (word.Length > 0 && isPiece(word))
            {
                run.Add(word);
                continue;
            }

            joined.AddRange(belongTogether(run) ? [string.Concat(run)] : run);
            run.Clear();
            joined.Add(word);
        }

        return string.Join(' ', joined).TrimEnd();
    }

    private static FrozenDictionary<char, char> Pairs(string pairs) =>
        pairs.Split(' ').ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
