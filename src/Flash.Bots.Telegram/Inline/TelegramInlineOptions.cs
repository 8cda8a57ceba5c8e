namespace Flash.Bots.Telegram;

/// <summary>
/// Section <c>Flash:Telegram:Inline</c>: how pictures get into inline results, which take no uploads.
/// With neither setting, inline mode is off.
/// </summary>
public sealed class TelegramInlineOptions
{
    /// <summary>
    /// The <c>web</c> role's address as Telegram's servers reach it, <c>https://flash.example.org</c>: results then
    /// name pictures there, by signed addresses that work for ten minutes. Takes precedence over <see
    /// cref="ScratchChatId"/>.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>A chat that the bot may post to, for machines without a public address: pictures are uploaded there,
    /// and results name them by <c>file_id</c>.</summary>
    public long? ScratchChatId { get; set; }
}
