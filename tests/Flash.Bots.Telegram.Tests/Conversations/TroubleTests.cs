using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>What goes wrong once, for a moment, costs nobody anything.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Words_that_the_network_surely_did_not_take_are_said_again()
    {
        await host.StartAsync(withWorker: false, token: null);
        var (failing, limited) = (host.NewPrivateChat(), host.NewPrivateChat());
        Server.Script.Fail("sendMessage", BotApiException.InternalServerError(), when: In(failing));
        Server.Script.Fail("sendMessage", BotApiException.TooManyRequests(3), when: In(limited));

        failing.Says("/help");
        limited.Says("/help");

        await Server.UntilAsync(() => failing.FromBot.Count == 1 && limited.FromBot.Count == 1, Cancel);
    }

    [Fact]
    public async Task A_picture_that_their_servers_stumble_over_is_sent_again()
    {
        await host.StartAsync(withWorker: true, token: null);
        var chat = host.NewPrivateChat();
        Server.Script.Fail("editMessageMedia", BotApiException.Bad("IMAGE_PROCESS_FAILED"), times: 2, when: call =>
            call.Text("media")!.Contains("Seed", StringComparison.Ordinal)
        );

        chat.Says("/imagine a boat --seed 1");

        await Server.UntilAsync(
            () =>
                chat.FromBot is [{ Content.Caption: { } caption }]
                && caption.Contains("Seed 1", StringComparison.Ordinal),
            Cancel
        );
    }

    [Fact]
    public async Task A_place_in_the_queue_that_is_told_after_the_pictures_came_does_not_stay()
    {
        host.Settings["Flash:Worker:PlacesInterval"] = "00:00:00.1";
        await host.StartAsync(withWorker: false, token: null);
        var chats = Enumerable.Range(0, 3).Select(_ => host.NewPrivateChat()).ToArray();
        foreach (var chat in chats)
        {
            chat.Says($"/imagine a boat {chat.Id} --steps 8 --seed 1");
            await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        }

        var last = chats[^1];
        using var late = Server.Script.CarryOutLate("editMessageCaption", when: In(last));
        await host.StartWorkerElsewhereAsync();
        var message = last.FromBot[0];
        await late.Reached.WaitAsync(Cancel);
        await Server.UntilAsync(() => IsResult(message.Content), Cancel);
        late.Dispose();
        await Server.UntilAsync(
            () => message.Revisions.SkipWhile(revision => !IsResult(revision)).Any(revision => !IsResult(revision)),
            Cancel
        );

        await Server.UntilAsync(() => IsResult(message.Content), Cancel);
        Assert.Contains(message.Content.Keyboard.SelectMany(row => row), button =>
            button.Label.Contains("Animate", StringComparison.Ordinal)
        );
    }

    private static bool IsResult(MessageContent content) =>
        content.Caption?.Contains("Seed 1", StringComparison.Ordinal) == true;

    private static Func<BotApiCall, bool> In(BotChat chat) => call => call.Number("chat_id") == chat.Id;
}
