namespace Flash.Bots.Discord.Api;

internal sealed partial class DiscordApi
{
    /// <summary>Where the gateway is, how many shards it recommends and how many sessions may still be started.</summary>
    public Task<GatewayBot> GetGatewayBotAsync(CancellationToken cancellationToken)
        => rest.SendAsync<GatewayBot>(new(HttpMethod.Get, "gateway/bot", "gateway/bot"), cancellationToken);
}

internal sealed record GatewayBot(string Url, int Shards, SessionStartLimit SessionStartLimit);

/// <param name="Total">Sessions that may be started in a day.</param>
/// <param name="Remaining">Sessions left of those.</param>
/// <param name="ResetAfter">Milliseconds until all are there again.</param>
/// <param name="MaxConcurrency">Sessions that may be started within five seconds.</param>
internal sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency);
