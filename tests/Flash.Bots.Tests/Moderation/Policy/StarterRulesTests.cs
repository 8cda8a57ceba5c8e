using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Moderation.Policy;

/// <summary>The rules that hold as soon as another model than flash-mini draws.</summary>
public sealed class StarterRulesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a naked child", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("sexy t e e n a g e r", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("nude, 15 years old", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("12yo girl in lingerie", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("обнажённая девочка", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("ein nacktes Mädchen", RuleAction.Block, RuleCategory.Minors)]
    [InlineData("a nude woman on a beach", RuleAction.Block, RuleCategory.Sexual)]
    [InlineData("(p0rn:1.2)", RuleAction.Block, RuleCategory.Sexual)]
    [InlineData("a beheading, entrails", RuleAction.Hold, RuleCategory.Gore)]
    [InlineData("Donald Trump eating a burger", RuleAction.Hold, RuleCategory.RealPeople)]
    [InlineData("my ex in a swimsuit", RuleAction.Hold, RuleCategory.RealPeople)]
    public void What_it_is_about_is_found(string prompt, RuleAction action, RuleCategory category)
    {
        var verdict = ModerationVerdict.Of(new JudgedWords(prompt, "", true), null, StarterRules.Read());

        Assert.Equal(action, verdict.Action);
        Assert.Contains(category, verdict.Categories);
    }

    [Theory]
    [InlineData("a red boat on the sea at sunset")]
    [InlineData("children playing football in the rain")]
    [InlineData("a family at breakfast, 8 years later")]
    [InlineData("a grandmother and her grandchild reading")]
    [InlineData("Essex and Sussex in the fog")]
    [InlineData("a bare tree on a hill, a corporal, a skilled cook")]
    [InlineData("portrait of a 25 year old woman, oil painting")]
    [InlineData("a torture-free zone")]
    public void Ordinary_words_are_left_alone(string prompt)
    {
        var verdict = ModerationVerdict.Of(
            new JudgedWords(prompt, "nsfw, nude, naked, porn, gore", true),
            null,
            StarterRules.Read()
        );

        Assert.Equal(RuleAction.Allow, verdict.Action);
    }

    [Fact]
    public async Task They_are_put_in_force_once_by_the_first_real_model_and_the_one_about_minors_stays()
    {
        await using var chat = new TestChat(
            database.ConnectionString,
            ("Flash:Personal:MasterKey", new string('5', 64)),
            ("Flash:Pictures:OtherModels:0", "sdxl-turbo")
        );
        await chat.SayAsync("/imagine a naked walrus");
        Assert.Equal(0L, await CountAsync());
        Assert.Single(await chat.GenerationsAsync());

        await chat.SayAsync("/imagine a naked walrus --model sdxl-turbo");
        await chat.SayAsync("/imagine a naked child --model sdxl-turbo");
        await new StarterRules(database.Databases).EnsureAsync(Cancelled);

        Assert.Equal(4L, await CountAsync());
        Assert.Single(await chat.GenerationsAsync());
        Assert.Equal(
            1L,
            await database.ReadAsync<long>("SELECT count(*) FROM flash.evidence WHERE reason = 'Blocked: minors'")
        );
        var desk = new ModerationDesk(database.Databases);
        Assert.False(await desk.RemoveRuleAsync(await IdAsync("minors"), Grace, Cancelled));
        Assert.True(await desk.RemoveRuleAsync(await IdAsync("sexual"), Grace, Cancelled));
        await new StarterRules(database.Databases).EnsureAsync(Cancelled);
        Assert.Equal(4L, await CountAsync());
    }

    [Theory]
    [InlineData(false, "AgeRestricted", RuleAction.Block)]
    [InlineData(true, "Never", RuleAction.Block)]
    [InlineData(true, "AgeRestricted", RuleAction.Allow)]
    public async Task What_is_for_adults_is_for_age_restricted_channels_where_the_operator_says_so(
        bool isRestricted,
        string setting,
        RuleAction action
    )
    {
        await using var fresh = await Flash.Testing.PostgresDatabase.CreateAsync(Cancelled);
        await using var chat = new TestChat(fresh.ConnectionString, ("Flash:Moderation:Adult", setting));
        var channel = chat.Here with { IsAgeRestricted = isRestricted };
        var recipe = new Recipe("a nude woman", 7, 3, 4, 256, 256, "sdxl-turbo");
        var rules = chat.Get<PromptRules>();

        Assert.Equal(action, (await rules.JudgeAsync(recipe, channel, Cancelled)).Action);
        Assert.Equal(
            RuleAction.Block,
            (await rules.JudgeAsync(recipe with { Prompt = "a nude child" }, channel, Cancelled)).Action
        );
        Assert.Equal(
            isRestricted && setting == "AgeRestricted" ? PictureAction.Spoiler : PictureAction.Hold,
            (await chat.Get<PictureChecks>().JudgeAsync([], true, isRestricted, Cancelled)).Action
        );
    }

    private Task<long> CountAsync() =>
        database.ReadAsync<long>("SELECT count(*) FROM flash.prompt_rules WHERE category IS NOT NULL");

    private Task<long> IdAsync(string category) =>
        database.ReadAsync<long>($"SELECT id FROM flash.prompt_rules WHERE category = '{category}'");
}
