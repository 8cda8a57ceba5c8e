using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Supervision;
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
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<GatewayIngress> logger
) : BackgroundService
{
    /// <summary>Four heartbeats: a shard that identifies waits for its turn, and one that resumes has a few
    /// tries.</summary>
    private static readonly TimeSpan ShardPatience = TimeSpan.FromMinutes(3);

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
                    RunAsync(
                        new GatewayShardSettings(url, options.Value.Token, shard, shards, options.Value.Compression),
                        gate,
                        stoppingToken
                    )
                )
        );
    }

    private async Task RunAsync(GatewayShardSettings settings, IdentifyGate gate, CancellationToken stoppingToken)
    {
        var loop = loops.Open(new LoopOptions { Name = $"discord {settings}", Patience = ShardPatience });
        try
        {
            await new GatewayShard(settings, gate, inbox.Put, time, logger, loop).RunAsync(stoppingToken);
        }
        catch (Exception bug) when (!stoppingToken.IsCancellationRequested)
        {
            // Beside other shards no one would notice.
            loops.Stop(loop.Name, bug);
            throw;
        }
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
                loops
                    .Open(new LoopOptions { Name = "discord gateway", Patience = Timeout.InfiniteTimeSpan })
                    .Stopped("Discord refuses the token or the application");
                return null;
            }
        }
    }
}
