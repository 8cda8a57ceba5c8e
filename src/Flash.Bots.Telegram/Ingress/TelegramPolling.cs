using System.Text.Json;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Fetches updates by long polling, for as long as the process lives.</summary>
internal sealed class TelegramPolling(
    TelegramBot bot,
    UpdateHandler handler,
    UpdateInbox inbox,
    InboxWork work,
    BackgroundLoops loops,
    ILogger<TelegramPolling> logger
) : TelegramIngress(bot, handler, inbox, work, loops, logger)
{
    /// <summary>How long Telegram may keep the question open while nothing happens. Short: a connection that died in
    /// silence is noticed when this and the grace have passed.</summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(15);

    /// <summary>How much longer than that we wait before we call the connection dead.</summary>
    private static readonly TimeSpan PollGrace = TimeSpan.FromSeconds(5);

    private readonly NetworkSession polling = new(Platform.Telegram);
    private volatile BotIdentity? identity;
    private long next;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            RepeatAsync("telegram polling", PollAsync, stoppingToken),
            LookAfterOthersAsync(() => identity, stoppingToken)
        );

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PollOnceAsync(cancellationToken);
        }
        catch
        {
            polling.Closed();
            throw;
        }
    }

    private async Task PollOnceAsync(CancellationToken cancellationToken)
    {
        var me = identity ??= await PrepareAsync(cancellationToken);
        var updates = await Bot.SendAsync(
            new RawUpdatesRequest
            {
                Offset = next,
                Timeout = (int)PollTime.TotalSeconds,
                AllowedUpdates = UpdateReader.Kinds,
            },
            PollTime + PollGrace,
            cancellationToken
        );
        polling.Opened();
        if (updates.ValueKind == JsonValueKind.Array)
        {
            await TakeInAsync(updates.EnumerateArray(), me, cancellationToken);

            // Only now: the next poll tells Telegram that it may forget these.
            next = updates
                .EnumerateArray()
                .Select(RawUpdate.IdOf)
                .OfType<long>()
                .Select(id => id + 1)
                .Append(next)
                .Max();
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
}
