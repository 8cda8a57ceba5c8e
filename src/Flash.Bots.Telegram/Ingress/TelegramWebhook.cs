using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Has Telegram bring the updates: sets the webhook, sees to it that it stays, and handles what
/// comes.</summary>
/// <remarks>Any number of processes may stand behind one address: an update is written down once and handled by one of
/// them, in the order of its chat.</remarks>
internal sealed class TelegramWebhook(
    TelegramBot bot,
    UpdateHandler handler,
    UpdateInbox inbox,
    InboxWork work,
    IOptions<TelegramOptions> options,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<TelegramWebhook> logger
) : TelegramIngress(bot, handler, inbox, work, loops, logger)
{
    /// <summary>How often we look whether the webhook is still ours; another deployment with the same token may have
    /// taken it.</summary>
    private static readonly TimeSpan WebhookInterval = TimeSpan.FromMinutes(1);

    private readonly TelegramWebhookOptions webhook = options.Value.Webhook;
    private readonly TimeProvider time = time;
    private volatile BotIdentity? identity;
    private bool isSet;
    private DateTime? lastError;

    /// <summary>Writes one delivery down and sets to work on it. False while it cannot be taken in yet: Telegram brings
    /// it again.</summary>
    public async Task<bool> ReceiveAsync(JsonElement update, CancellationToken cancellationToken)
    {
        if (identity is not { } bot)
        {
            return false;
        }

        // Answered only when it is written down: until then a process that dies makes Telegram bring it again.
        try
        {
            await TakeInAsync([update], bot, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception.IsUnreachable())
        {
            Log.InboxPaused(Logger, ExpectedFaults.Describe(exception));
            return false;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            RepeatAsync("telegram webhook", LookAsync, stoppingToken),
            LookAfterOthersAsync(() => identity, stoppingToken)
        );

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        // Known before the webhook is set: Telegram delivers within the same second.
        var introduced = identity ??= await IntroduceAsync(cancellationToken);
        var current = await Bot.SendAsync(new GetWebhookInfoRequest(), cancellationToken);
        if (current.Url != webhook.Url || !isSet)
        {
            await Bot.SendAsync(
                new SetWebhookRequest
                {
                    Url = webhook.Url,
                    SecretToken = webhook.SecretToken,
                    MaxConnections = webhook.MaxConnections,
                    AllowedUpdates = UpdateReader.Kinds,
                },
                cancellationToken
            );
            isSet = true;
            Log.Listening(Logger, introduced.Username, introduced.Id);
        }
        else if (current.LastErrorDate is { } failedAt && failedAt != lastError)
        {
            lastError = failedAt;
            Log.DeliveriesFail(Logger, current.LastErrorMessage, current.PendingUpdateCount);
        }

        await Task.Delay(WebhookInterval, time, cancellationToken);
    }
}
