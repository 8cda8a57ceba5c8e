using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Bots.Discord.Messages;

/// <summary>Discord reads every message as Markdown; what people typed must come out as they typed it.</summary>
internal static partial class Markdown
{
    /// <summary>Characters that Discord gives a meaning to: emphasis, code, spoilers, mentions and time stamps (&lt;),
    /// links, headings, lists, quotes.</summary>
    private const string Special = @"\*_~`|<>[]#-+";

    // How a channel's name comes that someone chose while typing; it calls no one.
    [GeneratedRegex(@"\G<#[0-9]{1,20}>")]
    private static partial Regex Channel();

    /// <summary>Plain text as Markdown of at most <paramref name="maxLength"/> characters; what does not fit is cut at
    /// a whole character and replaced by an ellipsis.</summary>
    public static string Escape(string plain, int maxLength)
    {
        var escaped = new StringBuilder(Math.Min(plain.Length + 16, maxLength));
        for (var at = 0; at < plain.Length; )
        {
            var (shown, length) = Next(plain, at);
            if (escaped.Length + shown.Length > maxLength - 1)
            {
                return escaped.Append('…').ToString();
            }

            escaped.Append(shown);
            at += length;
        }

        return escaped.ToString();
    }

    /// <summary>What stands for the next of the characters, and how many it stands for.</summary>
    private static (string Shown, int Length) Next(string plain, int at)
    {
        if (Channel().Match(plain, at) is { Success: true, Value: var channel })
        {
            return (channel, channel.Length);
        }

        // Half a character of a broken text becomes the sign for that.
        _ = Rune.DecodeFromUtf16(plain.AsSpan(at), out var rune, out var length);
        var isSpecial = rune.IsAscii && Special.Contains((char)rune.Value, StringComparison.Ordinal);
        return (isSpecial ? $@"\{rune}" : rune.ToString(), length);
    }
}
