namespace Flash.Bots.Telegram;

/// <summary>Section <c>Telegram</c> of the configuration.</summary>
public sealed class TelegramOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Telegram";

    /// <summary>What BotFather gave: the bot's number, a colon, and a secret. Whoever has it is the bot, so it is never printed.</summary>
    public string Token { get; set; } = "";

    /// <summary>The Bot API server: scheme, host and port, nothing after them. A self-hosted one has larger limits.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.telegram.org";
}
