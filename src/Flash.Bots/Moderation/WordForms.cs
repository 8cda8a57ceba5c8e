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
        if (anyEnding)
        {
            return Regex.Escape(word) + @"\w*";
        }

        return word.Length >= Shortest && word.All(char.IsAsciiLetterLower)
            ? $"(?:{string.Join('|', Forms(word).Distinct().Select(Regex.Escape))})[0-9]*"
            : Regex.Escape(word) + "[0-9]*";
    }

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        yield return word + "s";
        switch (word[^1])
        {
            case 'e':
                var root = word[..^1];
                foreach (var ending in (string[])["d", "ness"])
                {
                    yield return word + ending;
                }

                foreach (var ending in (string[])["ing", "ings", "ity", "ities", "ist", "ists", "ism"])
                {
                    yield return root + ending;
                }

                break;
            case 'y':
                foreach (var ending in (string[])["ies", "ied", "iness"])
                {
                    yield return word[..^1] + ending;
                }

                yield return word + "ing";
                break;
            default:
                foreach (var ending in (string[])["es", "ed", "ing", "ings", "ness", "ity", "y"])
                {
                    yield return word + ending;
                }

                if (Doubles(word))
                {
                    foreach (var ending in (string[])["ed", "ing", "y"])
                    {
                        yield return word + word[^1] + ending;
                    }
                }

                break;
        }
    }

    // "strip" becomes "stripping": a short word that ends in one vowel and one consonant.
    private static bool Doubles(string word) =>
        !Vowels.Contains(word[^1], StringComparison.Ordinal)
        && word[^1] is not ('w' or 'x' or 'y')
        && Vowels.Contains(word[^2], StringComparison.Ordinal)
        && !Vowels.Contains(word[^3], StringComparison.Ordinal);
}
