namespace Flash.Bots.Moderation;

/// <summary>
/// Words in pieces: <c>n u de</c> and <c>nud e</c> are one word, and <c>a n u de on a bed</c> hides it between honest
/// short words. Every part of a row that may be one word is read as one, among the words around it.
/// </summary>
internal static class WordPieces
{
    private const int LongestShort = 2;
    private const int ShortestWord = 3;
    private const int LongestWord = 20;

    // A longer word is not taken apart and found: it bounds what a prompt of single letters costs.
    private const int MostPieces = 14;

    // Pieces of which none is a single letter.
    private const int MostSyllables = 4;
    private const int LongestSyllable = 3;

    // For phrases of several words.
    private const int WordsAround = 3;

    /// <summary>A line for each part that may be one word.</summary>
    /// <param name="words">Lower case, normalised, with single spaces.</param>
    public static IEnumerable<PutTogether> Of(string words)
    {
        var all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < all.Length; first++)
        {
            var joined = all[first];
            for (
                var last = first + 1;
                last < all.Length && last - first < MostPieces && (joined += all[last]).Length <= LongestWord;
                last++
            )
            {
                if (joined.Length >= ShortestWord && MayBeOneWord(all.AsSpan(first..(last + 1))))
                {
                    yield return Among(all, first, last, joined, string.Join(' ', all[first..(last + 1)]));
                }
            }
        }
    }

    /// <summary>A line for each word that a sign parts, or hides a letter of: <c>nu-de</c>, <c>n*de</c>.</summary>
    /// <param name="letters">With its signs.</param>
    public static IEnumerable<PutTogether> Signed(string letters)
    {
        var all = letters.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[]? words = null;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].All(char.IsAsciiLetter))
            {
                continue;
            }

            var apart = PromptWords.Plain(all[i]);
            foreach (var whole in PromptWords.Unmasked(all[i]).Prepend(PromptWords.WithoutInnerSigns(all[i])))
            {
                if (PromptWords.Plain(whole) is { Length: > 0 } joined && joined != apart)
                {
                    words ??= [.. all.Select(PromptWords.Plain)];
                    yield return Among(words, i, i, joined, apart);
                }
            }
        }
    }

    private static PutTogether Among(string[] all, int first, int last, string joined, string apart)
    {
        var before = string.Join(' ', all[Math.Max(0, first - WordsAround)..first]);
        var behind = string.Join(' ', all[(last + 1)..Math.Min(all.Length, last + 1 + WordsAround)]);
        return new PutTogether(
            $"{before} {joined} {behind}".Trim(),
            before.Length == 0 ? 0 : before.Length + 1,
            joined.Length,
            apart
        );
    }

    private static bool MayBeOneWord(ReadOnlySpan<string> pieces)
    {
        var (hasLetter, longest, longer, areOrdinary) = (false, 0, 0, true);
        foreach (var piece in pieces)
        {
            hasLetter |= piece.Length == 1;
            longest = Math.Max(longest, piece.Length);
            longer += piece.Length > LongestShort ? 1 : 0;
            areOrdinary &= OrdinaryWords.Contains(piece);
        }

        // "n u de", "nud e" and "na ked", "nu di ty", and "n u dity".
        return (hasLetter && longer == 0)
            || (
                !areOrdinary
                && (
                    pieces.Length == 2
                    || (pieces.Length <= MostSyllables && longest <= LongestSyllable)
                    || (hasLetter && longer == 1)
                )
            );
    }
}

/// <summary>One word that was in pieces, and words around it.</summary>
/// <param name="Line">All of them.</param>
/// <param name="Start">Where the word begins.</param>
/// <param name="Length">Its letters.</param>
/// <param name="Apart">The pieces, which may be found by themselves and are judged elsewhere then.</param>
internal readonly record struct PutTogether(string Line, int Start, int Length, string Apart)
{
    /// <summary>Whether something that was found in the line has to do with the word: the words around it are judged
    /// elsewhere.</summary>
    public bool Touches(int index, int length) => index < Start + Length && Start < index + length;
}
