using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>What follows from pictures that stand in a chat: variations, enlargements, other words, and their
/// removal.</summary>
public sealed class LineageTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Person Somebody = new(Platform.Telegram, "somebody-else", "Bob");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vary_starts_from_the_picture_with_another_seed_as_often_as_it_is_pressed()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var before = await RecipeAsync(parent);

        Assert.Equal(
            new PressAnswer("Varying picture 3.", IsError: false),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, parent, 3), by: Somebody)
        );
        Assert.False((await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, parent, 3))).IsError);

        Assert.Equal(
            2L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.generations WHERE parent_id = '{parent}' AND parent_index = 3 AND kind = 'vary'"
            )
        );
        var child = await ChildAsync(parent);
        var recipe = await RecipeAsync(child);
        Assert.Equal(["vary.requested"], await database.AuditActionsAsync(child));
        Assert.Equal((before, 3), (recipe.Start!.Drawn, recipe.Start.Index));
        Assert.NotEqual(before.Seed, recipe.Seed);
        Assert.Equal(before.Prompt, recipe.Prompt);
    }

    [Fact]
    public async Task Variations_of_variations_come_to_an_end_that_is_said()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        for (var depth = 1; depth <= StartPicture.MaxDepth; depth++)
        {
            Assert.False((await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, id, 1))).IsError);
            id = await ChildAsync(id);
            await database.ExecuteAsync($"UPDATE flash.generations SET state = 'delivered' WHERE id = '{id}'");
        }

        Assert.Equal(
            new PressAnswer(Texts.For("en").VariedTooOften, IsError: true),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Vary, id, 1))
        );
    }

    [Fact]
    public async Task Enlarge_makes_one_file_of_a_picture_however_often_it_is_pressed()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        Assert.Equal(
            "Enlarging picture 2.",
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Enlarge, parent, 2))).Text
        );
        Assert.Equal(
            Texts.For("en").AlreadyEnlarging,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Enlarge, parent, 2))).Text
        );
        Assert.Equal(
            "Setting picture 2 in motion.",
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 2))).Text
        );
        Assert.Equal(
            "Enlarging picture 1.",
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Enlarge, parent, 1))).Text
        );
        Assert.Equal(
            Texts.For("en").NothingToEnlarge,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Enlarge, parent, 5))).Text
        );

        Assert.Equal(
            2L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.generations WHERE parent_id = '{parent}' AND kind = 'enlarge'"
            )
        );
    }

    [Theory]
    [InlineData("a blue boat", "a blue boat")]
    [InlineData("+ at night", "a red boat, at night")]
    [InlineData("- red", "a boat")]
    [InlineData("red -> green", "a green boat")]
    [InlineData("a cat --count 1", "a cat")]
    public async Task Other_words_keep_the_seed_and_the_lineage(string answer, string prompt)
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        Assert.False((await chat.PressAsync(new ButtonAction(ButtonVerb.Edit, parent))).IsError);
        var question = chat.Messenger.Posted[^1];
        Assert.True(question.Message.AsksForReply);

        await chat.Conversation.HandleAsync(
            chat.Message(answer) with
            {
                InReplyTo = question.Ref,
                Chat = chat.Here with { IsPrivate = false },
            },
            Cancelled
        );

        var child = await ChildAsync(parent);
        var (before, after) = (await RecipeAsync(parent), await RecipeAsync(child));
        Assert.Equal((prompt, before.Seed), (after.Prompt, after.Seed));
        Assert.Equal(["edit.requested"], await database.AuditActionsAsync(child));
        Assert.Equal(
            prompt,
            await database.ReadAsync<string>($"SELECT prompt FROM flash.generations WHERE id = '{child}'")
        );
    }

    [Fact]
    public async Task An_answer_to_pictures_words_them_anew_only_where_nobody_else_listens()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var pictures = chat.Messenger.Posted[^1].Ref;

        await chat.Conversation.HandleAsync(
            chat.Message("lovely!") with
            {
                InReplyTo = pictures,
                Chat = chat.Here with { IsPrivate = false },
            },
            Cancelled
        );
        Assert.Single(await chat.GenerationsAsync());

        await chat.Conversation.HandleAsync(chat.Message("+ in the fog") with { InReplyTo = pictures }, Cancelled);
        Assert.Equal("a red boat, in the fog", (await RecipeAsync(await ChildAsync(parent))).Prompt);
    }

    [Fact]
    public async Task The_same_words_again_are_told_so()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        await chat.Conversation.RewordAsync(chat.Message("a red boat"), parent, Cancelled);

        Assert.Equal(Texts.For("en").SameWords, chat.Texts[^1]);
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task Only_the_person_who_asked_may_delete_and_nothing_comes_back()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var shown = chat.Messenger.Posted[^1].Ref;
        var delete = new ButtonAction(ButtonVerb.Delete, id);

        Assert.Equal(
            new PressAnswer(Texts.For("en").NotYoursToDelete, IsError: true),
            await chat.PressAsync(delete, by: Somebody)
        );
        Assert.Equal(new PressAnswer(Texts.For("en").DeleteDone, IsError: false), await chat.PressAsync(delete));
        Assert.Equal(new PressAnswer(Texts.For("en").DeleteDone, IsError: false), await chat.PressAsync(delete));

        Assert.Equal(shown, Assert.Single(chat.Messenger.Deleted));
        Assert.Single(await database.AuditActionsAsync(id), action => action == "imagine.deleted");
        Assert.False(await chat.Get<GenerationMessages>().TryClaimPostingAsync(id, Cancelled));
        await Assert.ThrowsAsync<MessengerException>(() =>
            chat.Get<GenerationMessages>().WaitForMessageAsync(id, Cancelled)
        );
    }

    [Fact]
    public async Task Deleting_what_is_being_drawn_stops_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat");
        var id = Assert.Single(await chat.GenerationsAsync());
        var claim = await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);

        await chat.PressAsync(new ButtonAction(ButtonVerb.Delete, id));

        Assert.False(await chat.Get<GenerationStore>().MarkDeliveredAsync(id, claim!.Epoch, [], "abc", Cancelled));
        Assert.Equal(
            ["imagine.requested", "imagine.cancelled", "imagine.deleted"],
            await database.AuditActionsAsync(id)
        );
    }

    private async Task<GenerationId> ChildAsync(GenerationId parent) =>
        new(
            await database.ReadAsync<Guid>(
                $"SELECT id FROM flash.generations WHERE parent_id = '{parent}' ORDER BY id DESC LIMIT 1"
            )
        );

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(
            await database.ReadAsync<string>($"SELECT recipe::text FROM flash.generations WHERE id = '{id}'")
        );
}
