using System.Text.Json;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Fetches updates by long polling, for as long as the process lives.</summary>
internal sealed class TelegramPolling(TelegramBot bot, UpdateHandler handler, TimeProvider time, ILogger<TelegramPolling> logger)
    : TelegramIngress(bot, handler, time, logger)
{
    /// <summary>How long Telegram may keep the question open while nothing happens.</summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(30);

    /// <summary>How much longer than that we wait before we call the connection dead.</summary>
    private static readonly TimeSpan PollGrace = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Longest pause for the updates in hand. While one is not handled, a poll names it again and is answered at once; Telegram answers
    /// one that repeats itself within half a second with a single update.
    /// </summary>
    private static readonly TimeSpan PauseForHandling = TimeSpan.FromMilliseconds(600);

    private readonly TimeProvider time = time;
    private readonly InHand inHand = new();
    private BotIdentity? identity;
    private long next;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RepeatAsync(() => PollAsync(stoppingToken), stoppingToken);

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        identity ??= await PrepareAsync(cancellationToken);
        var updates = await Bot.SendAsync(
            new RawUpdatesRequest { Offset = inHand.Oldest ?? next, Timeout = (int)PollTime.TotalSeconds, AllowedUpdates = UpdateReader.Kinds },
            PollTime + PollGrace, cancellationToken);
        if (updates.ValueKind == JsonValueKind.Array)
        {
            foreach (var update in updates.EnumerateArray())
            {
                await TakeInAsync(update, identity, cancellationToken);
            }
        }

        if (!inHand.Emptied.IsCompleted)
        {
            await Task.WhenAny(inHand.Emptied, Task.Delay(PauseForHandling, time, cancellationToken));
        }
    }

    /// <summary>A webhook would keep updates from us: one left behind is taken away.</summary>
    private async Task<BotIdentity> PrepareAsync(CancellationToken cancellationToken)
    {
        var introduced = await IntroduceAsync(cancellationToken);
        await Bot.SendAsync(new DeleteWebhookRequest(), cancellationToken);
        Log.Listening(Logger, introduced.Username, introduced.Id);
        return introduced;
    }

    private async Task TakeInAsync(JsonElement update, BotIdentity bot, CancellationToken cancellationToken)
    {
        if (RawUpdate.IdOf(update) is not { } id)
        {
            Log.UnreadableUpdate(Logger, null, "no update_id");
            return;
        }

        next = Math.Max(next, id + 1);
        if (inHand.TryTake(id))
        {
            await TakeInAsync(id, update, bot, () => inHand.Finish(id), cancellationToken);
        }
    }
}
