using Flash.Bots.Conversations;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Testing;

namespace Flash.Bots.Tests.Conversations;

/// <summary>What a person painted over, drawn anew: a job like any other.</summary>
public sealed class PaintingTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly byte[] OnTheRight = PngFile.Grey(256, 256, (x, _) => (byte)(x >= 150 ? 255 : 0));

    [Fact]
    public async Task What_is_painted_over_follows_its_picture_with_words_of_its_own()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        var answer = await PaintAsync(chat, parent, "a tree");

        var child = (await chat.GenerationsAsync())[^1];
        var recipe = await RecipeAsync(child);
        Assert.Equal((false, Texts.For("en").EditQueued), (answer.IsError, answer.Text));
        Assert.Equal(["inpaint.requested"], await database.AuditActionsAsync(child));
        Assert.Equal(
            (parent.Value, 2),
            (await ReadAsync<Guid>("parent_id", child), await ReadAsync<int>("parent_index", child))
        );
        Assert.Equal(MaskFile.Read(Texts.For("en"), OnTheRight, 256, 256).Mask, recipe.Start!.Painted);
        Assert.Equal((2, "a red boat, a tree"), (recipe.Start.Index, recipe.Prompt));
        Assert.Contains("a tree on the right", recipe.FullPrompt, StringComparison.Ordinal);
        Assert.Contains("a tree", JudgedWords.Of(recipe).Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_painting_that_comes_twice_is_one_job()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var message = chat.Message("a tree");

        for (var i = 0; i < 2; i++)
        {
            var answer = await chat.Get<Paintings>()
                .PaintAsync(message, Code(parent), OnTheRight, TestContext.Current.CancellationToken);
            Assert.False(answer.IsError);
        }

        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused_and_costs_nothing()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var other = chat.Message("a tree") with { Chat = chat.Here with { Id = "elsewhere" } };
        var german = chat.Message("...") with { From = chat.Me with { Language = "de" } };

        Assert.Equal(Texts.For("en").PaintNeedsWords, (await PaintAsync(chat, parent, " … ")).Text);
        Assert.Equal(
            Texts.For("en").MaskEmpty,
            (await PaintAsync(chat, parent, "a tree", PngFile.Grey(64, 64, (_, _) => 0))).Text
        );
        Assert.Equal(Texts.For("en").UnknownButton, (await PaintAsync(chat, parent, "a tree", code: "hello")).Text);
        Assert.Equal(
            Texts.For("en").UnknownButton,
            (await PaintAsync(chat, parent, "a tree", code: new ButtonAction(ButtonVerb.Delete, parent).ToCode())).Text
        );
        Assert.Equal(
            Texts.For("en").NothingToVary,
            (
                await PaintAsync(chat, parent, "a tree", code: new ButtonAction(ButtonVerb.Paint, parent, 5).ToCode())
            ).Text
        );
        Assert.Equal(
            Texts.For("en").OtherChat,
            (
                await chat.Get<Paintings>()
                    .PaintAsync(other, Code(parent), OnTheRight, TestContext.Current.CancellationToken)
            ).Text
        );
        Assert.Equal(
            "Was soll dort sein? Bitte schreib ein paar Wörter.",
            (
                await chat.Get<Paintings>()
                    .PaintAsync(german, Code(parent), OnTheRight, TestContext.Current.CancellationToken)
            ).Text
        );
        Assert.Single(await chat.GenerationsAsync());
        Assert.Single(chat.Messenger.Posted);
    }

    [Fact]
    public async Task Where_nothing_can_be_painted_on_a_press_is_told_the_words_for_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        var answer = await chat.PressAsync(new ButtonAction(ButtonVerb.Paint, parent, 1));

        Assert.Equal(new PressAnswer(Texts.For("en").PaintInWords, IsError: false), answer);
        Assert.Single(await chat.GenerationsAsync());
    }

    private static string Code(GenerationId id) => new ButtonAction(ButtonVerb.Paint, id, 2).ToCode();

    private static Task<PressAnswer> PaintAsync(
        TestChat chat,
        GenerationId parent,
        string words,
        byte[]? mask = null,
        string? code = null
    ) =>
        chat.Get<Paintings>()
            .PaintAsync(
                chat.Message(words),
                code ?? Code(parent),
                mask ?? OnTheRight,
                TestContext.Current.CancellationToken
            );

    private Task<T> ReadAsync<T>(string column, GenerationId id) =>
        database.ReadAsync<T>($"SELECT {column} FROM flash.generations WHERE id = '{id}'");

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(await ReadAsync<string>("recipe::text", id));
}
