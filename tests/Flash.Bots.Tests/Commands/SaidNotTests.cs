using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Tests.Commands;

/// <summary>What a prompt says not to draw is not drawn by a model that draws whatever is named.</summary>
public sealed class SaidNotTests
{
    [Theory]
    [InlineData("a horse without trees", "a horse", "trees")]
    [InlineData("a castle without trees or people in the fog", "a castle in the fog", "trees, people")]
    [InlineData("a castle without trees, people or cars", "a castle", "trees, people, cars")]
    [InlineData("a castle with neither trees nor people", "a castle", "trees, people")]
    [InlineData("ein Schloss ohne Bäume oder Menschen im Nebel", "a castle in the fog", "Bäume, Menschen")]
    [InlineData("a castle, don't draw people", "a castle", "people")]
    [InlineData("no cats, just a dog", "a dog", "cats")]
    [InlineData("no people, a castle on a hill", "a castle on a hill", "people")]
    [InlineData("keine Katzen, nur ein Hund", "a dog", "Katzen")]
    [InlineData("pas de chats, juste un chien", "a dog", "chats")]
    [InlineData("sin gatos, solo un perro", "a dog", "gatos")]
    [InlineData("без кошек, только собака", "a dog", "кошек")]
    [InlineData("不要猫，只要狗", "a dog", "猫")]
    [InlineData("a boat without trees, a dog and a cat", "a boat, a dog and a cat", "trees")]
    [InlineData("no way home", "no home", "")]
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

    [Theory]
    [InlineData("a boat that is not red", "boat", "red")]
    [InlineData("a boat which isn't red on a lake", "boat on a lake", "red")]
    [InlineData("a boat, not in red", "boat", "red")]
    [InlineData("a boat in any colour but red", "boat", "red")]
    [InlineData("a boat --no red", "boat", "red")]
    [InlineData("a cat but not black", "cat", "black")]
    [InlineData("ein Boot, das nicht rot ist", "boat", "rot")]
    [InlineData("un bateau qui n'est pas rouge", "boat", "rouge")]
    [InlineData("un barco que no sea rojo", "boat", "rojo")]
    [InlineData("лодка, не красная", "boat", "красная")]
    public void A_colour_that_is_not_wanted_is_another_one(string typed, string thing, string without)
    {
        var pictures = new PictureOptions { Model = "flash-mini" };
        var arguments = ((Command.Imagine)ImagineParser.Parse(typed)).Arguments;
        for (var seed = 0UL; seed < 20; seed++)
        {
            var recipe = pictures.RecipeFor(arguments with { Seed = seed });

            Assert.Equal((without, false), (recipe.NegativePrompt, recipe.Reading!.OnlyTakenOut));
            for (var picture = 1; picture <= recipe.Count; picture++)
            {
                Assert.Matches(
                    $"(?:white|blue|grey|orange|brown) (?:small |big )?{thing}",
                    recipe.FullPromptOf(picture)
                );
            }
        }
    }

    [Fact]
    public void A_colour_that_was_taken_out_may_come_again()
    {
        var pictures = new PictureOptions { Model = "flash-mini" };
        var red = pictures.RecipeFor(new ImagineArguments("a red boat") { Seed = 7, Count = 1 });

        var none = Changed(red, "not red");
        var again = Changed(none, "make it red");

        Assert.Equal(("a boat", "red"), (none.Prompt, none.NegativePrompt));
        Assert.Matches("(?:white|blue) boat", none.FullPrompt);
        Assert.Equal(("a red boat", ""), (again.FullPrompt, again.NegativePrompt));

        Recipe Changed(Recipe recipe, string words) =>
            pictures.Reworded(
                recipe,
                Assert.IsType<Command.Imagine>(PromptRewrite.Apply(recipe.Prompt, words, isGuided: false)).Arguments
            );
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
