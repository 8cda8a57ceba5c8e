using System.Text.Json;
using Flash.Bots.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Fetches updates by long polling, for as long as the process lives.</summary>
internal sealed class TelegramPolling(TelegramBot bot, UpdateHandler handler, TimeProvider time, ILogger<TelegramPolling> logger) : BackgroundService
{
    /// <summary>How long Telegram may keep the question open while nothing happens.</summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than that we wait before we call the connection dead.</summary>
    private static readonly TimeSpan PollGrace = TimeSpan.FromSeconds(15);

    /// <summary>Updates taken in but not handled; with more than this, the next wait on Telegram's side.</summary>
    private const int InHand = 500;

    private readonly Lanes lanes = new(InHand);
    private readonly CancellationTokenSource abandoned = new();

    /// <summary>Stops asking at once, then finishes what was taken in, for as long as the host lets us.</summary>
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
            // Cut short; Telegram has been told that we have these updates.
        }
    }

    public override void Dispose()
    {
        lanes.Dispose();
        abandoned.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not a result anybody reproduces: processes started together must not knock together.
        var delays = new RetryDelays(new Random(HashCode.Combine(Environment.ProcessId, time.GetTimestamp())));
        BotIdentity? identity = null;
        var offset = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                identity ??= await PrepareAsync(stoppingToken);
                var updates = await bot.SendAsync(
                    new RawUpdatesRequest { Offset = offset, Timeout = (int)PollTime.TotalSeconds, AllowedUpdates = UpdateReader.Kinds }, PollTime + PollGrace, stoppingToken);
                delays.Reset();
                offset = await TakeInAsync(updates, offset, identity, stoppingToken);
            }
            catch (MessengerException exception)
            {
                var delay = exception.RetryAfter is { } asked ? asked + delays.Next() : delays.Next();
                Report(exception, delay);
                await Task.Delay(delay, time, stoppingToken);
            }
        }
    }

    /// <summary>Learns the bot's name, takes away a webhook that would keep updates from us, and registers the command menu.</summary>
    private async Task<BotIdentity> PrepareAsync(CancellationToken cancellationToken)
    {
        var me = await bot.GetMeAsync(cancellationToken);
        await bot.SendAsync(new DeleteWebhookRequest(), cancellationToken);
        try
        {
            await bot.SendAsync(new SetMyCommandsRequest { Commands = CommandMenu.Commands }, cancellationToken);
        }
        catch (MessengerException exception)
        {
            Log.CommandsNotSet(logger, exception.Message);
        }

        Log.Listening(logger, me.Username, me.Id);
        return new BotIdentity(me.Id, me.Username ?? "");
    }

    /// <summary>Puts each update into its lane and returns the offset that confirms them all.</summary>
    private async Task<long> TakeInAsync(JsonElement updates, long offset, BotIdentity identity, CancellationToken cancellationToken)
    {
        if (updates.ValueKind != JsonValueKind.Array)
        {
            return offset;
        }

        foreach (var update in updates.EnumerateArray())
        {
            if (RawUpdate.IdOf(update) is not { } id)
            {
                Log.UnreadableUpdate(logger, null, "no update_id");
                continue;
            }

            offset = Math.Max(offset, id + 1);
            if (handler.Read(update, identity) is { } incoming)
            {
                await lanes.AddAsync(RawUpdate.LaneOf(incoming), () => handler.HandleAsync(id, incoming, abandoned.Token), cancellationToken);
            }
        }

        return offset;
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
