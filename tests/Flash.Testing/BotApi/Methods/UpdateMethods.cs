using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Flash.Testing.BotApi;

/// <summary>How a bot gets its updates: by asking, or by a webhook, never both.</summary>
internal static partial class UpdateMethods
{
    public static async Task<JsonNode?> GetUpdates(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        if (server.Webhook.Url.Length > 0)
        {
            throw BotApiException.WebhookIsActive();
        }

        server.Updates.Allow(call.Json("allowed_updates"));
        var limit = (int)Math.Clamp(call.Number("limit") ?? 100, 1, 100);
        var timeout = (int)Math.Clamp(call.Number("timeout") ?? 0, 0, 50);
        return await server.Updates.TakeAsync(call.Number("offset") ?? 0, limit, timeout, cancellationToken);
    }

    public static Task<JsonNode?> SetWebhook(BotApiServer server, BotApiCall call, CancellationToken cancellationToken)
    {
        var url = call.Text("url") ?? "";
        if (
            url.Length > 0
            && !url.StartsWith("https://", StringComparison.Ordinal)
            && !url.StartsWith("http://127.0.0.1", StringComparison.Ordinal)
        )
        {
            // The public Bot API takes HTTPS only; a self-hosted one takes plain HTTP, which is what a test on loopback
            // has.
            throw BotApiException.Bad("bad webhook: An HTTPS URL must be provided for webhook");
        }

        var secret = call.Text("secret_token");
        if (secret is not null && !SecretToken().IsMatch(secret))
        {
            throw BotApiException.Bad(
                secret.Length > 256 ? "secret token is too long" : "secret token contains unallowed characters"
            );
        }

        server.Updates.Allow(call.Json("allowed_updates"));
        if (call.Flag("drop_pending_updates"))
        {
            server.Updates.Clear();
        }

        server.Webhook.Set(url, secret, (int)Math.Clamp(call.Number("max_connections") ?? 40, 1, 100));
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    public static Task<JsonNode?> DeleteWebhook(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    )
    {
        if (call.Flag("drop_pending_updates"))
        {
            server.Updates.Clear();
        }

        server.Webhook.Stop();
        server.Changed();
        return Task.FromResult<JsonNode?>(true);
    }

    public static Task<JsonNode?> GetWebhookInfo(
        BotApiServer server,
        BotApiCall call,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<JsonNode?>(
            new JsonObject
            {
                ["url"] = server.Webhook.Url,
                ["has_custom_certificate"] = false,
                ["pending_update_count"] = server.Updates.Waiting,
                ["max_connections"] = server.Webhook.MaxConnections,
            }
        );

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex SecretToken();
}
