using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>The forms in which a word of a phrase is found, as a regular expression: the plural, the tenses and the
/// nouns that English makes of it, and digits behind it. A star at a word's end stands for any ending.</summary>
internal static class WordForms
{
    private const string Vowels = "aeiou";

    // Shorter words have no forms: what is made of them is another word more often than not.
    private const int Shortest = 3;

    /// <param name="word">Lower case, normalised.</param>
    /// <param name="anyEnding">It had a star behind it.</param>
    public static string Pattern(string word, bool anyEnding)
    {
        var (begin, end) = (HasEdge(word[0]) ? @"\b" : "", HasEdge(word[^1]) ? @"\b" : "");
        if (anyEnding)
        {
            return begin + Regex.Escape(word) + (end.Length > 0 ? @"\w*" : "");
        }

        return word.Length >= Shortest && word.All(char.IsAsciiLetterLower)
            ? $"{begin}{Forms(word)}[0-9]*{end}"
            : begin + Regex.Escape(word) + (end.Length > 0 ? $"[0-9]*{end}" : "");
    }

    // Chinese, Japanese, Thai, Lao, Burmese and Khmer have no spaces between words, and a picture stands by itself.
    private static bool HasEdge(char c) =>
        char.IsLetterOrDigit(c)
        && c
            is not (
                (>= '\u0E00' and <= '\u0EFF')
                or (>= '\u1000' and <= '\u109F')
                or (>= '\u1780' and <= '\u17FF')
                or (>= '\u3005' and <= '\u30FF')
                or (>= '\u31F0' and <= '\u31FF')
                or (>= '\u3400' and <= '\u4DBF')
                or (>= '\u4E00' and <= '\u9FFF')
                or (>= '\uF900' and <= '\uFAFF')
            );

    private static string Forms(string word) =>
        word[^1] switch
        {
            'e' => $"{word[..^1]}(?:e[sd]?|eness|ings?|ity|ities|ists?|ism)",
            'y' => $"{word[..^1]}(?:ys?|ies|ied|iness|ying)",
            var last when Doubles(word) => $"{word}(?:e?s|{last}?(?:ed|ing|y)|ings|ness|ity)?",
            _ => $"{word}(?:e?s|ed|ings?|ness|ity|y)?",
        };

    // "strip" becomes "stripping": a short word that ends in one vowel and one consonant.
    private static bool Doubles(string word) =>
        !Vowels.Contains(word[^1], StringComparison.Ordinal)
        && word[^1] is not ('w' or 'x' or 'y')
        && Vowels.Contains(word[^2], StringComparison.Ordinal)
        && !Vowels.Contains(word[^3], StringComparison.Ordinal);
}
