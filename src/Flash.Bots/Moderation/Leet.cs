using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>Digits and signs that stand for letters: <c>c4t</c>, <c>ki11</c>, <c>$ex</c>.</summary>
internal static partial class Leet
{
    private static readonly FrozenDictionary<char, char> StandsFor = "0o 3e 4a 5s 7t 8b 9g @a $s €e +t"
        .Split(' ')
        .ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    // 1, | and ! are i or l: all of them the one or the other, or the first of a word the one and the rest the other.
    private static readonly (char First, char Others)[] Mixes = [('i', 'i'), ('l', 'l'), ('i', 'l'), ('l', 'i')];

    /// <summary>The letters as they are, and with digits read as letters in every word that is not a number.</summary>
    public static IEnumerable<string> Readings(string letters) =>
        Mixes
            .Select(mix => Word().Replace(letters, word => Read(word.Value, mix, IsSpelled(letters, word))))
            .Prepend(letters)
            .Distinct(StringComparer.Ordinal);

    private static string Read(string word, (char First, char Others) mix, bool isSpelled)
    {
        if (!isSpelled && !word.Any(c => char.IsLetter(c) || c is '@' or '$' or '€'))
        {
            return word;
        }

        var isFirst = true;
        return string.Create(word.Length, word, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var isInside = i + 1 < source.Length && char.IsLetterOrDigit(source[i + 1]);
                if (source[i] is '1' or '|' || (source[i] == '!' && isInside))
                {
                    span[i] = isFirst ? mix.First : mix.Others;
                    isFirst = false;
                }
                else
                {
                    span[i] =
                        source[i] == '+' && !isInside ? source[i] : StandsFor.GetValueOrDefault(source[i], source[i]);
                }
            }
        });
    }

    // "n u d 3" is spelled; a number among words is a number.
    private static bool IsSpelled(string letters, Match word) =>
        word.Length == 1 && ((word.Index > 1 && IsAlone(letters, word.Index - 2)) || IsAlone(letters, word.Index + 2));

    private static bool IsAlone(string letters, int index) =>
        index < letters.Length
        && char.IsLetter(letters[index])
        && (index == 0 || char.IsWhiteSpace(letters[index - 1]))
        && (index + 1 == letters.Length || char.IsWhiteSpace(letters[index + 1]));

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();
}
