using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Flash.Testing.DiscordApi;

/// <summary>Sends interactions as signed HTTP requests, as Discord does when the application has an interactions
/// endpoint.</summary>
public sealed class InteractionWebhook(DiscordServer server)
{
    private static readonly HttpClient Client = new();
    private readonly Ed25519PrivateKeyParameters key = new(new SecureRandom());

    /// <summary>The application's endpoint; null delivers over the gateway.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>64 hexadecimal digits, as the developer portal shows them.</summary>
    public string PublicKey => Convert.ToHexStringLower(key.GeneratePublicKey().GetEncoded());

    public string Sign(string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        var signature = new byte[64];
        key.Sign(
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519,
            null,
            signed,
            0,
            signed.Length,
            signature,
            0
        );
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>What Discord does when the endpoint's address is saved: a PING must be answered, a bad signature
    /// refused.</summary>
    public async Task<bool> AcceptsEndpointAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var ping = Encoding.UTF8.GetBytes("""{"type":1,"id":"1","application_id":"1","token":"t","version":1}""");
        using var good = await PostAsync(endpoint, ping, Now(), null, cancellationToken);
        using var bad = await PostAsync(endpoint, ping, Now(), new string('a', 128), cancellationToken);
        var pong = good.IsSuccessStatusCode
            ? JsonNode.Parse(await good.Content.ReadAsStringAsync(cancellationToken))
            : null;
        return (int?)pong?["type"] == 1 && bad.StatusCode == System.Net.HttpStatusCode.Unauthorized;
    }

    public async Task DeliverAsync(DiscordInteraction interaction, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(
            Endpoint!,
            Encoding.UTF8.GetBytes(interaction.Payload.ToJsonString()),
            Now(),
            null,
            cancellationToken
        );
        if (answer.StatusCode == System.Net.HttpStatusCode.OK)
        {
            InteractionResponses.Accept(
                server,
                interaction,
                JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!.AsObject()
            );
        }
        else if (answer.StatusCode != System.Net.HttpStatusCode.Accepted)
        {
            server.Violations.Enqueue($"The interactions endpoint answered {(int)answer.StatusCode}.");
        }
    }

    public async Task<HttpResponseMessage> PostAsync(
        Uri endpoint,
        byte[] body,
        string timestamp,
        string? signature,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Signature-Ed25519", signature ?? Sign(timestamp, body));
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        return await Client.SendAsync(request, cancellationToken);
    }

    public static string Now() =>
        TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
