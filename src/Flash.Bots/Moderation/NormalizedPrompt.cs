namespace Flash.Bots.Moderation;

/// <summary>
/// A prompt with the disguises taken off. No single reading undoes all of them without harming honest prompts, so there
/// are several, and a rule that matches any of them matches.
/// </summary>
/// <param name="Readings">The plain reading first, lower case, without accents and other marks, look-alikes as Latin
/// letters, single spaces; then weights taken off, digits as letters, signs taken out of words.</param>
public sealed record NormalizedPrompt(IReadOnlyList<string> Readings)
{
    // Nothing that people type needs more; what is made to need it is judged by what fits.
    private const int MostInPieces = 1_000_000;

    private readonly Lazy<IReadOnlyList<string>> clauses = new(() => []);
    private readonly Lazy<(IReadOnlyList<PutTogether> All, string Lines)> pieces = new(() => ([], ""));

    private NormalizedPrompt(IReadOnlyList<string> readings, IReadOnlyList<string> letters, string prompt)
        : this(readings)
    {
        clauses = new(() =>
            [
                .. (Negation.InEnglish(prompt) is var english && english != prompt ? Letters(english) : letters)
                    .Select(PromptWords.WithClauses)
                    .Distinct(StringComparer.Ordinal),
            ]
        );
        pieces = new(() => Pieces(letters));
    }

    /// <summary>The readings with <see cref="PromptWords.ClauseEnd"/> where a clause ends, but those that put words
    /// together.</summary>
    internal IReadOnlyList<string> InClauses => clauses.Value;

    /// <summary>Words in pieces, put together.</summary>
    internal IReadOnlyList<PutTogether> PutTogether => pieces.Value.All;

    /// <summary>The same, a line for each.</summary>
    internal string PutTogetherLines => pieces.Value.Lines;

    /// <summary>Reads a prompt as it was typed.</summary>
    public static NormalizedPrompt Of(string prompt)
    {
        var letters = Letters(prompt);
        return new NormalizedPrompt(
            [
                .. letters
                    .SelectMany(Words)
                    .Append(PromptWords.Plain(PromptLetters.Unfolded(prompt)))
                    .Distinct(StringComparer.Ordinal),
            ],
            letters,
            prompt
        );
    }

    private static IReadOnlyList<string> Letters(string prompt) =>
        [
            .. PromptBrackets
                .Readings(prompt)
                .SelectMany(PromptLetters.Readings)
                .Distinct(StringComparer.Ordinal)
                .SelectMany(Leet.Readings)
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Words(string letters)
    {
        var words = PromptWords.Plain(letters);
        yield return words;
        yield return PromptWords.WithPictures(letters);
        yield return PromptWords.CloseUp(words);
        yield return PromptWords.Plain(PromptWords.WithoutInnerSigns(letters));
        foreach (var unmasked in PromptWords.Unmasked(letters))
        {
            yield return PromptWords.Plain(unmasked);
        }
    }

    private static (IReadOnlyList<PutTogether> All, string Lines) Pieces(IReadOnlyList<string> letters)
    {
        var (all, length) = (new HashSet<PutTogether>(), 0);
        foreach (var reading in letters)
        {
            var words = PromptWords.Plain(PromptWords.WithoutApostrophes(reading));
            foreach (var piece in WordPieces.Of(words).Concat(WordPieces.Signed(reading)))
            {
                if (length > MostInPieces)
                {
                    break;
                }

                length += all.Add(piece) ? piece.Line.Length + 1 : 0;
            }
        }

        return ([.. all], string.Join('\n', all.Select(piece => piece.Line)));
    }
}
