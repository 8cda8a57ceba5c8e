using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;
using Flash.Bots.Moderation;

namespace Flash.Bots.Tests.Glossary;

/// <summary>What the embedded model has never seen is not told to it; what is typed stays as it is.</summary>
public sealed class FamiliarWordsTests
{
    private static readonly PictureOptions Pictures = new() { Model = "flash-mini" };

    [Theory]
    [InlineData("a cat on a wall", "a cat")]
    [InlineData("a cat on a red brick wall at night", "a cat at night")]
    [InlineData("a samurai on a horse", "a horse")]
    [InlineData("a samurai in the forest", "in the forest")]
    [InlineData("a red dragon fights a wizard", "a red dragon")]
    [InlineData("a man riding a horse", "a man on a horse")]
    [InlineData("a wooden house in a meadow", "a house in a meadow")]
    [InlineData("an old wooden house", "an old house")]
    [InlineData("a wooden old house", "an old house")]
    [InlineData("a cat statue", "a cat")]
    [InlineData("a snow leopard and a dog", "a dog")]
    [InlineData("a cat and a samurai", "a cat")]
    [InlineData("a cat, a samurai and a dog", "a cat, a dog")]
    [InlineData("a boat with a red sail on the sea", "a boat on the sea")]
    [InlineData("a cat jumping over a fence", "a cat")]
    [InlineData("a dog running in the snow", "a dog in the snow")]
    [InlineData("a cat in front of a wall", "a cat")]
    [InlineData("a castle on top of a cliff, watercolour", "a castle, watercolour")]
    [InlineData("a photo of a samurai on a horse", "a photo of a horse")]
    [InlineData("a field of sunflowers", "a field")]
    [InlineData("a bowl of apples", "apples")]
    [InlineData("a dog that is wearing glasses", "a dog")]
    [InlineData("a house between a tree and a fence", "a house to the left of a tree")]
    [InlineData("a boat, dramatic lighting, 4k", "a boat, 4k")]
    [InlineData("(a cat:1.2) on a (wall:1.3)", "(a cat:1.2)")]
    [InlineData("a man —no beard— in a boat", "a man in a boat")]
    [InlineData("a street — style of the 1920s", "a street")]
    [InlineData("кот на стене", "a cat")]
    [InlineData("собака бежит по пляжу", "a dog on the beach")]
    [InlineData("一只戴帽子的猫", "a cat")]
    [InlineData("一只熊猫和一只狗", "a dog")]
    [InlineData("河马在海上", "on the sea")]
    [InlineData("красный самурай на море", "on the sea")]
    [InlineData("un chat sur un mur", "a cat")]
    [InlineData("eine Katze auf einer Mauer", "a cat")]
    public void The_phrase_of_an_unknown_word_is_left_out(string typed, string told)
    {
        var recipe = Pictures.RecipeFor(new ImagineArguments(typed));

        Assert.Equal((typed, told), (recipe.Prompt, recipe.FullPrompt));
        Assert.NotNull(recipe.Reading?.Unknown);
    }

    [Theory]
    [InlineData("a cup of coffee on a table")]
    [InlineData("a red samurai")]
    public void Where_nothing_known_would_be_left_it_is_told_as_typed(string typed) =>
        Assert.Equal(typed, Pictures.RecipeFor(new ImagineArguments(typed)).FullPrompt);

    [Theory]
    [InlineData("a cat sitting by the window at golden hour, 35mm")]
    [InlineData("two red balloons above a house, made of paper")]
    public void What_is_known_stays_word_for_word(string typed) =>
        Assert.Equal(typed, Pictures.RecipeFor(new ImagineArguments(typed)).FullPrompt);

    [Fact]
    public void Rules_see_what_the_model_is_not_told() =>
        Assert.Contains(
            "wall",
            JudgedWords.Of(Pictures.RecipeFor(new ImagineArguments("a cat on a wall"))).Prompt,
            StringComparison.Ordinal
        );

    [Fact]
    public void Other_models_are_told_everything() =>
        Assert.Equal(
            "a cat on a wall",
            new PictureOptions { Model = "sd-turbo" }
                .RecipeFor(new ImagineArguments("a cat on a wall"))
                .FullPrompt
        );
}
