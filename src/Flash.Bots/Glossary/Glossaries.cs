namespace Flash.Bots.Glossary;

/// <summary>The glossary of one language: what a small English model knows, as people there say it.</summary>
internal sealed class Glossaries
{
    private static readonly Lazy<IReadOnlyList<Glossaries>> Loaded = new(Load);

    private readonly Dictionary<string, List<GlossaryEntry>> _byFirstLetter = new(StringComparer.Ordinal);

    private Glossaries(string language) => Language = language;

    public static IReadOnlyList<Glossaries> All => Loaded.Value;

    /// <summary>Two letters (ISO 639-1).</summary>
    public string Language { get; }

    /// <summary>Its words stand side by side without spaces.</summary>
    public bool IsUnspaced => Language == "zh";

    /// <summary>The entry that the words from a position on begin with, the longest first; null for none.</summary>
    /// <param name="words">Lower case.</param>
    /// <param name="at">Where to look.</param>
    public GlossaryEntry? Find(IReadOnlyList<string> words, int at) =>
        _byFirstLetter.TryGetValue(words[at][..1], out var entries)
        && entries.Find(entry => Matches(entry, words, at)) is { Kind: not WordKind.LookAlike } found
            ? found
            : null;

    /// <summary>The entry that a text without spaces begins with, a look-alike too; null for none.</summary>
    public GlossaryEntry? FindIn(string text, int at) =>
        _byFirstLetter.TryGetValue(text.Substring(at, 1), out var entries)
            ? entries.Find(entry => string.CompareOrdinal(text, at, entry.Words[0], 0, entry.Words[0].Length) == 0)
            : null;

    /// <summary>Whether any language has the word as an article, a number or a joining word.</summary>
    public static bool IsLittleWord(string word)
    {
        string[] words = [word.ToLowerInvariant()];
        return All.Any(glossary =>
            glossary.Find(words, 0)
                is { Kind: WordKind.Article or WordKind.Joint or WordKind.Number or WordKind.Silent, Words.Count: 1 }
        );
    }

    private bool Matches(GlossaryEntry entry, IReadOnlyList<string> words, int at)
    {
        if (at + entry.Words.Count > words.Count)
        {
            return false;
        }

        for (var i = 0; i < entry.Words.Count; i++)
        {
            var (form, word) = (entry.Words[i], words[at + i]);
            if (
                form[^1] == '*'
                    ? !word.StartsWith(form[..^1], StringComparison.Ordinal)
                        || !WordEndings.Fits(Language, entry.Kind, word.AsSpan(form.Length - 1))
                    : word != form
            )
            {
                return false;
            }
        }

        return true;
    }

    private static IReadOnlyList<Glossaries> Load()
    {
        // The project embeds it.
        using var stream = typeof(Glossaries).Assembly.GetManifestResourceStream("glossary.txt")!;
        using var reader = new StreamReader(stream);
        var byLanguage = new Dictionary<string, Glossaries>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            var (kind, english) = (KindOf(parts[0][0]), parts[0][2..].Trim());
            foreach (var part in parts.Skip(1))
            {
                var language = part[..2];
                if (!byLanguage.TryGetValue(language, out var glossary))
                {
                    byLanguage.Add(language, glossary = new Glossaries(language));
                }

                foreach (var form in part[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    // "sur_l'eau" is three words: an apostrophe ends an article.
                    string[] words =
                    [
                        .. (language == "ar" ? ArabicWords.Plain(form.Replace('_', ' ')).Replace(' ', '_') : form)
                            .Split('_')
                            .SelectMany(word =>
                                word.Split("'") is [var article, not "" and var rest]
                                    ? [article + "'", rest]
                                    : new[] { word }
                            ),
                    ];
                    if (!glossary._byFirstLetter.TryGetValue(words[0][..1], out var entries))
                    {
                        glossary._byFirstLetter.Add(words[0][..1], entries = []);
                    }

                    entries.Add(new GlossaryEntry(kind, english, words));
                }
            }
        }

        // The most words first, whole words before stems, long before short.
        foreach (var entries in byLanguage.Values.SelectMany(glossary => glossary._byFirstLetter.Values))
        {
            entries.Sort(
                (a, b) =>
                    (b.Words.Count, b.Words[0][^1] != '*', b.Words.Sum(word => word.Length)).CompareTo(
                        (a.Words.Count, a.Words[0][^1] != '*', a.Words.Sum(word => word.Length))
                    )
            );
        }

        return [.. byLanguage.Values];
    }

    private static WordKind KindOf(char letter) =>
        letter switch
        {
            'n' => WordKind.Thing,
            'a' => WordKind.Quality,
            'p' => WordKind.Phrase,
            'w' => WordKind.Joint,
            'd' => WordKind.Article,
            'c' => WordKind.Number,
            's' => WordKind.Silent,
            'x' => WordKind.LookAlike,
            _ => throw new InvalidDataException($"The glossary has no kind '{letter}'."),
        };
}
