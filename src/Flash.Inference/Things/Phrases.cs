namespace Flash.Inference.Things;

/// <summary>Phrases in a text, whole words only.</summary>
internal static class Phrases
{
    /// <summary>Where a phrase stands, at or after <paramref name="from"/>; -1 where it does not.</summary>
    public static int Find(string text, string phrase, int from)
    {
        for (var at = from; at <= text.Length - phrase.Length; at++)
        {
            at = text.IndexOf(phrase, at, StringComparison.Ordinal);
            if (at < 0)
            {
                return -1;
            }

            if (!IsWord(text, at - 1) && !IsWord(text, at + phrase.Length))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whose words come in a text, the longest phrase first; null for none.</summary>
    public static string? OneOf(IEnumerable<KeyValuePair<string, string[]>> table, string text) =>
        table
            .SelectMany(entry => entry.Value, (entry, phrase) => (entry.Key, Phrase: phrase.ToLowerInvariant()))
            .Where(entry => entry.Phrase.Length > 0)
            .OrderByDescending(entry => entry.Phrase.Length)
            .FirstOrDefault(entry => Find(text, entry.Phrase, 0) >= 0)
            .Key;

    private static bool IsWord(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
