using System.Text.Json;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Http;

/// <summary>
/// Receives interactions as signed HTTP requests. Nothing of a request is looked at before its signature is right. The
/// answer is 202 and the first response follows over the REST API, so that from here on both ways in are the same.
/// </summary>
internal sealed class InteractionEndpoint(ArrivalInbox inbox, IOptions<DiscordOptions> options, TimeProvider time)
{
    /// <summary>The largest interaction, a message command on a full message, is below a tenth of this.</summary>
    public const int MaxBody = 1 << 20;

    private readonly InteractionSignature? signature = options.Value.PublicKey is { } key
        ? new InteractionSignature(key, time)
        : null;

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (
            signature?.Verify(request.Headers["X-Signature-Ed25519"], request.Headers["X-Signature-Timestamp"], body)
            is not true
        )
        {
            return Results.Text("invalid request signature", statusCode: StatusCodes.Status401Unauthorized);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return Take(json.RootElement);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
    }

    private IResult Take(JsonElement json)
    {
        if (
            json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.Number
            && type.TryGetInt32(out var number)
            && number == (int)InteractionType.Ping
        )
        {
            return Results.Json(InteractionResponse.Pong, DiscordJson.Options);
        }

        return inbox.TryPutInteraction(json) ? Results.Accepted() : Results.BadRequest();
    }

    /// <summary>The body as it came; null when it is too long.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}
