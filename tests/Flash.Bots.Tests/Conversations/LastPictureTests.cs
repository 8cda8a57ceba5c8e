using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Tests.Conversations;

/// <summary>A change in words that answers nothing is one to the person's last pictures, in private and for a while.</summary>
public sealed class LastPictureTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("make it blue", "a blue boat", "edit")]
    [InlineData("blue boat", "blue boat", "imagine")]
    [InlineData("enlarge 2", "a red boat", "enlarge")]
    [InlineData("v1", "a red boat", "vary")]
    public async Task It_changes_them_where_it_is_a_change(string text, string prompt, string kind)
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync(text);

        Assert.Equal((prompt, kind), await LatestAsync(chat));
    }

    [Fact]
    public async Task The_caption_says_so_and_an_answer_needs_no_saying()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync("make it blue");
        var typed = await RecipeSaysAsync(chat);
        await chat.Conversation.HandleAsync(
            chat.Message("make it green") with
            {
                InReplyTo = chat.Messenger.Posted[0].Ref,
            },
            Cancelled
        );

        Assert.Equal((true, false), (typed, await RecipeSaysAsync(chat)));
    }

    [Theory]
    [InlineData("undo")]
    [InlineData("delete this")]
    [InlineData("enlarge 2")]
    public async Task Without_a_picture_there_is_nothing_to_do_it_to(string wish)
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync(wish);

        Assert.Empty(await chat.GenerationsAsync());
        Assert.Equal(
            "There is no picture here that I drew a short while ago. Say this in answer to one.",
            chat.Texts[^1]
        );
    }

    [Fact]
    public async Task It_is_said_the_first_time_only()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();
        await chat.SayAsync("make it blue");
        var first = await RecipeSaysAsync(chat);
        await chat.DeliverAsync((await chat.GenerationsAsync())[^1]);

        await chat.SayAsync("make it green");

        Assert.Equal((true, false), (first, await RecipeSaysAsync(chat)));
    }

    [Theory]
    [InlineData("enlarge all", "Which one? There are pictures 1 to 4 here: say one number with it.")]
    [InlineData("enlarge 7", "Which one? There are pictures 1 to 4 here: say one number with it.")]
    [InlineData("stop", "Nothing of yours is waiting or being drawn here.")]
    [InlineData("no", "All right. Describe a picture whenever you like.")]
    [InlineData("Was kannst du zeichnen?", "Alles, was du beschreiben kannst")]
    [InlineData("make it blue --steps 100", "--steps takes a whole number from 1 to 8, not “100”.")]
    [InlineData("a castle --steps 100", "--steps takes a whole number from 1 to 8, not “100”.")]
    public async Task What_draws_nothing_is_answered(string text, string answer)
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync(text);

        Assert.Single(await chat.GenerationsAsync());
        Assert.StartsWith(answer, chat.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_surprise_is_drawn()
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync("überrasch mich");

        Assert.Matches("^an? [a-z]+ [a-z]+ ", (await LatestAsync(chat)).Prompt);
    }

    [Fact]
    public async Task Again_changes_nothing_that_would_have_to_be_said()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync("again please");

        Assert.False(await RecipeSaysAsync(chat));
    }

    [Fact]
    public async Task After_a_while_and_in_groups_it_is_a_prompt_or_nothing()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        await chat.Conversation.HandleAsync(
            chat.Message("make it blue") with
            {
                Chat = chat.Here with { IsPrivate = false },
            },
            Cancelled
        );
        Assert.Equal(drawn, (await chat.GenerationsAsync())[^1]);
        await using (
            var later = chat.Get<NpgsqlDataSource>()
                .CreateCommand(
                    $"UPDATE flash.generations SET created_at = created_at - interval '31 minutes' WHERE id = '{drawn}'"
                )
        )
        {
            await later.ExecuteNonQueryAsync(Cancelled);
        }

        await chat.SayAsync("make it blue");

        Assert.Equal(("make it blue", "imagine"), await LatestAsync(chat));
    }

    [Fact]
    public async Task A_change_that_is_put_right_is_another_change_to_the_same_pictures()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();
        var said = chat.Message("make it blue");
        await chat.Conversation.HandleAsync(said, Cancelled);
        var edited = said with { Text = "make it green", IdempotencyKey = said.IdempotencyKey + ":edit:1" };

        await chat.Conversation.EditAsync(edited, said.IdempotencyKey, TimeProvider.System.GetUtcNow(), Cancelled);
        await chat.Conversation.EditAsync(edited, said.IdempotencyKey, TimeProvider.System.GetUtcNow(), Cancelled);

        Assert.Equal(("a green boat", "edit"), await LatestAsync(chat));
        Assert.Equal(3, (await chat.GenerationsAsync()).Count);
        Assert.True(await RecipeSaysAsync(chat));
    }

    [Fact]
    public async Task Undo_draws_what_was_before_the_change()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();
        await chat.SayAsync("make it blue");
        var changed = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(changed);

        await chat.SayAsync("undo");

        Assert.Equal(("a red boat", "imagine"), await LatestAsync(chat));
        await chat.DeliverAsync((await chat.GenerationsAsync())[^1]);
        await chat.SayAsync("undo");
        Assert.Equal(Flash.Bots.Replies.Texts.For("en").NothingToUndo, chat.Texts[^1]);
    }

    [Fact]
    public async Task What_is_asked_for_twice_is_answered_twice()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();
        await chat.SayAsync("enlarge 1");
        var said = chat.Texts.Count;

        await chat.SayAsync("make 1 bigger");

        Assert.Equal(Flash.Bots.Replies.Texts.For("en").AlreadyEnlarging, Assert.Single(chat.Texts.Skip(said)));
    }

    [Fact]
    public async Task Delete_takes_the_message_away()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync("delete this");

        Assert.Single(chat.Messenger.Deleted);
    }

    private async Task<(string Prompt, string Kind)> LatestAsync(TestChat chat)
    {
        var id = (await chat.GenerationsAsync())[^1];
        return (
            await database.ReadAsync<string>($"SELECT recipe->>'prompt' FROM flash.generations WHERE id = '{id}'"),
            await database.ReadAsync<string>($"SELECT kind::text FROM flash.generations WHERE id = '{id}'")
        );
    }

    private async Task<bool> RecipeSaysAsync(TestChat chat) =>
        await database.ReadAsync<string>(
            $"SELECT coalesce(recipe->'reading'->>'changesLast', 'false') FROM flash.generations WHERE id = '{(await chat.GenerationsAsync())[^1]}'"
        ) == "true";
}
