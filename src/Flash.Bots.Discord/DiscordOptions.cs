namespace Flash.Bots.Discord;

/// <summary>Section <c>Discord</c>: which application Flash is on Discord, and how interactions reach it.</summary>
public sealed class DiscordOptions
{
    public const string Section = "Flash:Discord";

    /// <summary>Discord's public API, version 10.</summary>
    public const string PublicApi = "https://discord.com/api/v10";

    /// <summary>The bot's token from the developer portal. Needed by every process that posts or receives.</summary>
    public string Token { get; set; } = "";

    /// <summary>The application's id. When absent it is asked from the API with the token.</summary>
    public ulong? ApplicationId { get; set; }

    /// <summary>The application's public key, 64 hexadecimal digits: checks the signatures of HTTP
    /// interactions.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Where the REST API is, version included; any server that speaks Discord's API will do.</summary>
    public Uri ApiBaseUrl { get; set; } = new(PublicApi);

    /// <summary>The gateway's address (<c>wss://…</c>). When absent it is asked from the API.</summary>
    public Uri? GatewayUrl { get; set; }

    /// <summary>How interactions arrive. Discord delivers either way, never both.</summary>
    public DiscordIngress Ingress { get; set; } = DiscordIngress.Gateway;

    /// <summary>Gateway connections of this application; when absent, as many as the API recommends.</summary>
    public int? Shards { get; set; }

    /// <summary>Whether the gateway compresses what it sends (<c>zlib-stream</c>).</summary>
    public bool Compression { get; set; } = true;
}

/// <summary>How interactions arrive.</summary>
public enum DiscordIngress
{
    /// <summary>Over a WebSocket that Flash opens: needs no public address.</summary>
    Gateway,

    /// <summary>As signed HTTP requests to <c>/discord/interactions</c>: needs a public HTTPS address.</summary>
    Http,
}
