using System.Text;

namespace Flash.Bots.Discord.Messages;

/// <summary>Discord reads every message as Markdown; what people typed must come out as they typed it.</summary>
internal static class Markdown
{
    /// <summary>Characters that Discord gives a meaning to: emphasis, code, spoilers, mentions and time stamps (&lt;),
    /// links, headings, lists, quotes.</summary>
    private const string Special = @"\*_~`|<>[]#-+";

    /// <summary>Plain text as Markdown of at most <paramref name="maxLength"/> characters; what does not fit is cut at
    /// a whole character and replaced by an ellipsis.</summary>
    public static string Escape(string plain, int maxLength)
    {
        var escaped = new StringBuilder(Math.Min(plain.Length + 16, maxLength));
        foreach (var rune in plain.EnumerateRunes())
        {
            var isSpecial = rune.IsAscii && Special.Contains((char)rune.Value, StringComparison.Ordinal);
            if (escaped.Length + rune.Utf16SequenceLength + (isSpecial ? 1 : 0) > maxLength - 1)
            {
                return escaped.Append('…').ToString();
            }

            if (isSpecial)
            {
                escaped.Append('\\');
            }

            escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }
}
