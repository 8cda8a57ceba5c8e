using System.Globalization;
using System.Text;

namespace Flash.Bots.Commands;

/// <summary>Text from strangers, made safe to store and to show beside text of ours.</summary>
public static class PlainText
{
    /// <summary>
    /// Drops what PostgreSQL or a reader cannot take: control characters, lone surrogates, and marks that reverse the
    /// direction of the text that follows. Any run of white space becomes one space.
    /// </summary>
    public static string Clean(string text) => Clean(text, keepLines: false);

    /// <summary>The same, but what has line breaks in it becomes one line break.</summary>
    public static string CleanLines(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD; no one means to type either.
            if (Rune.IsWhiteSpace(rune))
            {
                var isBreak = keepLines && rune.Value is ('\n' or '\r' or '\u2028' or '\u2029');
                if (clean.Length > 0 && clean[^1] is not (' ' or '\n'))
                {
                    clean.Append(isBreak ? '\n' : ' ');
                }
                else if (isBreak && clean.Length > 0)
                {
                    clean[^1] = '\n';
                }
            }
            else if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && !IsDirectionOverride(rune.Value))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>At most <paramref name="maxLength"/> UTF-16 characters, ending in an ellipsis when something was cut;
    /// never half a character.</summary>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = 0;
        for (
            var next = StringInfo.GetNextTextElementLength(text);
            end + next < maxLength;
            next = StringInfo.GetNextTextElementLength(text, end)
        )
        {
            end += next;
        }

        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Whether anything in the text can be seen.</summary>
    public static bool IsVisible(string text) =>
        text.EnumerateRunes()
            .Any(rune =>
                !Rune.IsWhiteSpace(rune)
                && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control)
            );

    /// <summary>Whether there is a letter, a digit or a sign such as an emoji in the text, and not only
    /// punctuation.</summary>
    public static bool SaysSomething(string text) =>
        text.EnumerateRunes()
            .Any(rune =>
                Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.OtherSymbol
                        or UnicodeCategory.OtherLetter
                        or UnicodeCategory.LetterNumber
                        or UnicodeCategory.OtherNumber
            );

    private static bool IsDirectionOverride(int rune) => rune is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
