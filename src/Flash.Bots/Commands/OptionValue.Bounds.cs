namespace Flash.Bots.Commands;

// Where a value begins and ends: quotes, brackets, the next word or option.
internal readonly partial record struct OptionValue
{
    private static OptionValue Bad(string text, string plain, int at, Func<string?, Mistake> mistake)
    {
        var given = Quoted(text, at)?.Value ?? Given(text, plain, at);
        return new OptionValue(Quoted(text, at)?.End ?? (at + given.Length))
        {
            Mistake = mistake(given is "" ? null : given),
        };
    }

    // Up to the next space, without the punctuation of the sentence; nothing where the next option begins.
    private static string Given(string text, string plain, int at)
    {
        var isOption =
            at < plain.Length && Glyphs.IsDash(plain[at]) && OptionHead.Read(plain, at) is { Trust: Trust.Sure };
        return isOption ? "" : Token().Match(text, at).Value.TrimEnd(',', ';', '.', '!', '?');
    }

    // A number must not go on as another word or number; Chinese text may begin right behind it.
    private static bool Ends(string plain, int end) =>
        end >= plain.Length
        || (
            !char.IsAsciiDigit(plain[end])
            && !Glyphs.IsSpacedLetter(plain[end])
            && plain[end] is not ('%' or '_')
            && !(plain[end] is '.' or ',' or ':' or '/' && end + 1 < plain.Length && char.IsAsciiDigit(plain[end + 1]))
        );

    // In quotes or brackets, or with the sign of a number before it: "(3:2)", "#42".
    private static (int From, int? End) Unquoted(string text, int at)
    {
        if (Quoted(text, at) is { } quoted)
        {
            return (at + 1, quoted.End);
        }

        return Bracketed().Match(text, at) is { Success: true } bracketed ? (at + 1, at + bracketed.Length)
            : at + 1 < text.Length && text[at] == '#' && char.IsDigit(text[at + 1]) ? (at + 1, null)
            : (at, null);
    }

    /// <summary>What stands between a pair of quotes of any shape that begins here.</summary>
    internal static (string Value, int End)? Quoted(string text, int at)
    {
        if (at >= text.Length || !Glyphs.OpeningQuotes.Contains(text[at], StringComparison.Ordinal))
        {
            return null;
        }

        for (var end = at + 1; end < text.Length && text[end] != '\n'; end++)
        {
            if (
                Glyphs.ClosingQuotes.Contains(text[end], StringComparison.Ordinal)
                && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1]))
            )
            {
                return (text[(at + 1)..end].Trim(), end + 1);
            }
        }

        return null;
    }
}
