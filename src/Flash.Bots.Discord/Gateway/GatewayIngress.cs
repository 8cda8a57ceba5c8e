using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Gateway;

/// <summary>Receives interactions and direct messages over the gateway, on as many shards as are configured or
/// recommended.</summary>
internal sealed class GatewayIngress(
    DiscordApi api,
    ArrivalInbox inbox,
    IOptions<DiscordOptions> options,
    TimeProvider time,
    ILogger<GatewayIngress> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Ingress != DiscordIngress.Gateway || await AskAsync(stoppingToken) is not { } bot)
        {
            return;
        }

        var url = options.Value.GatewayUrl ?? new Uri(bot.Url);
        var shards = options.Value.Shards ?? Math.Max(1, bot.Shards);
        using var gate = new IdentifyGate(bot.SessionStartLimit, time);
        await Task.WhenAll(
            Enumerable
                .Range(0, shards)
                .Select(shard =>
                    new GatewayShard(
                        new GatewayShardSettings(url, options.Value.Token, shard, shards, options.Value.Compression),
                        gate,
                        inbox.Put,
                        time,
                        logger
                    ).RunAsync(stoppingToken)
                )
        );
    }

    private async Task<GatewayBot?> AskAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await api.GetGatewayBotAsync(cancellationToken);
            }
            catch (DiscordApiException fault) when (fault.IsTransient)
            {
                var wait = fault.RetryAfter ?? ReconnectDelays.Before(attempt + 1);
                Log.IngressRetries(logger, wait.TotalSeconds, fault.Message);
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (DiscordApiException refused)
            {
                // Other networks and roles of this process go on; only an operator can change this.
                Log.IngressStopped(logger, refused.Message);
                return null;
            }
        }
    }
}
