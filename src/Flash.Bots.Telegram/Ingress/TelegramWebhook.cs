using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telegram.Bot.Requests;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Has Telegram bring the updates: sets the webhook, sees to it that it stays, and handles what comes.</summary>
/// <remarks>Any number of processes may stand behind one address: what the same update leads to is decided once, in the database.</remarks>
internal sealed class TelegramWebhook(TelegramBot bot, UpdateHandler handler, IOptions<TelegramOptions> options, TimeProvider time, ILogger<TelegramWebhook> logger)
    : TelegramIngress(bot, handler, time, logger)
{
    /// <summary>How often we look whether the webhook is still ours; another deployment with the same token may have taken it.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly TelegramWebhookOptions webhook = options.Value.Webhook;
    private readonly TimeProvider time = time;
    private volatile BotIdentity? identity;
    private bool isSet;
    private DateTime? lastError;

    /// <summary>Handles one delivery to the end. False while it cannot be taken in yet: Telegram brings it again.</summary>
    public async Task<bool> ReceiveAsync(JsonElement update, CancellationToken cancellationToken)
    {
        if (identity is not { } bot)
        {
            return false;
        }

        if (RawUpdate.IdOf(update) is not { } id)
        {
            Log.UnreadableUpdate(Logger, null, "no update_id");
            return true;
        }

        // Answered only when it is handled: until then a process that dies makes Telegram bring it again.
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await TakeInAsync(id, update, bot, handled.SetResult, cancellationToken);
        await handled.Task.WaitAsync(cancellationToken);
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RepeatAsync(() => LookAsync(stoppingToken), stoppingToken);

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
                cancellationToken);
            isSet = true;
            Log.Listening(Logger, introduced.Username, introduced.Id);
        }
        else if (current.LastErrorDate is { } failedAt && failedAt != lastError)
        {
            lastError = failedAt;
            Log.DeliveriesFail(Logger, current.LastErrorMessage, current.PendingUpdateCount);
        }

        await Task.Delay(LookInterval, time, cancellationToken);
    }
}
