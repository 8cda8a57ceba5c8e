using Flash.Bots.Arena;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary><c>/tree</c>, <c>/describe</c>, <c>/blend</c> and <c>/arena</c>: each a request of its own, about the right
/// pictures.</summary>
public sealed class PictureCommandsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Texts English = Texts.For("en");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tree_is_one_of_the_pictures_that_are_answered_or_of_the_last_ones()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var first = await chat.DrawnAsync();
        await chat.SayAsync("make it blue");
        var second = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(second);

        await chat.SayAsync("/tree");
        var ofLast = (await chat.GenerationsAsync())[^1];
        await AnswerAsync(chat, first, "/tree");
        var ofFirst = (await chat.GenerationsAsync())[^1];

        Assert.Equal(["tree.requested"], await database.AuditActionsAsync(ofLast));
        Assert.Equal(second.Value, await ReadAsync<Guid>("parent_id", ofLast));
        Assert.Equal(first.Value, await ReadAsync<Guid>("parent_id", ofFirst));
        var plan = await chat.Get<Lineages>().ReadAsync(first, Cancelled);
        // The trees themselves are no part of it.
        Assert.Equal([first, second], plan.Steps.Select(step => step.Step.Id));
    }

    [Fact]
    public async Task The_lineage_of_ten_steps_knows_every_parent_and_none_of_another_chat()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await using var other = new TestChat(database.ConnectionString);
        await other.DrawnAsync();
        var (id, made) = (await chat.DrawnAsync(), new List<GenerationId>());
        ButtonVerb[] verbs =
        [
            ButtonVerb.Vary,
            ButtonVerb.Subtle,
            ButtonVerb.ZoomOut,
            ButtonVerb.Strong,
            ButtonVerb.PanLeft,
            ButtonVerb.Vary,
            ButtonVerb.Animate,
            ButtonVerb.Enlarge,
            ButtonVerb.Fourfold,
        ];
        made.Add(id);
        var pictures = id;
        foreach (var verb in verbs)
        {
            await chat.PressAsync(new ButtonAction(verb, pictures, 1));
            id = (await chat.GenerationsAsync())[^1];
            await chat.DeliverAsync(id);
            made.Add(id);
            pictures = verb is ButtonVerb.Animate or ButtonVerb.Enlarge or ButtonVerb.Fourfold ? pictures : id;
        }

        var plan = await chat.Get<Lineages>().ReadAsync(made[3], Cancelled);

        Assert.Equal(made.Order(), plan.Steps.Select(step => step.Step.Id).Order());
        Assert.Equal(
            [.. made.Take(7).Skip(1).Select((_, i) => (made[i + 1], made[i]))],
            plan.Steps.Where(step => step.Step.Kind.MakesPictures() && step.Step.Parent is not null)
                .Select(step => (step.Step.Id, step.Step.Parent!.Value)) // looked at the line above
        );
        Assert.Equal(3, plan.Steps.Count(step => step.Step.Parent == made[6]));
    }

    [Fact]
    public async Task A_picture_is_described_by_its_number_and_a_photo_without_a_parent()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();

        await chat.SayAsync("/describe 3");
        var own = (await chat.GenerationsAsync())[^1];
        await chat.Conversation.HandleAsync(
            chat.Message("/describe") with
            {
                Picture = new TelegramPicture("photo"),
            },
            Cancelled
        );
        var sent = (await chat.GenerationsAsync())[^1];
        await chat.SayAsync("/describe 5");

        Assert.Equal(["describe.requested"], await database.AuditActionsAsync(own));
        Assert.Equal(
            (drawn.Value, 3),
            (await ReadAsync<Guid>("parent_id", own), await ReadAsync<int>("parent_index", own))
        );
        Assert.Equal(3, (await RecipeAsync(own)).Start!.Index);
        Assert.Equal(new TelegramPicture("photo"), (await RecipeAsync(sent)).Start!.Given);
        Assert.Equal(3, (await chat.GenerationsAsync()).Count);
    }

    [Fact]
    public async Task Two_numbers_of_one_message_are_blended_with_the_words_of_both_or_others()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();

        await chat.SayAsync("/blend 1 3");
        var same = (await chat.GenerationsAsync())[^1];
        await chat.SayAsync("/blend 2 and 4 a castle at night");
        var others = (await chat.GenerationsAsync())[^1];

        var recipe = await RecipeAsync(same);
        Assert.Equal(["blend.requested"], await database.AuditActionsAsync(same));
        Assert.Equal((1, 3, "a red boat"), (recipe.Start!.Index, recipe.Start.With!.Index, recipe.Prompt));
        Assert.Equal(drawn.Value, await ReadAsync<Guid>("parent_id", same));
        Assert.Equal("a castle at night", (await RecipeAsync(others)).Prompt);
        Assert.Equal(
            (2, 4),
            ((await RecipeAsync(others)).Start!.Index, (await RecipeAsync(others)).Start!.With!.Index)
        );
    }

    [Fact]
    public async Task Two_answers_are_blended_and_an_album_is_too()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var first = await chat.DrawnAsync();
        await chat.SayAsync("/imagine a castle");
        var second = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(second);

        await AnswerAsync(chat, first, "/blend 2");
        Assert.Equal(English.BlendSecond, chat.Texts[^1]);
        await AnswerAsync(chat, second, "/blend");
        var answered = await RecipeAsync((await chat.GenerationsAsync())[^1]);

        await chat.Conversation.HandleAsync(Album(chat, "/blend a ship", "one"), Cancelled);
        Assert.Equal(English.BlendSecond, chat.Texts[^1]);
        await chat.Conversation.HandleAsync(Album(chat, "", "two"), Cancelled);
        var album = await RecipeAsync((await chat.GenerationsAsync())[^1]);

        Assert.Equal((2, 1), (answered.Start!.Index, answered.Start.With!.Index));
        Assert.Equal("a red boat and a castle", answered.Prompt);
        Assert.Equal(
            (new TelegramPicture("one"), new TelegramPicture("two"), "a ship"),
            (album.Start!.Given, album.Start.With!.Given, album.Prompt)
        );
        Assert.Equal(4, (await chat.GenerationsAsync()).Count);
    }

    [Theory]
    [InlineData("/tree")]
    [InlineData("/describe")]
    [InlineData("/blend 1 2")]
    public async Task Without_pictures_it_is_said_what_is_missing(string said)
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync(said);

        Assert.Empty(await chat.GenerationsAsync());
        Assert.Contains(chat.Texts[^1], new[] { English.TreeOfWhat, English.DescribeWhat, English.BlendHow });
    }

    [Fact]
    public async Task An_arena_draws_the_same_words_and_seed_in_two_ways_and_takes_one_vote_a_person()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/arena a red boat");
        var arena = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(arena);
        var recipe = await RecipeAsync(arena);
        var other = new Person(Platform.Telegram, $"voter-{Guid.NewGuid():N}", "Bob");

        var mine = await chat.PressAsync(new ButtonAction(ButtonVerb.Vote, arena, 1));
        await chat.PressAsync(new ButtonAction(ButtonVerb.Vote, arena, 2));
        await chat.PressAsync(new ButtonAction(ButtonVerb.Vote, arena, 2), by: other);
        var forged = await chat.PressAsync(new ButtonAction(ButtonVerb.Vote, await chat.DrawnAsync(), 1));

        Assert.Equal((recipe.Seed, recipe.Prompt), (recipe.Rival!.Seed, recipe.Rival.Prompt));
        Assert.NotEqual(recipe.InferenceSteps, recipe.Rival.InferenceSteps);
        Assert.Equal(English.Voted(1), mine.Text);
        Assert.True(forged.IsError);
        var fit = await chat.Get<ArenaVotes>().FitAsync(Cancelled);
        // The first one's last vote, and the other's.
        Assert.Equal(Contender.Of(recipe.Rival).ToString(), fit!.Standings[0].Name);
        Assert.Equal(
            2L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.arena_votes WHERE generation_id = '{arena}'")
        );
        Assert.Equal(3, (await database.AuditActionsAsync(arena)).Count(action => action == "arena.voted"));
    }

    [Fact]
    public void Sides_are_shared_fairly_by_seed()
    {
        var options = new PictureOptions { Model = "flash-mini" };
        var usual = options
            .ForArena(
                ImagineArguments.Nothing with
                {
                    Prompt = "a boat",
                    Seed = 1,
                },
                Flash.Bots.Preferences.Preference.AsUsual
            )
            .InferenceSteps;

        var left = Enumerable
            .Range(1, 400)
            .Count(seed =>
                options
                    .ForArena(
                        ImagineArguments.Nothing with
                        {
                            Prompt = "a boat",
                            Seed = (ulong)seed,
                        },
                        Flash.Bots.Preferences.Preference.AsUsual
                    )
                    .InferenceSteps == usual
            );

        Assert.InRange(left, 150, 250);
    }

    private static IncomingMessage Album(TestChat chat, string text, string file) =>
        chat.Message(text) with
        {
            Picture = new TelegramPicture(file),
            Album = "album-1",
        };

    private static async Task AnswerAsync(TestChat chat, GenerationId to, string text) =>
        await chat.Conversation.HandleAsync(
            chat.Message(text) with
            {
                InReplyTo = await chat.Get<AskedGenerations>().MessageAsync(to, Cancelled),
            },
            Cancelled
        );

    private Task<T> ReadAsync<T>(string column, GenerationId id) =>
        database.ReadAsync<T>($"SELECT {column} FROM flash.generations WHERE id = '{id}'");

    private async Task<Recipe> RecipeAsync(GenerationId id) =>
        FlashJson.Read<Recipe>(await ReadAsync<string>("recipe::text", id));
}
