using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Protocol;

/// <summary>The server that the other tests rely on refuses what Telegram refuses, in its words.</summary>
public sealed class StrictServerTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private BotApiServer server = null!; // set before the first test
    private BotChat chat = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await BotApiServer.StartAsync(Cancel);
        chat = server.PrivateChat(new BotUser(5, "Ada"));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(4096, null, null)]
    [InlineData(4097, null, "400 Bad Request: message is too long")]
    [InlineData(0, null, "400 Bad Request: message text is empty")]
    [InlineData(4096, "HTML", null)]
    [InlineData(4097, "HTML", "400 Bad Request: message is too long")]
    public async Task Texts_are_counted_after_entities(int length, string? parseMode, string? refusal)
    {
        var text = parseMode is null ? new string('x', length) : $"<b>{new string('x', length - 1)}</b>&amp;";
        Assert.Equal(
            refusal,
            await RefusalAsync(
                "sendMessage",
                new
                {
                    chat_id = 5,
                    text,
                    parse_mode = parseMode,
                }
            )
        );
    }

    [Theory]
    [InlineData("<b>x", "400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("x</b>", "400 Bad Request: can't parse entities: Unexpected end tag at byte offset 1")]
    public async Task Entities_that_do_not_end_are_refused(string text, string refusal) =>
        Assert.Equal(
            refusal,
            await RefusalAsync(
                "sendMessage",
                new
                {
                    chat_id = 5,
                    text,
                    parse_mode = "HTML",
                }
            )
        );

    [Theory]
    [InlineData(1024, null)]
    [InlineData(1025, "400 Bad Request: message caption is too long")]
    public async Task Captions_have_their_own_limit(int length, string? refusal)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("5"), "chat_id" },
            { new StringContent(new string('x', length)), "caption" },
            { new ByteArrayContent(Samples.Picture(9, 9, 9).Bytes.ToArray()), "photo", "p.jpg" },
        };
        Assert.Equal(refusal, await RefusalAsync("sendPhoto", form));
    }

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "400 Bad Request: BUTTON_DATA_INVALID")]
    public async Task Callback_data_is_counted_in_bytes(int bytes, string? refusal)
    {
        var data = new string('é', bytes / 2) + new string('x', bytes % 2);
        var keyboard = new { inline_keyboard = (object[])[(object[])[new { text = "press", callback_data = data }]] };
        Assert.Equal(
            refusal,
            await RefusalAsync(
                "sendMessage",
                new
                {
                    chat_id = 5,
                    text = "x",
                    reply_markup = keyboard,
                }
            )
        );
    }

    [Fact]
    public async Task One_consumer_polls_and_none_beside_a_webhook()
    {
        var first = RefusalAsync("getUpdates", new { timeout = 30 });
        await Task.Delay(TimeSpan.FromMilliseconds(300), Cancel);
        var second = RefusalAsync("getUpdates", new { timeout = 30 });
        Assert.Equal(
            "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            await first
        );
        chat.Says("hello");
        Assert.Null(await second);

        Assert.Null(await RefusalAsync("setWebhook", new { url = "http://127.0.0.1:9/hook" }));
        Assert.StartsWith(
            "409 Conflict: can't use getUpdates method while webhook is active",
            await RefusalAsync("getUpdates", new { }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_offset_confirms_what_comes_before_it()
    {
        chat.Says("one");
        chat.Says("two");
        var both = (await CallAsync("getUpdates", JsonContent.Create(new { })))["result"]!.AsArray();
        Assert.Equal(2, both.Count);

        var rest = (await CallAsync("getUpdates", JsonContent.Create(new { offset = (long)both[1]!["update_id"]! })))[
            "result"
        ]!.AsArray();

        Assert.Equal("two", (string?)Assert.Single(rest)!["message"]!["text"]);
    }

    [Fact]
    public async Task Whoever_says_too_much_is_told_how_long_to_wait()
    {
        server.Limits = new BotLimits(TimeProvider.System) { PrivateBurst = 2 };
        Assert.Null(await RefusalAsync("sendMessage", new { chat_id = 5, text = "1" }));
        Assert.Null(await RefusalAsync("sendMessage", new { chat_id = 5, text = "2" }));

        var refused = await CallAsync("sendMessage", JsonContent.Create(new { chat_id = 5, text = "3" }));

        Assert.Equal(429, (int)refused["error_code"]!);
        Assert.InRange((int)refused["parameters"]!["retry_after"]!, 1, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Shuffled_updates_come_in_another_order_and_none_is_missing(int seed)
    {
        server.Updates.Shuffle = new Random(seed);
        for (var number = 0; number < 20; number++)
        {
            chat.Says($"{number}");
        }

        var came = (await CallAsync("getUpdates", JsonContent.Create(new { })))["result"]!
            .AsArray()
            .Select(update => (string)update!["message"]!["text"]!)
            .ToArray();

        var inOrder = Enumerable.Range(0, 20).Select(number => $"{number}").ToArray();
        Assert.NotEqual(inOrder, came);
        Assert.Equal(inOrder.Order(), came.Order());
    }

    private Task<string?> RefusalAsync(string method, object body) => RefusalAsync(method, JsonContent.Create(body));

    /// <summary>Null when it was not refused.</summary>
    private async Task<string?> RefusalAsync(string method, HttpContent body)
    {
        var answer = await CallAsync(method, body);
        return (bool)answer["ok"]! ? null : $"{answer["error_code"]} {answer["description"]}";
    }

    private async Task<JsonObject> CallAsync(string method, HttpContent body)
    {
        using var answer = await http.PostAsync(new Uri($"{server.Address}bot{server.Token}/{method}"), body, Cancel);
        return (
            await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(Cancel), cancellationToken: Cancel)
        )!.AsObject();
    }
}
