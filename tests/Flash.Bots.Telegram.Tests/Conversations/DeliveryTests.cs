using System.Net;
using System.Text;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>How updates reach Flash, by long polling and by webhook, and that none is lost on the way.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_webhook_brings_commands_and_presses()
    {
        await host.StartAsync(withWorker: false, token: null, withWebhook: true);
        var chat = host.NewPrivateChat();

        chat.Says("/imagine a boat");
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        var press = chat.Presses(chat.FromBot[0], "Cancel");
        await Server.UntilAsync(() => press.Answer is not null, Cancel);

        Assert.Equal(TelegramHost.WebhookSecret, Server.Webhook.SecretToken);
        Assert.Equal(host.WebhookUrl.ToString(), Server.Webhook.Url);
        Assert.Equal(["message", "edited_message", "callback_query", "inline_query", "chosen_inline_result"], Server.Updates.AllowedUpdates!);
        Assert.DoesNotContain(Server.Calls, call => call.Method == "getUpdates");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-secret_124")]
    [InlineData("a-secret_1234")]
    public async Task Nobody_else_can_bring_updates(string? secret)
    {
        await host.StartAsync(withWorker: false, token: null, withWebhook: true);
        var chat = host.NewPrivateChat();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.WebhookUrl)
        {
            Content = new StringContent(
                $$$"""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":{{{chat.Id}}},"type":"private"},"from":{"id":{{{chat.Id}}},"is_bot":false,"first_name":"A"},"text":"/imagine a boat"}}""",
                Encoding.UTF8, "application/json"),
        };
        if (secret is not null)
        {
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        }

        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task Going_over_to_long_polling_and_back_loses_nothing()
    {
        await host.StartAsync(withWorker: false, token: null, withWebhook: true);
        var chat = host.NewPrivateChat();
        chat.Says("/start");
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);

        await host.StopAsync();
        chat.Says("/help");
        await host.StartAgainAsync(withWebhook: false);
        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
        Assert.Equal("", Server.Webhook.Url);

        await host.StopAsync();
        chat.Says("/start");
        await host.StartAgainAsync(withWebhook: true);
        await Server.UntilAsync(() => chat.FromBot.Count == 3, Cancel);
        Assert.Equal(host.WebhookUrl.ToString(), Server.Webhook.Url);
    }

    [Fact]
    public async Task An_update_is_confirmed_only_when_it_is_handled()
    {
        await host.StartAsync(withWorker: false, token: null);
        var chat = host.NewPrivateChat();
        var database = await host.HoldDatabaseAsync();
        chat.Says("/imagine a boat");
        chat.Says("/imagine a car");
        await Server.UntilAsync(() => Server.Calls.Count(call => call.Method == "getUpdates") >= 3, Cancel);

        Assert.Equal(2, Server.Updates.Waiting);
        Assert.Empty(chat.FromBot);
        await database.DisposeAsync();

        await Server.UntilAsync(() => Server.Updates.Waiting == 0 && chat.FromBot.Count == 2, Cancel);
        Assert.Equal(2, await host.CountAsync("SELECT count(*) FROM flash.generations"));
        Assert.StartsWith("“a boat", chat.FromBot[0].Content.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_process_took_in_but_did_not_handle_comes_to_the_next_one()
    {
        await host.StartAsync(withWorker: false, token: null);
        var chat = host.NewPrivateChat();
        var database = await host.HoldDatabaseAsync();
        chat.Says("/imagine a boat");
        await Server.UntilAsync(() => Server.Calls.Count(call => call.Method == "getUpdates") >= 3, Cancel);

        // Ten seconds of grace, then what it had in hand is cut off in the middle: for the outside that is a process that died.
        await host.StopAsync();
        Assert.Equal(1, Server.Updates.Waiting);
        await database.DisposeAsync();
        await host.StartAgainAsync(withWebhook: false);

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }
}
