namespace Flash.Bots.Discord.Api;

internal sealed partial class DiscordApi
{
    /// <summary>Where the gateway is, how many shards it recommends and how many sessions may still be
    /// started.</summary>
    /// <exception cref="DiscordApiException">Also for an answer that names no gateway; worth another try, like one that
    /// cannot be read.</exception>
    public async Task<GatewayBot> GetGatewayBotAsync(CancellationToken cancellationToken)
    {
        var bot = await rest.SendAsync<GatewayBot>(
            new(HttpMethod.Get, "gateway/bot", "gateway/bot"),
            cancellationToken
        );
        return Uri.TryCreate(bot.Url, UriKind.Absolute, out var url) && url.Scheme is "wss" or "ws"
            ? bot with
            {
                SessionStartLimit = bot.SessionStartLimit ?? new SessionStartLimit(1, 1, 0, 1),
            }
            : throw new DiscordApiException("Discord answered GET gateway/bot without the address of a gateway.");
    }
}

internal sealed record GatewayBot(string Url, int Shards, SessionStartLimit SessionStartLimit);

/// <param name="Total">Sessions that may be started in a day.</param>
/// <param name="Remaining">Sessions left of those.</param>
/// <param name="ResetAfter">Milliseconds until all are there again.</param>
/// <param name="MaxConcurrency">Sessions that may be started within five seconds.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);
