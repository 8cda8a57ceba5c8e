using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Flash.Bots.Discord.Http;
using Flash.Bots.Discord.Tests.Conversations;
using Flash.Testing.DiscordApi;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Discord.Tests.Http;

public sealed class InteractionEndpointTests(FlashOverHttp flash) : IClassFixture<FlashOverHttp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )]
    public void The_signatures_are_those_of_RFC_8032(string key, string message, string signature) =>
        Assert.True(
            Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(
                Convert.FromHexString(signature),
                0,
                Convert.FromHexString(key),
                0,
                Convert.FromHexString(message),
                0,
                message.Length / 2
            )
        );

    [Fact]
    public async Task Whatever_is_changed_in_a_signed_request_it_is_refused_with_401()
    {
        var body = Encoding.UTF8.GetBytes("""{"type":1}""");
        var now = InteractionWebhook.Now();
        var good = flash.Server.Http.Sign(now, body);
        var later = (long.Parse(now, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        (byte[] Body, string Timestamp, string Signature)[] forgeries =
        [
            (Encoding.UTF8.GetBytes("""{"type":2}"""), now, good),
            ([.. body, (byte)' '], now, good),
            (body, later, good),
            (body, now, "00" + good[2..]),
            (body, now, good[..126]),
            (body, now, "zz" + good[2..]),
            (body, now, "-"),
            (body, "-1", good),
            (body, "99999999999999999999", good),
            ([], now, good),
        ];

        foreach (var forgery in forgeries)
        {
            using var answer = await flash.Server.Http.PostAsync(
                flash.Endpoint,
                forgery.Body,
                forgery.Timestamp,
                forgery.Signature,
                Cancellation
            );
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var accepted = await flash.Server.Http.PostAsync(flash.Endpoint, body, now, good, Cancellation);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("""{"type":1}""", await accepted.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused_before_its_body_is_looked_at()
    {
        using var http = new HttpClient();

        using var answer = await http.PostAsync(flash.Endpoint, new StringContent("{ not even JSON"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_a_megabyte_is_refused_unread()
    {
        using var answer = await flash.Server.Http.PostAsync(
            flash.Endpoint,
            new byte[InteractionEndpoint.MaxBody + 1],
            InteractionWebhook.Now(),
            new string('a', 128),
            Cancellation
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public void A_recorded_request_is_worthless_after_five_minutes()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var signature = new InteractionSignature(flash.Server.Http.PublicKey, time);
        var body = Encoding.UTF8.GetBytes("""{"type":1}""");
        var now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = flash.Server.Http.Sign(now, body);

        Assert.True(signature.Verify(signed, now, body));
        time.Advance(TimeSpan.FromSeconds(301));
        Assert.False(signature.Verify(signed, now, body));
    }

    [Fact]
    public async Task Interactions_with_odd_missing_and_wrong_parts_break_nothing()
    {
        var random = new Random(20261127);
        var ada = new DiscordUser(flash.Server, "Ada");
        var channel = flash.Server.State.AddChannel("odd");
        (int Type, string Data)[] kinds =
        [
            (
                2,
                """{"id":"1","name":"imagine","type":1,"options":[{"name":"prompt","type":3,"value":"a boat"},{"name":"count","type":4,"value":1},{"name":"image","type":11,"value":"9"}],"resolved":{"attachments":{"9":{"id":"9","url":"https://cdn.discordapp.com/1.png","size":5,"content_type":"image/png"}}}}"""
            ),
            (
                2,
                """{"id":"1","name":"Report","type":3,"target_id":"7","resolved":{"messages":{"7":{"id":"7","attachments":[{"id":"9","url":"https://cdn.discordapp.com/1.png"}],"components":[{"type":1,"components":[{"type":2,"custom_id":"x"}]}]}}}}"""
            ),
            (
                2,
                """{"id":"1","name":"Use as reference","type":3,"target_id":"7","resolved":{"messages":{"7":{"id":"7","attachments":[{"id":"9","url":"https://cdn.discordapp.com/1.png"}]}}}}"""
            ),
            (2, """{"id":"1","name":"settings","type":1,"options":[{"name":"whose","type":3,"value":"chat"}]}"""),
            (3, """{"custom_id":"animate","component_type":2}"""),
            (
                4,
                """{"id":"1","name":"imagine","type":1,"options":[{"name":"prompt","type":3,"value":"a","focused":true}]}"""
            ),
            (
                5,
                """{"custom_id":"report","components":[{"type":1,"components":[{"type":4,"custom_id":"reason","value":"x"}]}]}"""
            ),
            (
                5,
                """{"custom_id":"reference/","components":[{"type":1,"components":[{"type":4,"custom_id":"prompt","value":"x"}]}]}"""
            ),
        ];
        string[] odd =
        [
            "null",
            "true",
            "-1",
            "1e400",
            "\"\"",
            "\"half a pair\"",
            "[]",
            "{}",
            "[null]",
            "[[null]]",
            "{\"7\":null}",
            "\"99999999999999999999\"",
        ];

        for (var i = 0; i < 480; i++)
        {
            var (type, data) = kinds[i % kinds.Length];
            var payload = ada.Create(channel, type, JsonNode.Parse(data)!.AsObject(), null).Payload;
            for (var change = 0; change < (i < kinds.Length ? 0 : 1 + random.Next(3)); change++)
            {
                var parts = Parts(
                        payload["data"]!.GetValueKind() == System.Text.Json.JsonValueKind.Object && random.Next(4) > 0
                            ? payload["data"]!
                            : payload
                    )
                    .ToList();
                if (parts.Count > 0)
                {
                    Change(parts[random.Next(parts.Count)], random.Next(5) == 0 ? null : odd[random.Next(odd.Length)]);
                }
            }

            using var answer = await flash.Server.Http.PostAsync(
                flash.Endpoint,
                Encoding.UTF8.GetBytes(
                    payload.ToJsonString().Replace("half a pair", "\\ud800", StringComparison.Ordinal)
                ),
                InteractionWebhook.Now(),
                null,
                Cancellation
            );
            Assert.Contains(
                answer.StatusCode,
                new[] { HttpStatusCode.Accepted, HttpStatusCode.BadRequest, HttpStatusCode.OK }
            );
        }

        var help = await ada.CommandAsync(flash.Server.State.AddChannel("after odd ones"), "help", null, Cancellation);
        await DiscordServer.EventuallyAsync(
            () => help.Original is { IsLoading: false } ? help : null,
            "help",
            Cancellation
        );
        Assert.DoesNotContain(flash.Logged.Split('\n'), line =>
            line.StartsWith("Error 4031 ", StringComparison.Ordinal)
        );

        static IEnumerable<JsonNode> Parts(JsonNode node) =>
            node switch
            {
                JsonObject json => json.Select(pair => pair.Value)
                    .OfType<JsonNode>()
                    .SelectMany(child => Parts(child).Prepend(child)),
                JsonArray list => list.OfType<JsonNode>().SelectMany(child => Parts(child).Prepend(child)),
                _ => [],
            };

        static void Change(JsonNode part, string? value)
        {
            if (part.Parent is JsonObject json && value is null)
            {
                json.Remove(part.GetPropertyName());
            }
            else
            {
                part.ReplaceWith(JsonNode.Parse(value ?? "null"));
            }
        }
    }

    [Fact]
    public async Task Signed_nonsense_breaks_nothing()
    {
        var random = new Random(20261123);
        var template = new DiscordUser(flash.Server, "Ada")
            .Create(flash.Server.State.AddChannel("fuzz"), 3, new JsonObject { ["custom_id"] = "animate:x:1" }, null)
            .Payload.ToJsonString();

        for (var i = 0; i < 300; i++)
        {
            var body = Encoding.UTF8.GetBytes(template);
            for (var change = 0; change < 1 + (i % 8); change++)
            {
                body[random.Next(body.Length)] = (byte)random.Next(32, 127);
            }

            using var answer = await flash.Server.Http.PostAsync(
                flash.Endpoint,
                body,
                InteractionWebhook.Now(),
                null,
                Cancellation
            );
            Assert.Contains(
                answer.StatusCode,
                new[] { HttpStatusCode.Accepted, HttpStatusCode.BadRequest, HttpStatusCode.OK }
            );
        }

        var help = await new DiscordUser(flash.Server, "Ada").CommandAsync(
            flash.Server.State.AddChannel("after"),
            "help",
            null,
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () => help.Original is { IsLoading: false } ? help : null,
            "help",
            Cancellation
        );
        Assert.DoesNotContain(flash.Logged.Split('\n'), line =>
            line.StartsWith("Error 4031 ", StringComparison.Ordinal)
        );
    }
}
