using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>A part of a picture with other words, and a picture that moves in another way.</summary>
public sealed class RegionsAndMotionTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("on the left: a tree", PictureArea.Left, 1, "a tree on the left")]
    [InlineData("edit 2 right: a red house", PictureArea.Right, 2, "a red house on the right")]
    [InlineData("in the middle: a cat", PictureArea.Centre, 1, "a cat in the middle")]
    [InlineData("background: mountains", PictureArea.Background, 1, "mountains")]
    [InlineData("oben: der Mond", PictureArea.Top, 1, "moon")]
    [InlineData("слева: дерево", PictureArea.Left, 1, "tree on the left")]
    [InlineData("à gauche : un arbre", PictureArea.Left, 1, "tree on the left")]
    [InlineData("abajo: flores", PictureArea.Bottom, 1, "a flower")]
    public async Task A_part_of_one_picture_is_drawn_anew_with_its_own_words(
        string said,
        PictureArea area,
        int index,
        string told
    )
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        await chat.SayAsync(said);

        var child = (await chat.GenerationsAsync())[^1];
        var recipe = await RecipeAsync(child);
        Assert.Equal(["inpaint.requested"], await database.AuditActionsAsync(child));
        Assert.Equal(
            (parent.Value, index),
            (await ReadAsync<Guid>("parent_id", child), await ReadAsync<int>("parent_index", child))
        );
        Assert.Equal((area, index), (recipe.Start!.Region!.Area, recipe.Start.Index));
        Assert.Contains(told, recipe.FullPrompt, StringComparison.Ordinal);
        // Rules see the words as they were typed, beside what the model is told.
        var typed = said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        Assert.Equal($"a red boat, {typed}", recipe.Prompt);
        Assert.Contains(typed, JudgedWords.Of(recipe).Prompt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("left: red shirt, right: blue shirt")]
    [InlineData("top secret: a spy story")]
    [InlineData("a boat on the left")]
    public async Task What_only_looks_like_a_part_is_a_prompt(string said)
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.DrawnAsync();

        await chat.SayAsync(said);

        Assert.Equal(["imagine.requested"], await database.AuditActionsAsync((await chat.GenerationsAsync())[^1]));
    }

    [Fact]
    public void Every_part_leaves_most_of_the_picture_as_it_is()
    {
        foreach (var area in Enum.GetValues<PictureArea>().Where(area => area != PictureArea.Background))
        {
            var region = new PictureRegion(area);
            var share =
                Enumerable.Range(0, 1024).Count(i => region.Has((i % 32 + 0.5) / 32, (i / 32 + 0.5) / 32)) / 1024.0;
            Assert.InRange(share, 0.25, 0.45);
        }

        Assert.False(new PictureRegion(PictureArea.Background).Has(0.5, 0.5));
        Assert.True(new PictureRegion(PictureArea.Background).Has(0.02, 0.5));
    }

    [Fact]
    public async Task An_animation_moves_in_each_other_way_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 2));
        var usual = (await chat.GenerationsAsync())[^1];

        var left = await chat.PressAsync(new ButtonAction(ButtonVerb.Motion, usual, 4));
        var made = (await chat.GenerationsAsync())[^1];
        var again = await chat.PressAsync(new ButtonAction(ButtonVerb.Motion, usual, 4));
        await chat.PressAsync(new ButtonAction(ButtonVerb.Motion, made, 3));
        var longer = await RecipeAsync((await chat.GenerationsAsync())[^1]);
        var forged = await chat.PressAsync(new ButtonAction(ButtonVerb.Motion, parent, 4));

        Assert.Equal(Texts.For("en").AnimateQueued(2), left.Text);
        Assert.Equal(Texts.For("en").AlreadyAnimating, again.Text);
        Assert.Equal(new PressAnswer(Texts.For("en").UnknownButton, IsError: true), forged);
        Assert.Equal(new Motion(MotionMove.Left), (await RecipeAsync(made)).Motion);
        Assert.Equal(new Motion(MotionMove.Left, IsLong: true), longer.Motion);
        Assert.Equal(parent.Value, await ReadAsync<Guid>("parent_id", made));
        Assert.Equal(["animate.requested"], await database.AuditActionsAsync(made));
        Assert.Equal(4, (await chat.GenerationsAsync()).Count);
    }

    [Fact]
    public async Task How_a_picture_moves_can_be_said_once_for_each_way_also_in_answer_to_an_animation()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        await chat.SayAsync("animate 2 zoom in");
        var nearer = (await chat.GenerationsAsync())[^1];
        await chat.SayAsync("animate 2, zoom in");
        await chat.DeliverAsync(nearer);
        var shown = await chat.Get<AskedGenerations>().MessageAsync(nearer, TestContext.Current.CancellationToken);
        await chat.Conversation.HandleAsync(
            chat.Message("animate it strongly") with
            {
                InReplyTo = shown,
            },
            TestContext.Current.CancellationToken
        );
        var stronger = (await chat.GenerationsAsync())[^1];

        Assert.Equal(3, (await chat.GenerationsAsync()).Count);
        Assert.Equal(new Motion(MotionMove.In), (await RecipeAsync(nearer)).Motion);
        Assert.Equal(new Motion(MotionMove.Strong), (await RecipeAsync(stronger)).Motion);
        foreach (var id in new[] { nearer, stronger })
        {
            Assert.Equal(
                (parent.Value, 2),
                (await ReadAsync<Guid>("parent_id", id), await ReadAsync<int>("parent_index", id))
            );
            Assert.Equal("animate.requested", (await database.AuditActionsAsync(id))[0]);
        }
    }

    [Fact]
    public async Task A_picture_is_enlarged_once_for_each_size()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        await chat.PressAsync(new ButtonAction(ButtonVerb.Enlarge, parent, 3));
        var twice = (await chat.GenerationsAsync())[^1];

        await chat.PressAsync(new ButtonAction(ButtonVerb.Fourfold, twice, 3));
        var fourfold = (await chat.GenerationsAsync())[^1];
        var again = await chat.PressAsync(new ButtonAction(ButtonVerb.Fourfold, parent, 3));
        await chat.SayAsync("enlarge 3 four times");
        await chat.SayAsync("enlarge 1 x3");
        var threefold = (await chat.GenerationsAsync())[^1];

        Assert.Equal(4, (await chat.GenerationsAsync()).Count);
        Assert.Equal(Texts.For("en").AlreadyEnlarging, again.Text);
        Assert.Null((await RecipeAsync(twice)).Enlargement);
        Assert.Equal(4, (await RecipeAsync(fourfold)).Enlargement);
        Assert.Equal(3, (await RecipeAsync(threefold)).Enlargement);
        Assert.Equal(
            (parent.Value, 3),
            (await ReadAsync<Guid>("parent_id", fourfold), await ReadAsync<int>("parent_index", fourfold))
        );
        Assert.Equal(["enlarge.requested"], await database.AuditActionsAsync(fourfold));
    }

    private Task<T> ReadAsync<T>(string column, GenerationId id) =>
        database.ReadAsync<T>($"SELECT {column} FROM flash.generations WHERE id = '{id}'");

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(await ReadAsync<string>("recipe::text", id));
}
