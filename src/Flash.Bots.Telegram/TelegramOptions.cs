namespace Flash.Bots.Telegram;

/// <summary>Section <c>Telegram</c> of the configuration.</summary>
public sealed class TelegramOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Flash:Telegram";

    /// <summary>What BotFather gave: the bot's number, a colon, and a secret. Anyone who has it is the bot, so it is
    /// never printed.</summary>
    public string Token { get; set; } = "";

    /// <summary>The Bot API server: scheme, host and port, nothing after them. A self-hosted one has larger
    /// limits.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.telegram.org";

    /// <summary>
    /// For a self-hosted server started with <c>--local</c>: its working folder, as this process sees it. Files that
    /// people send are read from there. Empty: files are downloaded from the server.
    /// </summary>
    public string LocalFilesPath { get; set; } = "";

    /// <summary>How Telegram brings updates; without an address here, Flash fetches them by long polling.</summary>
    public TelegramWebhookOptions Webhook { get; set; } = new();

    /// <summary>How pictures get into inline results.</summary>
    public TelegramInlineOptions Inline { get; set; } = new();
}

/// <summary>Section <c>Flash:Telegram:Webhook</c>.</summary>
public sealed class TelegramWebhookOptions
{
    /// <summary>Where Telegram reaches this process from outside: <c>https://flash.example.org/telegram</c>. Empty:
    /// long polling.</summary>
    public string Url { get; set; } = "";

    /// <summary>Telegram repeats it in every delivery, so that no one else can bring updates: 1 to 256 of A-Z, a-z,
    /// 0-9, '_' and '-'.</summary>
    public string SecretToken { get; set; } = "";

    /// <summary>Deliveries at the same time, 1 to 100.</summary>
    public int MaxConnections { get; set; } = 40;
}
