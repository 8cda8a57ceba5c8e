using System.Text.Json;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Tests.Conversations;

/// <summary>Commands that draw nothing, and pictures that people send.</summary>
public sealed class AnswersTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Styles_are_listed_by_name()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/styles");
        Assert.InRange(StyleTable.All.Count, 12, 14);
        Assert.All(StyleTable.All, style => Assert.Contains(style.Name, chat.Texts[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_queue_tells_the_place_and_a_time_once_one_was_measured()
    {
        await using (var before = new TestChat(database.ConnectionString))
        {
            await before.DrawnAsync();
        }

        // All that was drawn took its time, before anyone looks at the pace.
        await database.ExecuteAsync(
            "UPDATE flash.generations SET started_at = COALESCE(drawn_at, finished_at) - interval '12 seconds' WHERE state = 'delivered'"
        );
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/queue");
        Assert.Matches("^Nothing (of yours )?is waiting", chat.Texts[^1]);

        await chat.SayAsync("/imagine a red boat");
        await chat.SayAsync("/imagine a blue boat");
        await chat.SayAsync("/queue");

        Assert.Matches(
            @"(?s)What you wait for:.*“a red boat”: place \d+, about \d+ s.*“a blue boat”: place \d+, about \d+ s",
            chat.Texts[^1]
        );
        var placeholder = chat
            .Messenger.Posted.Select(post => post.Message)
            .Last(message => message.Text.StartsWith("“a blue boat”", StringComparison.Ordinal));
        Assert.Matches(@"Waiting: \d+ ahead of you, about \d+ s…$", placeholder.Text);
    }

    [Fact]
    public async Task Cancel_stops_the_last_request_and_then_all_of_them()
    {
        await using var chat = new TestChat(database.ConnectionString);
        foreach (var colour in new[] { "red", "blue", "green" })
        {
            await chat.SayAsync($"/imagine a {colour} boat");
        }

        await chat.SayAsync("/cancel");
        Assert.Equal("Cancelled: 1", chat.Texts[^1]);
        await chat.SayAsync("/cancel all");
        Assert.Equal("Cancelled: 2", chat.Texts[^1]);
        await chat.SayAsync("/cancel");
        Assert.Equal(Texts.For("en").NothingToCancel, chat.Texts[^1]);

        Assert.Equal(
            ["“a green boat”\nCancelled.", "“a blue boat”\nCancelled.", "“a red boat”\nCancelled."],
            chat.Messenger.Edited.Select(edit => edit.Message.Text)
        );
    }

    [Fact]
    public async Task A_person_gets_what_is_kept_of_them_and_has_it_erased()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var picture = chat.Messenger.Posted[^1].Ref;

        await chat.SayAsync("/privacy");
        var codes = chat
            .Messenger.Posted[^1]
            .Message.Buttons.SelectMany(row => row)
            .Select(button => button.Code)
            .ToList();
        await chat.PressAsync(codes[0]);
        var file = Assert.Single(chat.Messenger.Posted[^1].Message.Media);
        Assert.Equal(MediaKind.Json, file.Kind);
        using (var export = JsonDocument.Parse(file.Bytes))
        {
            Assert.Contains("a red boat", export.RootElement.GetRawText(), StringComparison.Ordinal);
        }

        await chat.PressAsync(codes[1]);
        Assert.Equal(Texts.For("en").EraseSure, chat.Texts[^1]);
        Assert.Equal(
            "a red boat",
            await database.ReadAsync<string>($"SELECT prompt FROM flash.generations WHERE id = '{id}'")
        );
        await chat.PressAsync(chat.Messenger.Posted[^1].Message.Buttons[0][0].Code);

        Assert.Equal("", await database.ReadAsync<string>($"SELECT prompt FROM flash.generations WHERE id = '{id}'"));
        Assert.Contains(picture, chat.Messenger.Deleted);
        Assert.StartsWith("Erased. Requests: 1,", chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_nobody_is_sent_their_data()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.Conversation.HandleAsync(
            chat.Message("/privacy export") with
            {
                Chat = chat.Here with { IsPrivate = false },
            },
            Cancelled
        );

        Assert.Equal(Texts.For("en").PrivacyInPrivate, chat.Texts[^1]);
        Assert.Equal(
            Texts.For("en").PrivacyInPrivate,
            (await chat.PressAsync("me:export", where: chat.Here with { IsPrivate = false })).Text
        );
    }

    [Fact]
    public async Task A_picture_is_reported_by_answering_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var pictures = chat.Messenger.Posted[^1].Ref;

        await chat.SayAsync("/report");
        Assert.Equal(Texts.For("en").ReportHow, chat.Texts[^1]);
        await chat.Conversation.HandleAsync(chat.Message("/report not nice") with { InReplyTo = pictures }, Cancelled);
        await chat.Conversation.HandleAsync(
            chat.Message("/report still not nice") with
            {
                InReplyTo = pictures,
            },
            Cancelled
        );
        await chat.Conversation.HandleAsync(
            chat.Message("/report what?") with
            {
                InReplyTo = new TelegramMessage(4, 4),
            },
            Cancelled
        );

        Assert.Equal(
            [Texts.For("en")["ReportTaken"], Texts.For("en")["ReportTwice"], Texts.For("en")["ReportUnknown"]],
            chat.Texts.TakeLast(3)
        );
        Assert.Equal(
            "not nice",
            await database.ReadAsync<string>($"SELECT reason FROM flash.reports WHERE generation_id = '{id}'")
        );
    }

    [Fact]
    public async Task A_photo_with_words_starts_from_the_photo()
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.Conversation.HandleAsync(
            chat.Message("at night --strength 30") with
            {
                Picture = new TelegramPicture("file-7"),
            },
            Cancelled
        );

        var json = await database.ReadAsync<string>(
            $"SELECT recipe::text FROM flash.generations WHERE id = '{Assert.Single(await chat.GenerationsAsync())}'"
        );
        var start = FlashJson.Read<Recipe>(json).Start!;
        Assert.Equal((new TelegramPicture("file-7"), 0.3), (start.Given, start.Strength));
    }

    [Theory]
    [InlineData(
        "/imagine a boat --style nonsense",
        "I do not have a style called “nonsense”. I have photo, cinematic,"
    )]
    [InlineData("/imagine a boat --style", "--style needs a name after it. I have photo,")]
    [InlineData("/imagine a boat --strength 5", "--strength takes a whole number from 10 to 100, not “5”.")]
    public async Task Mistakes_are_told_with_what_is_allowed(string text, string answer)
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync(text);
        Assert.StartsWith(answer, chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_delivered_twice_is_answered_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var message = chat.Message("/styles");
        await chat.Conversation.HandleAsync(message, Cancelled);
        await chat.Conversation.HandleAsync(message, Cancelled);
        Assert.Single(chat.Texts);
    }
}
