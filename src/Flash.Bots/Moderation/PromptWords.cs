using System.Globalization;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>Letters as words with single spaces between them.</summary>
internal static class PromptWords
{
    /// <summary>Stands as a word of its own where a clause ends.</summary>
    public const char ClauseEnd = ',';

    private const string Apostrophes = "'’ʼ`´‘";
    private const string Vowels = "aeiou";

    // Between letters they part or join words, and hide no letter.
    private const string Joints = "-‐‑–—/,:;&+";

    /// <summary>Words in a row, without any sign.</summary>
    public static string Plain(string letters) => Words(letters, keepsClauses: false, keepsPictures: false);

    /// <summary>The same with emoji as words of their own.</summary>
    public static string WithPictures(string letters) => Words(letters, keepsClauses: false, keepsPictures: true);

    /// <summary>The same with <see cref="ClauseEnd"/> where a clause ends.</summary>
    public static string WithClauses(string letters) => Words(letters, keepsClauses: true, keepsPictures: false);

    /// <summary>“nu-de”, “nu.de” and “nu🍑de” are one word that something cuts in two.</summary>
    public static string WithoutInnerSigns(string letters) => ReplaceInner(letters, _ => true, "");

    /// <summary>“king's” is one word, and its s none.</summary>
    public static string WithoutApostrophes(string letters) =>
        ReplaceInner(letters, sign => sign.Length == 1 && Apostrophes.Contains(sign[0], StringComparison.Ordinal), "");

    /// <summary>“n*de” and “p🌽rn” hide vowels behind a sign: with each of them in its place.</summary>
    public static IEnumerable<string> Unmasked(string letters) =>
        Vowels
            .Select(vowel =>
                ReplaceInner(
                    letters,
                    sign => !(Apostrophes + Joints).Contains(sign, StringComparison.Ordinal),
                    vowel.ToString()
                )
            )
            .Where(unmasked => unmasked.Length > 0 && unmasked != letters);

    /// <summary>“n u d e” and “n.u.d.e” are single letters in a row: three or more of them are one word.</summary>
    public static string CloseUp(string words)
    {
        var (joined, run) = (new List<string>(), new List<string>());
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            if (word.Length == 1)
            {
                run.Add(word);
                continue;
            }

            joined.AddRange(run.Count >= 3 ? [string.Concat(run)] : run);
            run.Clear();
            joined.Add(word);
        }

        return string.Join(' ', joined).TrimEnd();
    }

    private static string Words(string letters, bool keepsClauses, bool keepsPictures)
    {
        var words = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; )
        {
            var rune = Rune.GetRuneAt(letters, i);
            i += rune.Utf16SequenceLength;
            if (IsLetter(rune))
            {
                words.Append(rune);
            }
            else if (keepsPictures && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol)
            {
                Space(words).Append(rune).Append(' ');
            }
            else if (keepsClauses && words.Length > 0 && EndsClause(rune, letters, i))
            {
                _ = words is [.., ',', ' '] ? words : Space(words).Append(ClauseEnd).Append(' ');
            }
            else
            {
                Space(words);
            }
        }

        return words.ToString().TrimEnd();
    }

    private static StringBuilder Space(StringBuilder words) =>
        words.Length > 0 && words[^1] != ' ' ? words.Append(' ') : words;

    // "3.5" and "n.u.d.e" go on; a new line, and what stands before a space, do not.
    private static bool EndsClause(Rune sign, string letters, int next) =>
        sign.Value is '\n' or '。' or '，' or '、' or '；' or '：' or '！' or '？' or '|' or '(' or ')' or '—' or '–'
        || (
            sign.Value is '.' or ',' or ';' or ':' or '!' or '?' or '…'
            && (next == letters.Length || char.IsWhiteSpace(letters[next]))
        );

    private static string ReplaceInner(string letters, Func<string, bool> isSign, string with)
    {
        var result = new StringBuilder(letters.Length);
        var follows = false;
        for (var i = 0; i < letters.Length; )
        {
            var rune = Rune.GetRuneAt(letters, i);
            if (!follows || IsLetter(rune) || Rune.IsWhiteSpace(rune))
            {
                result.Append(rune);
                i += rune.Utf16SequenceLength;
                follows = IsLetter(rune);
                continue;
            }

            var end = i;
            for (; end < letters.Length; end += rune.Utf16SequenceLength)
            {
                rune = Rune.GetRuneAt(letters, end);
                if (IsLetter(rune) || Rune.IsWhiteSpace(rune))
                {
                    break;
                }
            }

            var signs = letters[i..end];
            var isInner = end < letters.Length && IsLetter(Rune.GetRuneAt(letters, end));
            result.Append(isInner && isSign(signs) ? with : signs);
            follows = false;
            i = end;
        }

        return result.ToString();
    }

    private static bool IsLetter(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark;
}
