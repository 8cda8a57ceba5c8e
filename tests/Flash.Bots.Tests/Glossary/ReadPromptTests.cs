using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Tests.Glossary;

/// <summary>What flash-mini is told of short prompts, of those that ask, and of emoji; and what the caption names.</summary>
public sealed class ReadPromptTests
{
    [Theory]
    [InlineData("🐱", "a cat", null)]
    [InlineData("🐱🌙", "a moon above a cat", null)]
    [InlineData("🐶🐶 🌊", "two dogs on the sea", null)]
    [InlineData("❤️", "a heart", null)]
    [InlineData("👨🏽‍🚀🌌", "an astronaut in space", null)]
    [InlineData("🐱🍕", "a cat", "🍕")]
    [InlineData("🍕", "🍕", "🍕")]
    [InlineData("grünes Einhorn", "green", "Einhorn")]
    [InlineData("lila Einhorn", "purple", "Einhorn")]
    [InlineData("un samurai azul", "blue", "samurai")]
    [InlineData("quiero un samurai rojo", "red", "samurai")]
    [InlineData("quiero un gato", "a cat", null)]
    [InlineData("desenha um gato verde", "a green cat", null)]
    [InlineData("можно кота", "a cat", null)]
    [InlineData("нарисуй синего самурая", "blue", "самурая")]
    [InlineData("voglio un gatto", "a cat", null)]
    [InlineData("ich will eine Katze", "a cat", null)]
    [InlineData("je veux un chat", "a cat", null)]
    [InlineData("кошка или собака", "a cat or a dog", null)]
    [InlineData("a rose garden", "a garden", "rose")]
    [InlineData("a pengiun in the snow", "in the snow", "pengiun (penguin?)")]
    [InlineData("samurai chat", "samurai chat", "samurai, chat (cat?)")]
    public void Is_read_as_it_is_meant(string typed, string told, string? unknown)
    {
        var arguments = Assert.IsType<Command.Imagine>(CommandParser.Parse(typed, isPrivate: true)).Arguments;

        var recipe = new PictureOptions { Model = "flash-mini" }.RecipeFor(arguments with { Seed = 7, Count = 1 });

        Assert.Equal((told, unknown), (recipe.FullPrompt, recipe.Reading?.Unknown));
    }
}
