using System.Text.Json;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>What both ways of getting updates share: who the bot is, the lanes, and how to wait after a
/// failure.</summary>
internal abstract class TelegramIngress(
    TelegramBot bot,
    UpdateHandler handler,
    UpdateInbox inbox,
    InboxWork work,
    BackgroundLoops loops,
    ILogger logger
) : BackgroundService
{
    /// <summary>Updates taken in but not handled; who brings more waits.</summary>
    private const int MostInHand = 500;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    /// <summary>A long poll may last 20 s, and a look at the webhook waits a minute.</summary>
    private static readonly TimeSpan RoundPatience = TimeSpan.FromMinutes(2);

    /// <summary>After an outage people wait no longer than this for the next attempt.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Lanes lanes = new(MostInHand, bug => loops.Stop("telegram lane", bug));
    private readonly CancellationTokenSource abandoned = new();

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

    /// <summary>Does <paramref name="round"/> again and again; after a failure it waits, longer each time, and as long
    /// as Telegram asks when it asks.</summary>
    protected Task RepeatAsync(string name, Func<CancellationToken, Task> round, CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = name,
                Patience = RoundPatience,
                LongestPause = LongestPause,
                Knows = (fault, pause) =>
                {
                    if (fault is not MessengerException refused)
                    {
                        return null;
                    }

                    pause = refused.RetryAfter ?? pause;
                    Report(refused, pause);
                    return pause;
                },
            },
            round,
            stoppingToken
        );

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

            foreach (var description in CommandMenu.Descriptions)
            {
                await bot.SendAsync(description, cancellationToken);
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
        var received = new List<ReceivedUpdate>();
        foreach (var update in updates)
        {
            if (RawUpdate.IdOf(update) is not { } id)
            {
                Log.UnreadableUpdate(logger, null, "no update_id");
                continue;
            }

            switch (handler.Read(update, identity))
            {
                case Incoming.Typed typed:
                    // Worth nothing a second later: a person who types on asks again.
                    await handler.HandleAsync(id, typed, mayComeAgain: false, cancellationToken);
                    break;
                case { } incoming:
                    received.Add(new ReceivedUpdate(id, RawUpdate.LaneOf(incoming), update.GetRawText()));
                    break;
                default:
                    break; // nothing that concerns Flash
            }
        }

        if (received.Count == 0)
        {
            return;
        }

        // While the database takes nothing, this throws, and Telegram keeps the updates: nothing is confirmed that is
        // not written down.
        await inbox.AddAsync(received, cancellationToken);
        foreach (var lane in received.Select(update => update.Lane).Distinct())
        {
            await lanes.AddAsync(lane, () => work.DrainAsync(lane, identity, abandoned.Token), cancellationToken);
        }
    }

    /// <summary>Again and again, takes up what other processes left lying.</summary>
    protected Task LookAfterOthersAsync(Func<BotIdentity?> identity, CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = "telegram inbox",
                FirstWait = LookInterval,
                Interval = LookInterval,
            },
            async cancellationToken =>
            {
                if (identity() is not { } me)
                {
                    return;
                }

                var givenUp = await inbox.SweepAsync(cancellationToken);
                if (givenUp > 0)
                {
                    Log.UpdatesGivenUp(logger, givenUp, UpdateInbox.MostAttempts);
                }

                foreach (var lane in await inbox.LeftLyingAsync(cancellationToken))
                {
                    await lanes.AddAsync(lane, () => work.DrainAsync(lane, me, abandoned.Token), cancellationToken);
                }
            },
            stoppingToken
        );

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
