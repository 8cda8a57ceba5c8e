using System.Diagnostics.CodeAnalysis;

namespace Flash.Bots.Commands;

/// <summary>Splits clean text at spaces, except inside double quotes of any of the shapes that keyboards
/// make.</summary>
internal sealed class WordReader(string text)
{
    private const string Opening = "\"“„«";
    private const string Closing = "\"”“»";

    private int position;

    /// <summary>The next word, quotes included.</summary>
    public bool TryRead([NotNullWhen(true)] out string? word)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        var start = position;
        if (start == text.Length)
        {
            word = null;
            return false;
        }

        position = QuotedEnd(start)
            ?? text.IndexOf(' ', start) switch
            {
                < 0 => text.Length,
                var space => space,
            };
        word = text[start..position];
        return true;
    }

    /// <summary>The next word without its quotes as an option's value; null at the end or when the next word is an
    /// option itself.</summary>
    /// <param name="joinCommas">A word that ends in a comma goes on with the next one: <c>people, cars</c>.</param>
    public string? TryReadValue(bool joinCommas)
    {
        var before = position;
        if (!TryRead(out var word))
        {
            return null;
        }

        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            position = before;
            return null;
        }

        while (joinCommas && word.EndsWith(',') && TryRead(out var next))
        {
            word = $"{word} {next}";
        }

        return Unquote(word);
    }

    /// <summary>Takes away a pair of quotes around the whole text; a text that merely contains quotes stays as it
    /// is.</summary>
    public static string Unquote(string text)
    {
        var shape = text.Length < 2 ? -1 : Opening.IndexOf(text[0], StringComparison.Ordinal);
        return
            shape >= 0
            && IsClosing(text[^1])
            && !text[1..^1].Any(c => Opening.Contains(c, StringComparison.Ordinal) || IsClosing(c))
            ? text[1..^1].Trim()
            : text;
    }

    private static bool IsClosing(char c) => Closing.Contains(c, StringComparison.Ordinal);

    // A quote counts only when it is closed at the end of a word, or an inch mark would swallow the rest of the text.
    private int? QuotedEnd(int start)
    {
        if (!Opening.Contains(text[start], StringComparison.Ordinal))
        {
            return null;
        }

        for (var end = start + 1; end < text.Length; end++)
        {
            if (IsClosing(text[end]) && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
            {
                return text.IndexOf(' ', end) switch
                {
                    < 0 => text.Length,
                    var space => space,
                };
            }
        }

        return null;
    }
}
