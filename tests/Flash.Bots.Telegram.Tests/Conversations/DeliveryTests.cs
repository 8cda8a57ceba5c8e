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
        Assert.Equal(
            ["message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member"],
            Server.Updates.AllowedUpdates!
        );
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
                Encoding.UTF8,
                "application/json"
            ),
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
    public async Task An_update_is_confirmed_only_when_it_is_written_down()
    {
        await host.StartAsync(withWorker: false, token: null);
        var chat = host.NewPrivateChat();
        var inbox = await host.HoldDatabaseAsync("flash.telegram_updates");
        chat.Says("/imagine a boat");
        chat.Says("/imagine a car");
        await Server.UntilAsync(() => Server.Calls.Any(call => call.Method == "getUpdates"), Cancel);

        Assert.Equal(2, Server.Updates.Waiting);
        Assert.Empty(chat.FromBot);
        await inbox.DisposeAsync();

        await Server.UntilAsync(() => Server.Updates.Waiting == 0 && chat.FromBot.Count == 2, Cancel);
        Assert.Equal(2, await host.CountAsync("SELECT count(*) FROM flash.generations"));
        Assert.StartsWith("“a boat", chat.FromBot[0].Content.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_process_took_in_but_did_not_handle_is_done_by_the_next_one_in_order()
    {
        await host.StartAsync(withWorker: false, token: null);
        var chat = host.NewPrivateChat();
        var database = await host.HoldDatabaseAsync("flash.generations, flash.receipts");
        chat.Says("/imagine a boat");
        chat.Says("/imagine a car");
        await Server.UntilAsync(() => Server.Updates.Waiting == 0, Cancel);

        // Ten seconds of grace, then what it had in hand is cut off in the middle: for the outside that is a process
        // that died.
        await host.StopAsync();
        await database.DisposeAsync();
        await host.StartAgainAsync(withWebhook: false);

        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
        Assert.StartsWith("“a boat", chat.FromBot[0].Content.Caption, StringComparison.Ordinal);
        Assert.StartsWith("“a car", chat.FromBot[1].Content.Caption, StringComparison.Ordinal);
        Assert.Equal(2, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task An_update_that_comes_twice_is_known_by_its_number_and_what_was_said_is_not_kept()
    {
        await host.StartAsync(withWorker: false, token: null);
        var chat = host.NewPrivateChat();
        chat.Says("/imagine a secret boat");
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);

        Server.Updates.Redeliver(chat.LastUpdateId);
        chat.Says("/help");
        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
        await Server.UntilAsync(() => Server.Updates.Waiting == 0, Cancel);
        for (
            var look = 0;
            look < 100
                && await host.CountAsync("SELECT count(*) FROM flash.telegram_updates WHERE handled_at IS NULL") > 0;
            look++
        )
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(2, await host.CountAsync("SELECT count(*) FROM flash.telegram_updates"));
        Assert.Equal(
            0,
            await host.CountAsync("SELECT count(*) FROM flash.telegram_updates WHERE body IS NOT NULL OR attempts <> 1")
        );
    }

    [Fact]
    public async Task Two_processes_behind_one_webhook_keep_each_chat_in_order()
    {
        await host.StartAsync(withWorker: false, token: null, withWebhook: true);
        await host.StartIngressBesideAsync();
        var chats = Enumerable.Range(0, 5).Select(_ => host.NewPrivateChat()).ToArray();

        // To one process and the other in turn, as a load balancer would; every one of them twice.
        for (var number = 0; number < 4; number++)
        {
            foreach (var chat in chats)
            {
                var update = Server.Updates.Withhold(() => chat.Says($"/nothing{number}"));
                await host.BringAsync(update, toOther: number % 2 == 1);
                await host.BringAsync(update, toOther: number % 2 == 0);
            }
        }

        foreach (var chat in chats)
        {
            await Server.UntilAsync(() => chat.FromBot.Count == 4, Cancel);
            Assert.Equal(
                ["/nothing0", "/nothing1", "/nothing2", "/nothing3"],
                chat.FromBot.Select(message => message.Content.Text!.Split(' ')[4].TrimEnd('.'))
            );
        }
    }
}
