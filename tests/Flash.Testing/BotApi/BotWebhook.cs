namespace Flash.Testing.BotApi;

/// <summary>The webhook a bot has set.</summary>
public sealed class BotWebhook
{
    internal BotWebhook()
    {
    }

    /// <summary>Empty while none is set.</summary>
    public string Url { get; private set; } = "";

    public string? SecretToken { get; private set; }

    public int MaxConnections { get; private set; } = 40;

    internal void Set(string url, string? secretToken, int maxConnections)
    {
        Url = url;
        SecretToken = secretToken;
        MaxConnections = maxConnections;
    }

    internal void Stop() => Url = "";
}
