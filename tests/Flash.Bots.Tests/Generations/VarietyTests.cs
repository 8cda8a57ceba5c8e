using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Tests.Generations;

public sealed class VarietyTests
{
    private const ulong Seed = 5;

    [Theory]
    [InlineData("a cat")]
    [InlineData("a boat under a full moon")]
    [InlineData("two elephants")]
    [InlineData("a red house")]
    public void The_four_differ_and_each_still_says_what_was_asked(string prompt)
    {
        var words = Choose(prompt, 40);

        Assert.Null(words[0]);
        Assert.Equal(4, words.Distinct().Count());
        Assert.All(words.Skip(1), own => Assert.All(prompt.Split(' ').Skip(1), word => Assert.Contains(word, own)));
    }

    [Theory]
    [InlineData("a red house", "blue|green|yellow|white|brown")]
    [InlineData("a house at night", "sunset|dusk")]
    [InlineData("a house by night", "sunset|at night")]
    [InlineData("a boat under the moon", "sunset|at night")]
    [InlineData("a small cat", "big|large")]
    [InlineData("a cat on the left", "right|middle")]
    [InlineData("a cat in the snow", "city|meadow")]
    [InlineData("a cat in my grandmother's kitchen", "city|meadow")]
    [InlineData("a cat, watercolour", "neon|photo|pixel|paper|pastel|flat|line")]
    [InlineData("an astronaut in space", "sunset|night|rain|fog")]
    [InlineData("three cats", "small|big|left|right")]
    public void What_the_prompt_says_is_never_contradicted(string prompt, string forbidden)
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            foreach (var own in Variety.Choose("flash-mini", prompt, false, seed, 4, 100)?.Words ?? [])
            {
                var added = (own ?? prompt).Replace(prompt, "", StringComparison.OrdinalIgnoreCase);
                Assert.All(forbidden.Split('|'), word =>
                    Assert.DoesNotContain($" {word}", $" {added}", StringComparison.OrdinalIgnoreCase)
                );
            }
        }
    }

    [Fact]
    public void The_same_seed_chooses_the_same_and_another_seed_otherwise()
    {
        Assert.Equal(Choose("a cat", 40), Choose("a cat", 40));
        Assert.Contains(
            Enumerable.Range(6, 5).Select(seed => Variety.Choose("flash-mini", "a cat", false, (ulong)seed, 4, 40)),
            other => !Choose("a cat", 40).SequenceEqual(other!.Words)
        );
    }

    [Fact]
    public void What_a_later_prompt_says_leaves_the_other_choices_as_they_were()
    {
        var before = Choose("a cat", 100);
        var after = Choose("a cat at night", 100);

        for (var i = 1; i < 4; i++)
        {
            foreach (var colour in (string[])["orange", "black", "grey", "brown"])
            {
                Assert.Equal(before[i]!.Contains(colour), after[i]!.Contains(colour));
            }
        }
    }

    [Theory]
    [InlineData("a cat", "an orange cat")]
    [InlineData("A cat", "An orange cat")]
    [InlineData("a small cat", "a small orange cat")]
    [InlineData("cats", "orange cats")]
    public void A_colour_stands_before_the_thing_behind_the_right_article(string prompt, string orange) =>
        Assert.Contains(
            Enumerable
                .Range(0, 200)
                .SelectMany(seed => Variety.Choose("flash-mini", prompt, true, (ulong)seed, 4, 20)?.Words ?? []),
            own => own is not null && own.StartsWith(orange, StringComparison.OrdinalIgnoreCase)
        );

    [Theory]
    [InlineData("sd-turbo", 4, 40)]
    [InlineData("flash-mini", 1, 40)]
    [InlineData("flash-mini", 4, 0)]
    public void Without_a_list_with_one_picture_or_at_zero_only_the_noise_differs(string model, int count, int chaos) =>
        Assert.Null(Variety.Choose(model, "a cat", false, Seed, count, chaos));

    [Fact]
    public void What_follows_one_picture_keeps_its_words()
    {
        var recipe = new Recipe("a cat", Seed, 3, 4, 256, 256, "flash-mini")
        {
            Variety = new Variety(40, [null, "a black cat", "a cat at night"]),
        };

        Assert.Equal("a cat at night", recipe.Of(3).FullPrompt);
        Assert.Equal("a cat", recipe.Of(1).FullPrompt);
        Assert.Equal("a cat", recipe.Of(4).FullPrompt);
        Assert.Null(recipe.Of(3).Variety);
        Assert.Equal("a cat", recipe.Of(3).Prompt);
    }

    [Fact]
    public void A_recipe_with_choices_survives_the_database_and_equals_itself()
    {
        var recipe = new Recipe("a cat", Seed, 3, 4, 256, 256, "flash-mini")
        {
            Variety = Variety.Choose("flash-mini", "a cat", false, Seed, 4, 40),
        };

        Assert.Equal(recipe, FlashJson.Read<Recipe>(FlashJson.Write(recipe)));
        Assert.NotEqual(recipe, recipe with { Variety = null });
    }

    private static IReadOnlyList<string?> Choose(string prompt, int chaos) =>
        Variety.Choose("flash-mini", prompt, false, Seed, 4, chaos)?.Words ?? [];
}
