using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>What is made of one picture by its own menu, or in words: a little or a lot of variation, the view from further
/// away or beside it, another shape, and back.</summary>
public sealed class PicturesThatFollowTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Person Stranger = new(Platform.Telegram, "a-stranger", "Eve");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Vary_shows_the_choices_in_place_of_the_buttons_and_Back_the_buttons_again()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var shown = chat.Messenger.Posted[^1].Ref;

        await PressOnAsync(chat, shown, new ButtonAction(ButtonVerb.Choices, id, 2));
        var choices = chat.Messenger.Edited[^1];
        await PressOnAsync(chat, shown, new ButtonAction(ButtonVerb.Fewer, id));
        var before = chat.Messenger.Edited[^1];

        Assert.Equal(
            ["A little", "A lot", "Enlarge ×4", "Zoom out", "Left", "Right", "Up", "Down", "Paint over", "Back"],
            choices.Message.Buttons.SelectMany(row => row).Select(button => button.Label)
        );
        Assert.Empty(choices.Message.Media);
        Assert.Equal(shown, choices.Ref);
        Assert.Equal(choices.Message.Text, before.Message.Text);
        Assert.Contains(before.Message.Buttons.SelectMany(row => row), button => button.Label == "Vary 2");
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task The_choices_of_one_message_change_no_other()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (one, other) = (await chat.DrawnAsync(), await chat.DrawnAsync());
        var shown = chat.Messenger.Posted[^1].Ref;
        var edits = chat.Messenger.Edited.Count;

        var answer = await PressOnAsync(chat, shown, new ButtonAction(ButtonVerb.Choices, one, 1));
        var beyond = await PressOnAsync(chat, shown, new ButtonAction(ButtonVerb.Choices, other, 5));
        var nowhere = await chat.PressAsync(
            new ButtonAction(ButtonVerb.ZoomOut, one, 1),
            by: Stranger,
            where: chat.Here with
            {
                Id = "elsewhere",
            }
        );

        Assert.Equal(
            [Texts.For("en").UnknownButton, Texts.For("en").NothingToVary, Texts.For("en").OtherChat],
            [answer.Text, beyond.Text, nowhere.Text]
        );
        Assert.Equal(edits, chat.Messenger.Edited.Count);
        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
    }

    [Theory]
    [InlineData("zoom out 2", 0.1666, 0.1666, 2)]
    [InlineData("pan left", 0.375, 0, 1)]
    [InlineData("schwenk nach rechts", -0.375, 0, 1)]
    [InlineData("камера вверх", 0, 0.375, 1)]
    [InlineData("pan 3 down", 0, -0.375, 3)]
    public async Task The_camera_moves_by_words_and_draws_what_is_around(
        string words,
        double left,
        double top,
        int index
    )
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        await chat.SayAsync(words);

        var child = (await chat.GenerationsAsync())[^1];
        var recipe = await RecipeAsync(child);
        Assert.Equal(["outpaint.requested"], await database.AuditActionsAsync(child));
        Assert.Equal((parent, index), await ParentAsync(child));
        Assert.Equal(left, recipe.Start!.Frame!.Left, 3);
        Assert.Equal(top, recipe.Start.Frame.Top, 3);
        Assert.Equal("a red boat", recipe.Prompt);
        Assert.StartsWith("a scene on the sea", recipe.FullPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_picture_in_another_shape_is_continued_at_its_sides_and_several_are_drawn_anew()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var four = await chat.DrawnAsync();
        await chat.SayAsync("make 2 wider");
        var wide = (await chat.GenerationsAsync())[^1];
        await chat.Conversation.RewordAsync(chat.Message("make it wider"), four, Test);
        var all = (await chat.GenerationsAsync())[^1];

        var recipe = await RecipeAsync(wide);
        Assert.Equal(["outpaint.requested"], await database.AuditActionsAsync(wide));
        Assert.True(recipe.Width > recipe.Height);
        Assert.Equal((2, 1.0), (recipe.Start!.Index, recipe.Start.Frame!.Height));
        Assert.Equal(["edit.requested"], await database.AuditActionsAsync(all));
        Assert.Null((await RecipeAsync(all)).Start);
    }

    [Fact]
    public async Task A_little_starts_from_the_picture_and_a_lot_from_other_noise()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var before = await RecipeAsync(parent);

        await chat.SayAsync("vary 2 subtly");
        var little = await RecipeAsync((await chat.GenerationsAsync())[^1]);
        await chat.PressAsync(new ButtonAction(ButtonVerb.Strong, parent, 2));
        var lot = await RecipeAsync((await chat.GenerationsAsync())[^1]);

        Assert.Equal((before, 2), (little.Start!.Drawn, little.Start.Index));
        Assert.InRange(little.Start.Strength, 0.1, 0.34);
        Assert.Null(lot.Start);
        Assert.NotEqual(before.Seed, lot.Seed);
        Assert.Equal(before.Prompt, lot.Prompt);
    }

    [Fact]
    public async Task Other_words_for_a_picture_that_was_continued_change_all_of_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();
        await chat.SayAsync("zoom out");
        var farther = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(farther);
        await chat.SayAsync("make it night");

        var night = await RecipeAsync((await chat.GenerationsAsync())[^1]);
        Assert.Equal("a red boat at night", night.Prompt);
        Assert.Equal((null, await RecipeAsync(farther)), (night.Start!.Frame, night.Start.Drawn));
        Assert.Contains("night", night.FullPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_things_in_a_row_every_picture_knows_what_it_was_made_from()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Queue:PerUser", "50"));
        var first = await chat.DrawnAsync();
        var chain = new List<GenerationId> { first };
        foreach (
            var words in (string[])
                [
                    "vary 2",
                    "zoom out 3",
                    "make it night",
                    "vary 1 strong",
                    "pan left",
                    "add a moon",
                    "pan 2 up",
                    "vary 4 subtly",
                    "make it blue",
                ]
        )
        {
            await chat.SayAsync(words);
            var made = (await chat.GenerationsAsync())[^1];
            Assert.NotEqual(chain[^1], made);
            await chat.DeliverAsync(made);
            chain.Add(made);
        }

        for (var i = chain.Count - 1; i > 0; i--)
        {
            Assert.Equal(chain[i - 1], (await ParentAsync(chain[i])).Id);
        }

        // Back twice: each undo stands where the one before the last stood.
        await chat.SayAsync("undo");
        var back = (await chat.GenerationsAsync())[^1];
        Assert.Equal(await ParentAsync(chain[^2]), await ParentAsync(back));
        Assert.Equal(await RecipeAsync(chain[^2]), await RecipeAsync(back));
        await chat.DeliverAsync(back);
        Assert.False((await chat.PressAsync(new ButtonAction(ButtonVerb.Undo, back))).IsError);
        Assert.Equal(await RecipeAsync(chain[^3]), await RecipeAsync((await chat.GenerationsAsync())[^1]));
        Assert.Equal(
            new PressAnswer(Texts.For("en").NothingToUndo, IsError: true),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Undo, first))
        );
    }

    [Fact]
    public async Task What_was_taken_down_shows_no_choices()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var shown = chat.Messenger.Posted[^1].Ref;
        await database.ExecuteAsync(
            $"INSERT INTO flash.takedowns (generation_id, reason, taken_down_by) VALUES ('{id}', 'no', 'ada')"
        );

        var answer = await PressOnAsync(chat, shown, new ButtonAction(ButtonVerb.Choices, id, 1));

        Assert.Equal(new PressAnswer(Texts.For("en").TakenDown, IsError: true), answer);
    }

    private static async Task<PressAnswer> PressOnAsync(TestChat chat, MessageRef message, ButtonAction button)
    {
        PressAnswer? told = null;
        await chat.Conversation.PressAsync(
            chat.Press(button.ToCode()) with
            {
                Message = message,
                IsOnMessage = true,
            },
            (answer, _) =>
            {
                told = answer;
                return Task.CompletedTask;
            },
            Test
        );
        return told ?? throw new InvalidOperationException("The press was not answered.");
    }

    private async Task<(GenerationId Id, int? Index)> ParentAsync(GenerationId id)
    {
        var parent = await database.ReadAsync<Guid>($"SELECT parent_id FROM flash.generations WHERE id = '{id}'");
        var index = await database.ReadAsync<int>(
            $"SELECT coalesce(parent_index, 0) FROM flash.generations WHERE id = '{id}'"
        );
        return (new GenerationId(parent), index == 0 ? null : index);
    }

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(
            await database.ReadAsync<string>($"SELECT recipe::text FROM flash.generations WHERE id = '{id}'")
        );
}
