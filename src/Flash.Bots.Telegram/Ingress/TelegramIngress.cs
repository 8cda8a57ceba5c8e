using System.Text.Json;
using Flash.Bots.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>What both ways of getting updates share: who the bot is, the lanes, and how to wait after a failure.</summary>
internal abstract class TelegramIngress(TelegramBot bot, UpdateHandler handler, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Updates taken in but not handled; who brings more waits.</summary>
    private const int MostInHand = 500;

    private readonly Lanes lanes = new(MostInHand);
    private readonly CancellationTokenSource abandoned = new();

    // Not a result anybody reproduces: processes started together must not knock together.
    private readonly RetryDelays delays = new(new Random(HashCode.Combine(Environment.ProcessId, time.GetTimestamp())));

    protected TelegramBot Bot => bot;

    protected ILogger Logger => logger;

    /// <summary>Stops taking in at once, then finishes what was taken in, for as long as the host lets us.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var abandon = cancellationToken.Register(abandoned.Cancel);
        try
        {
            await lanes.DrainAsync();
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // Cut short: Telegram was not told that these are handled, and brings them again.
        }
    }

    public override void Dispose()
    {
        lanes.Dispose();
        abandoned.Dispose();
        base.Dispose();
    }

    /// <summary>Does <paramref name="round"/> again and again; after a failure it waits, longer each time.</summary>
    protected async Task RepeatAsync(Func<Task> round, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round();
                delays.Reset();
            }
            catch (MessengerException exception)
            {
                var delay = exception.RetryAfter is { } asked ? asked + delays.Next() : delays.Next();
                Report(exception, delay);
                await Task.Delay(delay, time, stoppingToken);
            }
        }
    }

    /// <summary>Learns the bot's name and registers the command menu.</summary>
    protected async Task<BotIdentity> IntroduceAsync(CancellationToken cancellationToken)
    {
        var me = await bot.GetMeAsync(cancellationToken);
        try
        {
            await bot.SendAsync(new SetMyCommandsRequest { Commands = CommandMenu.Commands }, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.CommandsNotSet(logger, exception.Message);
        }

        return new BotIdentity(me.Id, me.Username ?? "");
    }

    /// <summary>Puts an update into its lane; <paramref name="finished"/> is called when it is handled, or at once when it is none of ours.</summary>
    protected async Task TakeInAsync(long id, JsonElement update, BotIdentity identity, Action finished, CancellationToken cancellationToken)
    {
        if (handler.Read(update, identity) is not { } incoming)
        {
            finished();
            return;
        }

        await lanes.AddAsync(RawUpdate.LaneOf(incoming), async () =>
        {
            await handler.HandleAsync(id, incoming, abandoned.Token);
            finished();
        }, cancellationToken);
    }

    private void Report(MessengerException exception, TimeSpan delay)
    {
        var seconds = Math.Round(delay.TotalSeconds, 1);
        switch (BotApiRefusal.Of(exception)?.Code)
        {
            case 401 or 404:
                Log.TokenRefused(logger, seconds);
                break;
            case 409:
                Log.OtherConsumer(logger, exception.Message, seconds);
                break;
            default:
                Log.PollFailed(logger, exception.Message, seconds);
                break;
        }
    }
}
