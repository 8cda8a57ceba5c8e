using System.Text.Json.Nodes;
using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Everything that is answered without a picture. The worker is not needed, and not there.</summary>
public sealed class WordsTests : IAsyncLifetime
{
    private readonly TelegramHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    public async ValueTask InitializeAsync() => await host.StartAsync(withWorker: false, token: null);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/start", "/imagine")]
    [InlineData("/help", "--seed")]
    [InlineData("/start@FlashPicturesBot", "/imagine")]
    [InlineData("/imagine", "Describe it")]
    [InlineData("/imagine a boat --seed abc", "--seed")]
    [InlineData("/imagine a boat --ar 100:1", "--ar")]
    [InlineData("/dance", "/dance")]
    public async Task A_question_gets_one_readable_answer_and_makes_nothing(string said, string expected)
    {
        var chat = host.NewPrivateChat();

        chat.Says(said);

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        Assert.Contains(expected, chat.FromBot[0].Content.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Theory]
    [InlineData("hi", "Hello!")]
    [InlineData("Thanks!", "You are welcome!")]
    [InlineData("help", "--seed")]
    [InlineData("Привет!", "Привет! Напиши")]
    [InlineData("/imagine a boat --seed abc --ar 9:1", "--seed", "--ar")]
    public async Task What_is_no_prompt_is_answered_in_words(string said, params string[] expected)
    {
        var chat = host.NewPrivateChat();

        chat.Says(said);

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        Assert.All(expected, words => Assert.Contains(words, chat.FromBot[0].Content.Text, StringComparison.Ordinal));
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Theory]
    [InlineData("plan.pdf", "application/pdf", null)]
    [InlineData("plan.pdf", "application/pdf", "a red boat")]
    [InlineData("film.mp4", "video/mp4", "a red boat")]
    public async Task A_file_that_is_no_picture_is_answered(string name, string mediaType, string? caption)
    {
        var chat = host.NewPrivateChat();

        chat.SendsFile(name, mediaType, [1, 2, 3], caption);
        chat.SendsFile(name, mediaType, [1, 2, 3], null, album: "one");
        chat.SendsFile(name, mediaType, [1, 2, 3], null, album: "one");
        chat.Says("/help");

        await Server.UntilAsync(() => chat.FromBot.Count == 3, Cancel);
        Assert.All(chat.FromBot.Take(2), message =>
            Assert.StartsWith("This file is no picture", message.Content.Text, StringComparison.Ordinal)
        );
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Theory]
    [InlineData("boat.JPG", "application/octet-stream")]
    [InlineData("IMG_1.HEIC", "image/heic")]
    [InlineData("scan.tiff", "image/tiff")]
    [InlineData("boat", "image/png")]
    public async Task A_file_that_may_be_a_picture_is_what_the_drawing_starts_from(string name, string mediaType)
    {
        var chat = host.NewPrivateChat();

        chat.SendsFile(name, mediaType, [1, 2, 3], "a red boat");

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        Assert.Equal(
            1,
            await host.CountAsync("SELECT count(*) FROM flash.generations WHERE recipe->'start'->'given' IS NOT NULL")
        );
    }

    [Fact]
    public async Task A_prompt_of_five_thousand_characters_is_refused_with_both_numbers()
    {
        var chat = host.NewPrivateChat();

        // People cannot send that much in one message; clients that are not Telegram's own, and self-hosted servers,
        // can.
        chat.Says("/imagine " + new string('x', 5000));

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        Assert.Contains("5,000", chat.FromBot[0].Content.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task In_a_group_only_what_is_meant_for_the_bot_is_answered_and_in_its_topic()
    {
        var group = Server.Group(-1001111111111);
        var ada = TelegramHost.NewPerson();

        group.Says("a nice day, is it not?", ada);
        group.Says("/imagine@SomeOtherBot a boat", ada);
        group.Says("/weather", ada);
        group.Says("/help@someotherbot", ada);
        var asked = group.Says("/help@flashpicturesbot", ada, threadId: 5);

        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        var answer = group.FromBot.Single();
        Assert.Equal(5, answer.ThreadId);
        Assert.Equal(asked.Id, answer.ReplyToId);
        Assert.Equal(0, await host.CountAsync("SELECT count(*) FROM flash.generations"));
    }

    [Fact]
    public async Task The_command_menu_is_there_after_the_start()
    {
        await Server.UntilAsync(() => Server.Commands.Count == 5, Cancel);

        Assert.Equal(["", "de", "es", "fr", "ru"], Server.Commands.Keys.Order());
        Assert.All(Server.Commands.Values, commands => Assert.Contains("imagine", commands));
    }

    [Theory]
    [InlineData("animate:AAAAAAAAAAAAAAAAAAAAAA:2")]
    [InlineData("animate:AAAAAAAAAAAAAAAAAAAAAA:99")]
    [InlineData("drop table generations")]
    [InlineData("💣")]
    public async Task A_button_of_no_generation_is_answered_and_does_nothing(string code)
    {
        var chat = host.NewPrivateChat();
        chat.Says("/start");
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);

        var press = chat.PressesCode(chat.FromBot[0], code);

        await Server.UntilAsync(() => press.Answer is not null, Cancel);
        Assert.True(press.IsAlert);
        Assert.NotEmpty(press.Answer!);
        Assert.Single(chat.FromBot);
    }

    [Fact]
    public async Task Strangers_cannot_cancel_and_other_chats_cannot_reach_a_generation()
    {
        var group = Server.Group(-1002222222222);
        var elsewhere = host.NewPrivateChat();
        var ada = TelegramHost.NewPerson();
        group.Says("/imagine a boat", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        var code = group.FromBot[0].Content.Keyboard[0][0].Data!;
        elsewhere.Says("/start");
        await Server.UntilAsync(() => elsewhere.FromBot.Count == 1, Cancel);

        var stranger = group.Presses(group.FromBot[0], "Cancel", TelegramHost.NewPerson());
        var forged = elsewhere.PressesCode(elsewhere.FromBot[0], code);
        await Server.UntilAsync(() => stranger.Answer is not null && forged.Answer is not null, Cancel);

        Assert.True(stranger.IsAlert);
        Assert.True(forged.IsAlert);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM flash.generations WHERE state = 'queued'"));

        var owner = group.Presses(group.FromBot[0], "Cancel", ada);
        await Server.UntilAsync(() => owner.Answer is not null, Cancel);
        Assert.False(owner.IsAlert);
        Assert.Equal(1, await host.CountAsync("SELECT count(*) FROM flash.generations WHERE state = 'cancelled'"));
    }

    [Fact]
    public async Task A_press_is_answered_while_the_chat_waits_for_Telegram()
    {
        var chat = host.NewPrivateChat();
        chat.Says("/imagine a boat");
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        using var gate = Server.Script.Hold("sendPhoto");
        chat.Says("/imagine a car");
        await gate.Reached.WaitAsync(Cancel);

        var press = chat.Presses(chat.FromBot[0], "Cancel");

        await Server.UntilAsync(() => press.Answer is not null, Cancel);
        Assert.Single(chat.FromBot);
    }

    [Fact]
    public async Task Updates_that_make_no_sense_do_not_stop_the_next()
    {
        var chat = host.NewPrivateChat();
        string[] rubbish =
        [
            "{}",
            """{"update_id":"seven"}""",
            """{"message":null}""",
            """{"message":[]}""",
            """{"message":{"message_id":"x"}}""",
            """{"message":{"message_id":1,"date":0,"chat":{"id":7,"type":"planet"},"text":"/imagine a boat"}}""",
            """{"message":{"message_id":1,"date":99999999999999,"chat":{"id":7,"type":"private"},"text":"hi"}}""",
            """{"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"/imagine nobody wrote this"}}""",
            """{"message":{"message_id":1,"date":1,"text":"/imagine nowhere","from":{"id":1,"is_bot":false,"first_name":"A"}}}""",
            """{"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":1,"is_bot":true,"first_name":"Bot"},"text":"/start"}}""",
            """{"callback_query":{"id":"1","from":{"id":1,"is_bot":false,"first_name":"A"},"chat_instance":"1"}}""",
            """{"callback_query":{"id":"1","data":"x"}}""",
            """{"callback_query":{"id":"1","from":{"id":1,"is_bot":false,"first_name":"A"},"inline_message_id":"5","chat_instance":"1","data":"x"}}""",
            """{"poll":{}}""",
            """{"inline_query":{"id":1}}""",
            """{"some_future_thing":{"a":[1,2,{"b":null}]}}""",
            """{"my_chat_member":{"chat":{"id":1,"type":"private"},"new_chat_member":{"status":"vanished"}}}""",
            """{"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":1,"is_bot":false,"first_name":"A"},"text":"x","entities":[{"type":"hologram","offset":-4,"length":1e9}]}}""",
        ];
        foreach (var update in rubbish)
        {
            Server.Updates.AddRaw((JsonObject)JsonNode.Parse(update)!);
        }

        chat.Says("/start");

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        await Server.UntilAsync(() => Server.Updates.Waiting == 0, Cancel);
    }

    [Fact]
    public async Task Trouble_at_Telegram_is_waited_out()
    {
        var chat = host.NewPrivateChat();
        Server.Script.Answer("getUpdates", 502, "<html>Bad Gateway</html>");
        Server.Script.Lose("getUpdates");
        Server.Script.Fail("getUpdates", BotApiException.TooManyRequests(1));

        chat.Says("/start");

        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
    }

    [Fact]
    public async Task A_second_program_with_the_same_token_is_named_in_the_log_and_outlived()
    {
        var chat = host.NewPrivateChat();
        Server.Script.Fail("getUpdates", BotApiException.OtherConsumer());

        chat.Says("/start");

        // The running poll is answered with the update first; the failure meets the one after it.
        await Server.UntilAsync(() => host.LoggedEvents.Contains(3002), Cancel);
        chat.Says("/help");
        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
    }

    [Fact]
    public async Task A_webhook_left_behind_is_taken_away_at_the_start()
    {
        await using var other = new TelegramHost();
        await other.StartAsync(withWorker: false, token: null);

        await other.Server.UntilAsync(
            () => other.Server.Calls.Any(call => call is { Method: "deleteWebhook", Status: 200 }),
            Cancel
        );
    }

    [Fact]
    public async Task A_wrong_token_is_said_clearly_and_never_shown()
    {
        await using var other = new TelegramHost();
        await other.StartAsync(withWorker: false, token: "123456789:AAwrongwrongwrong");

        await other.Server.UntilAsync(() => other.LoggedEvents.Contains(3001), Cancel);
        Assert.Contains("Flash:Telegram:Token", other.LoggedText, StringComparison.Ordinal);
        Assert.DoesNotContain("AAwrongwrongwrong", other.LoggedText, StringComparison.Ordinal);
    }
}
