using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>
/// Words in pieces: <c>n u de</c> is one word, and <c>a n u de on a bed</c> hides it between honest short words. Every part
/// of a row of short pieces is read as one word, among the words around it.
/// </summary>
internal static class WordPieces
{
    private const int LongestPiece = 2;
    private const int ShortestWord = 3;

    // A longer word is not taken apart and found: it bounds what a prompt of single letters costs.
    private const int MostPieces = 12;

    // For phrases of several words.
    private const int WordsAround = 3;

    /// <summary>A line for each part of a row that has a single letter in it: nothing is found across two
    /// lines.</summary>
    /// <param name="words">Lower case, normalised, with single spaces.</param>
    public static string PutTogether(string words)
    {
        var all = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = new StringBuilder();
        for (var first = 0; first < all.Length; first++)
        {
            var joined = "";
            var hasLetter = false;
            for (
                var last = first;
                last < all.Length && last - first < MostPieces && all[last].Length <= LongestPiece;
                last++
            )
            {
                joined += all[last];
                hasLetter |= all[last].Length == 1;
                if (last > first && hasLetter && joined.Length >= ShortestWord)
                {
                    var before = all[Math.Max(0, first - WordsAround)..first];
                    var behind = all[(last + 1)..Math.Min(all.Length, last + 1 + WordsAround)];
                    lines.AppendJoin(' ', [.. before, joined, .. behind]).Append('\n');
                }
            }
        }

        return lines.ToString();
    }
}
