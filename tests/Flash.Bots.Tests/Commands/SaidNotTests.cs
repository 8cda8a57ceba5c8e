using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Tests.Commands;

/// <summary>What a prompt says not to draw is not drawn by a model that draws whatever is named.</summary>
public sealed class SaidNotTests
{
    [Theory]
    [InlineData("a horse without trees", "a horse", "trees")]
    [InlineData("a cat but not black", "a cat", "black")]
    [InlineData("a boat that is not red", "a boat", "red")]
    [InlineData("a boat which isn't red on a lake", "a boat on a lake", "red")]
    [InlineData("a boat on the sea, no moon", "a boat on the sea", "moon")]
    [InlineData("a cat. no dog. no trees.", "a cat", "dog, trees")]
    [InlineData("a horse without any trees in a meadow", "a horse in a meadow", "trees")]
    [InlineData("a horse without trees and cars", "a horse", "trees, cars")]
    [InlineData("ein Boot ohne Bäume", "a boat", "Bäume")]
    [InlineData("ein Boot ohne Bäume und Wolken", "a boat", "Bäume, Wolken")]
    [InlineData("ein Haus, kein Baum", "a house", "Baum")]
    [InlineData("un bateau sans arbres", "a boat", "arbres")]
    [InlineData("un château sans l'arbre la nuit", "a castle at night", "arbre")]
    [InlineData("un chat, pas d'arbres", "a cat", "arbres")]
    [InlineData("barco sin árboles en el mar", "a boat on the sea", "árboles")]
    [InlineData("um barco sem árvores", "a boat", "árvores")]
    [InlineData("una casa senza alberi", "a house", "alberi")]
    [InlineData("лодка без деревьев на море", "a boat on the sea", "деревьев")]
    [InlineData("човен без дерев", "a boat", "дерев")]
    [InlineData("没有树的城堡", "a castle", "树")]
    [InlineData("城堡，不要树", "a castle", "树")]
    [InlineData("قارب بدون أشجار", "a boat", "أشجار")]
    [InlineData("a city of sin at night", "a city at night", "")]
    [InlineData("a cat in comic sans font", "a cat", "")]
    [InlineData("一架无人机和一只猫", "a cat", "")]
    [InlineData("no entry sign", "no entry sign", "")]
    [InlineData("a house, no longer new", "a house", "")]
    public void It_is_left_out_and_said(string typed, string told, string without)
    {
        var recipe = new PictureOptions { Model = "flash-mini" }.RecipeFor(
            ((Command.Imagine)ImagineParser.Parse(typed)).Arguments
        );

        Assert.Equal((typed, told, without), (recipe.Prompt, recipe.FullPrompt.TrimEnd('.'), recipe.NegativePrompt));
    }

    [Fact]
    public void A_model_that_can_be_told_gets_the_words_as_they_are()
    {
        var pictures = new PictureOptions { Model = "sd" };
        pictures.Shapes["sd"] = new ModelShape(512, 64, 20, IsGuided: true);

        var recipe = pictures.RecipeFor(((Command.Imagine)ImagineParser.Parse("a horse without trees")).Arguments);

        Assert.Equal(("a horse without trees", ""), (recipe.FullPrompt, recipe.NegativePrompt));
    }
}
