using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>Where Telegram posts updates to.</summary>
internal static class WebhookEndpoint
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Far more than any update is.</summary>
    private const long LongestUpdate = 1 << 20;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var webhook = endpoints.ServiceProvider.GetRequiredService<IOptions<TelegramOptions>>().Value.Webhook;
        if (webhook.Url.Length > 0)
        {
            endpoints.MapPost(new Uri(webhook.Url).AbsolutePath, ReceiveAsync).WithMetadata(new BodyLimit());
        }
    }

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        TelegramWebhook webhook,
        IOptions<TelegramOptions> options,
        CancellationToken cancellationToken
    )
    {
        // Compared in constant time, so that no one can guess it letter by letter.
        if (
            !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(request.Headers[SecretHeader].ToString()),
                Encoding.UTF8.GetBytes(options.Value.Webhook.SecretToken)
            )
        )
        {
            return Results.Unauthorized();
        }

        try
        {
            using var update = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            return await webhook.ReceiveAsync(update.RootElement, cancellationToken)
                ? Results.Ok()
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }

    private sealed class BodyLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LongestUpdate;
    }
}
