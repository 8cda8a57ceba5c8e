using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>What goes wrong once, for a moment, costs no one anything.</summary>
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
    public async Task A_group_that_takes_no_pictures_is_told_so_in_words()
    {
        await host.StartAsync(withWorker: true, token: null);
        var group = Server.Group(-6_001);
        Server.Script.Fail("sendPhoto", BotApiException.Bad("not enough rights to send photos to the chat"), times: 20);

        var asked = group.Says("/imagine a boat", TelegramHost.NewPerson());

        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        Assert.Contains("photos", group.FromBot[0].Content.Text, StringComparison.Ordinal);
        Assert.Equal(asked.Id, group.FromBot[0].ReplyToId);
    }

    [Fact]
    public async Task Who_adds_the_bot_to_a_group_learns_what_it_needs_and_can_try_it()
    {
        await host.StartAsync(withWorker: true, token: null);
        var group = Server.Group(-6_002);
        var ada = TelegramHost.NewPerson();

        group.ChangesMembership(ada, "left", "member");
        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        group.ChangesMembership(ada, "member", "administrator");
        group.ChangesMembership(ada, "administrator", "kicked");
        var greeting = group.FromBot[0];
        Assert.Contains("photos", greeting.Content.Text, StringComparison.Ordinal);
        group.Presses(greeting, "Try it", ada);

        await Server.UntilAsync(
            () =>
                group.FromBot is [_, { Content.Caption: { } caption }]
                && caption.Contains("Seed", StringComparison.Ordinal),
            Cancel
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mistakes_are_for_one_persons_eyes_where_the_group_has_such_messages(bool allowed)
    {
        await host.StartAsync(withWorker: false, token: null);
        var group = Server.Group(-6_003);
        group.AllowsEphemeral = allowed;
        var ada = TelegramHost.NewPerson();

        group.Says("/imagine", ada);
        group.Says("/queue", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 2, Cancel);

        Assert.All(group.FromBot, answer => Assert.Equal(allowed ? ada.Id : null, answer.ReceiverId));
    }

    [Fact]
    public async Task The_bot_says_what_it_does_in_every_language_before_anything_is_said()
    {
        await host.StartAsync(withWorker: false, token: null);
        await Server.UntilAsync(() => Server.Descriptions.Count == 5, Cancel);

        Assert.Equal(["", "de", "es", "fr", "ru"], Server.Descriptions.Keys.Order());
        Assert.Equal(5, Server.Descriptions.Values.Distinct().Count());
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
            button.Name.Contains("Animate", StringComparison.Ordinal)
        );
    }

    private static bool IsResult(MessageContent content) =>
        content.Caption?.Contains("Seed 1", StringComparison.Ordinal) == true;

    private static Func<BotApiCall, bool> In(BotChat chat) => call => call.Number("chat_id") == chat.Id;
}
