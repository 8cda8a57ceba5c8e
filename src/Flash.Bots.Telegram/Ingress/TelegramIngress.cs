using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>What both ways of getting updates share: who the bot is, the lanes, and how to wait after a
/// failure.</summary>
internal abstract class TelegramIngress(
    TelegramBot bot,
    UpdateHandler handler,
    UpdateInbox inbox,
    InboxWork work,
    TimeProvider time,
    ILogger logger
) : BackgroundService
{
    /// <summary>Updates taken in but not handled; who brings more waits.</summary>
    private const int MostInHand = 500;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

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
            // Cut short: what is in the inbox is handled by the next process.
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
            foreach (var menu in CommandMenu.Requests)
            {
                await bot.SendAsync(menu, cancellationToken);
            }
        }
        catch (MessengerException exception)
        {
            Log.CommandsNotSet(logger, exception.Message);
        }

        return new BotIdentity(me.Id, me.Username ?? "");
    }

    /// <summary>
    /// Writes down those updates that concern Flash, and sets to work on them. When this returns, Telegram may forget
    /// them: a process that dies from here on loses none.
    /// </summary>
    protected async Task TakeInAsync(
        IEnumerable<JsonElement> updates,
        BotIdentity identity,
        CancellationToken cancellationToken
    )
    {
        var received = new List<(ReceivedUpdate Update, Incoming Incoming)>();
        foreach (var update in updates)
        {
            if (RawUpdate.IdOf(update) is not { } id)
            {
                Log.UnreadableUpdate(logger, null, "no update_id");
            }
            else if (handler.Read(update, identity) is Incoming.Typed typed)
            {
                // Worth nothing a second later: whoever types on asks again.
                await handler.HandleAsync(id, typed, cancellationToken);
            }
            else if (handler.Read(update, identity) is { } incoming)
            {
                received.Add((new ReceivedUpdate(id, RawUpdate.LaneOf(incoming), update.GetRawText()), incoming));
            }
        }

        if (received.Count == 0)
        {
            return;
        }

        try
        {
            await inbox.AddAsync([.. received.Select(one => one.Update)], cancellationToken);
            foreach (var lane in received.Select(one => one.Update.Lane).Distinct())
            {
                await lanes.AddAsync(lane, () => work.DrainAsync(lane, identity, abandoned.Token), cancellationToken);
            }
        }
        catch (NpgsqlException exception) when (exception.IsUnreachable())
        {
            // Nothing can be started without the database, but people can be told so.
            Log.InboxPaused(logger, exception);
            foreach (var (update, incoming) in received)
            {
                await lanes.AddAsync(
                    update.Lane,
                    () => handler.HandleAsync(update.Id, incoming, abandoned.Token),
                    cancellationToken
                );
            }
        }
    }

    /// <summary>Again and again, takes up what other processes left lying.</summary>
    protected async Task LookAfterOthersAsync(Func<BotIdentity?> identity, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (identity() is { } me)
                {
                    var givenUp = await inbox.SweepAsync(stoppingToken);
                    if (givenUp > 0)
                    {
                        Log.UpdatesGivenUp(logger, givenUp, UpdateInbox.MostAttempts);
                    }

                    foreach (var lane in await inbox.LeftLyingAsync(stoppingToken))
                    {
                        await lanes.AddAsync(lane, () => work.DrainAsync(lane, me, abandoned.Token), stoppingToken);
                    }
                }
            }
            catch (NpgsqlException exception)
            {
                Log.InboxPaused(logger, exception);
            }
        }
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
