using Discord;
using Discord.Net;
using Discord.Net.Rest;
using Discord.Net.WebSockets;
using Discord.WebSocket;
using Flash.Bots.Discord.Gateway;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.DiscordNet;

/// <summary>
/// Receives through Discord.Net's gateway client, when built with <c>-p:DiscordNet=true</c>. It only keeps the
/// sessions: events are read by <see cref="GatewayTap"/>, and answers go over the same REST client as ever, so that
/// everything behind this class is the same.
/// </summary>
internal sealed class DiscordNetIngress(
    ArrivalInbox inbox,
    IOptions<DiscordOptions> options,
    BackgroundLoops loops,
    ILogger<DiscordNetIngress> logger
) : BackgroundService
{
    private static readonly LoopOptions Loop = new()
    {
        Name = "discord gateway",
        Patience = Timeout.InfiniteTimeSpan,
        LongestPause = TimeSpan.FromMinutes(1),
    };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Ingress == DiscordIngress.Gateway
            ? loops.RunAsync(Loop, ReceiveAsync, stoppingToken)
            : Task.CompletedTask;

    /// <summary>One session of the client, which reconnects by itself; lasts until the process stops.</summary>
    private async Task ReceiveAsync(LoopState loop, CancellationToken stoppingToken)
    {
        await using var client = new DiscordShardedClient(ConfigOf(options.Value));
        client.Log += LogAsync;
        if (await TryLogInAsync(client))
        {
            await client.StartAsync();
        }
        else
        {
            loop.Stopped("Discord refuses the token");
        }

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken);
        }
        finally
        {
            await client.StopAsync();
        }
    }

    /// <summary>False when only an operator can change what is wrong: other networks and roles of this process go
    /// on.</summary>
    private async Task<bool> TryLogInAsync(DiscordShardedClient client)
    {
        try
        {
            await client.LoginAsync(TokenType.Bot, options.Value.Token);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or HttpException)
        {
            // A token that is none, or one that Discord does not take. The message of the former may quote it.
            Stopped(GatewayCloseCodes.Explain(4004));
            return false;
        }
    }

    // Health says it too.
    private void Stopped(string why)
    {
        Log.IngressStopped(logger, why);
        loops.Open(new LoopOptions { Name = "discord gateway", Patience = Timeout.InfiniteTimeSpan }).Stopped(why);
    }

    private DiscordSocketConfig ConfigOf(DiscordOptions options)
    {
        var rest = DefaultRestClientProvider.Create();
        return new DiscordSocketConfig
        {
            GatewayIntents = GatewayIntents.DirectMessages,
            TotalShards = options.Shards,
            GatewayHost = options.GatewayUrl is { } gateway
                ? $"{gateway}?v=10&encoding=json&compress=zlib-stream"
                : null,
            WebSocketProvider = () => new GatewayTap(DefaultWebSocketProvider.Instance(), inbox),
            RestClientProvider = _ => rest(options.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/"),
            UseInteractionSnowflakeDate = false,
            LogLevel = LogSeverity.Info,
        };
    }

    private Task LogAsync(LogMessage message)
    {
        if (
            message.Exception is WebSocketClosedException closed
            && GatewayCloseCodes.Next(closed.CloseCode) == GatewayNext.Stop
        )
        {
            Stopped(GatewayCloseCodes.Explain(closed.CloseCode));
        }

        Log.DiscordNet(
            logger,
            message.Severity <= LogSeverity.Warning ? LogLevel.Warning : LogLevel.Information,
            message.Source,
            message.Message,
            message.Exception?.GetType().Name
        );
        return Task.CompletedTask;
    }
}
