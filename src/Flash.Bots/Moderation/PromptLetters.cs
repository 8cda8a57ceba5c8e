using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>A prompt as plain lower-case letters: look-alikes read as Latin ones, nothing that cannot be
/// seen.</summary>
internal static class PromptLetters
{
    // They show nothing, or stretch a word, but count as letters or signs: the fillers of Hangul, the empty pattern of
    // Braille, blanks of music and hieroglyphs, the Arabic tatweel, and what stands for a missing object or character.
    private static readonly FrozenSet<int> Blanks = new[]
    {
        0x0640,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x2800,
        0x3164,
        0xFFA0,
        0xFFFC,
        0xFFFD,
        0x13441,
        0x13442,
        0x16FE4,
        0x1D159,
    }.ToFrozenSet();

    // No word has the same letter three times; these two are hardly ever doubled.
    private const string SeldomDoubled = "ui";

    /// <summary>The readings of the letters, the plain one first.</summary>
    public static IEnumerable<string> Readings(string prompt) =>
        Letters(prompt).Distinct(StringComparer.Ordinal).SelectMany(Squeezed).Distinct(StringComparer.Ordinal);

    /// <summary>Lower case, in its own alphabet, without what cannot be seen: for rules that are written in
    /// it.</summary>
    public static string Unfolded(string prompt) => Fold(prompt, "", _ => null, keepsMarks: true);

    private static IEnumerable<string> Letters(string prompt)
    {
        // What shows nothing may hide in a word, or part two.
        yield return Fold(prompt, "", LetterFolding.Of);
        yield return Fold(prompt, " ", LetterFolding.Of);
        yield return Fold(prompt, "", rune => LetterFolding.Of(rune) ?? LetterFolding.LooksLike(rune));
    }

    private static string Fold(string prompt, string invisible, Func<Rune, string?> plain, bool keepsMarks = false)
    {
        var letters = new StringBuilder(prompt.Length);
        foreach (var rune in prompt.EnumerateRunes())
        {
            if (Blanks.Contains(rune.Value))
            {
                letters.Append(invisible);
            }
            else if (plain(rune) is { } folded)
            {
                letters.Append(folded);
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                letters.Append(rune.Value is '\n' or '\r' ? '\n' : ' ');
            }
            else
            {
                switch (Rune.GetUnicodeCategory(rune))
                {
                    case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when !keepsMarks:
                        // An accent may be a character of its own.
                        break;
                    case UnicodeCategory.Format or UnicodeCategory.Control:
                    case UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                        letters.Append(invisible);
                        break;
                    default:
                        letters.Append(Rune.ToLowerInvariant(rune));
                        break;
                }
            }
        }

        return letters.ToString();
    }

    // "nuuude" and "seeexy".
    private static IEnumerable<string> Squeezed(string letters)
    {
        yield return letters;
        yield return Squeeze(letters, 1);
        yield return Squeeze(letters, 2);
    }

    private static string Squeeze(string letters, int kept)
    {
        var squeezed = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; )
        {
            var run = 1;
            while (i + run < letters.Length && letters[i + run] == letters[i])
            {
                run++;
            }

            var isStretched =
                char.IsLetter(letters[i])
                && (run > 2 || (run == 2 && SeldomDoubled.Contains(letters[i], StringComparison.Ordinal)));
            squeezed.Append(letters[i], isStretched ? (run == 2 ? 1 : kept) : run);
            i += run;
        }

        return squeezed.ToString();
    }
}
