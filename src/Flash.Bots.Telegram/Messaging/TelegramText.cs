using System.Globalization;

namespace Flash.Bots.Telegram.Messaging;

/// <summary>Cuts texts to what Telegram takes, counted in UTF-16 units as Telegram counts.</summary>
internal static class TelegramText
{
    /// <summary>Longest text of a message.</summary>
    public const int MessageLimit = 4096;

    /// <summary>Longest caption below a picture.</summary>
    public const int CaptionLimit = 1024;

    /// <summary>Longest description of a bot.</summary>
    public const int DescriptionLimit = 512;

    /// <summary>Longest notice that answers a press on a button.</summary>
    public const int NoticeLimit = 200;

    private const string Ellipsis = "…";

    /// <summary>The text, or as much of it as fits before an ellipsis; never half a character, and never half a family
    /// of joined emoji.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var room = limit - Ellipsis.Length;
        var kept = 0;
        while (kept < room)
        {
            var next = StringInfo.GetNextTextElementLength(text, kept);
            if (kept + next > room)
            {
                break;
            }

            kept += next;
        }

        return string.Concat(text.AsSpan(0, kept).TrimEnd(), Ellipsis);
    }
}
