using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;

namespace Flash.Bots.Tests.Commands;

public sealed class PromptArrayTests
{
    private static readonly PictureOptions Pictures = new() { Model = "flash-mini" };

    [Theory]
    [InlineData("a {red|blue} boat", "a red boat", "a blue boat")]
    [InlineData("a {red|blue} {boat|car}", "a red boat", "a red car", "a blue boat", "a blue car")]
    [InlineData("a {red|{light|dark} blue} boat", "a red boat", "a light blue boat", "a dark blue boat")]
    [InlineData("a boat{| at night}", "a boat", "a boat at night")]
    [InlineData("a {red|red} boat", "a red boat")]
    [InlineData("a red boat", "a red boat")]
    [InlineData("{ | } a {boat", "a {boat")]
    public void Choices_are_prompts_of_their_own(string prompt, params string[] prompts) =>
        Assert.Equal(prompts, PromptArray.Of(prompt, 8));

    [Fact]
    public void A_million_combinations_are_not_made()
    {
        var prompt = string.Concat(Enumerable.Repeat("{a|b|c|d|e|f|g|h|i|j}", 100));

        Assert.Equal(4, PromptArray.Of(prompt, 4).Count);
    }

    [Fact]
    public void Each_choice_is_a_picture_and_what_is_too_much_is_named()
    {
        var recipe = Recipe("a {red|blue|green} boat");

        Assert.Equal(("a {red|blue|green} boat", 3), (recipe.Prompt, recipe.Count));
        Assert.Equal(["a red boat", "a blue boat", "a green boat"], Enumerable.Range(1, 3).Select(recipe.FullPromptOf));
        Assert.Null(recipe.Reading?.LeftOut);
        Assert.Equal("a blue boat", recipe.Of(2).Prompt);
        Assert.Equal("a blue boat", recipe.Of(2).FullPrompt);

        var more = Recipe("a {red|blue|green|white|black} boat");
        Assert.Equal((4, "a black boat"), (more.Count, more.Reading?.LeftOut));

        var fewer = Recipe("a {red|blue|green} boat --count 2");
        Assert.Equal((2, "a green boat"), (fewer.Count, fewer.Reading?.LeftOut));
    }

    [Fact]
    public void Another_language_a_style_and_another_seed_hold_for_each()
    {
        var recipe = Recipe("{ein rotes|ein blaues} Boot --style watercolour");

        Assert.Equal(
            ["a red boat, watercolour", "a blue boat, watercolour"],
            Enumerable
                .Range(1, 2)
                .Select(i =>
                    recipe.FullPromptOf(i)[..recipe.FullPromptOf(i).IndexOf(", soft", StringComparison.Ordinal)]
                )
        );
        var again = PictureOptions.Anew(recipe);
        Assert.Equal(recipe.FullPromptOf(2), again.FullPromptOf(2));
        Assert.NotEqual(recipe.Seed, again.Seed);
    }

    [Fact]
    public void A_change_in_words_is_made_to_each()
    {
        var before = Recipe("a {red|blue} boat");
        var changed = (Command.Imagine)PromptRewrite.Apply(before.Prompt, "make it night", isGuided: false);

        var after = Pictures.Reworded(before, changed.Arguments);

        Assert.Equal(
            ["a red boat at night", "a blue boat at night"],
            Enumerable.Range(1, 2).Select(after.FullPromptOf)
        );
    }

    [Fact]
    public void Rules_see_every_choice()
    {
        var words = JudgedWords.Of(Recipe("a {red|naked} woman"));

        Assert.True(words.Match(PromptRule.Create(RuleKind.Phrase, "naked woman")));
        Assert.False(words.Match(PromptRule.Create(RuleKind.Phrase, "red naked")));
    }

    private static Recipe Recipe(string typed) =>
        Pictures.RecipeFor(((Command.Imagine)ImagineParser.Parse(typed)).Arguments);
}
