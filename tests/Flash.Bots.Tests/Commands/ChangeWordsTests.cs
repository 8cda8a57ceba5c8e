using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Commands;

/// <summary>Changes as people say them, in answer to a picture.</summary>
public sealed class ChangeWordsTests
{
    [Theory]
    [InlineData("a red boat and a tree", "remove the boat", "a tree")]
    [InlineData("a big red boat on the sea", "- boat", "the sea")]
    [InlineData("a castle with a tall tower and a flag", "remove the tower", "a castle with a flag")]
    [InlineData("two red boats and a bird", "no boats", "a bird")]
    [InlineData("two red boats and a bird", "no boat", "a bird")]
    [InlineData("a cat, a small dog, a tree", "remove dog", "a cat, a tree")]
    [InlineData("a cat and a very old dog on a wall", "remove the dog", "a cat on a wall")]
    [InlineData("a man with a red hat and a blue coat", "remove the hat", "a man with a blue coat")]
    [InlineData("a boat on the sea", "remove the sea", "a boat")]
    [InlineData("a house in the forest at night", "remove the forest", "a house at night")]
    [InlineData("a man holding an umbrella", "without the umbrella", "a man")]
    [InlineData("cats playing chess", "- chess", "cats")]
    [InlineData("an orange boat", "- orange", "a boat")]
    [InlineData("a cat (with a hat), (tree:1.2)", "remove the tree", "a cat (with a hat)")]
    [InlineData("a cat, ((tree)) and a boat", "remove the tree", "a cat, a boat")]
    [InlineData("un bateau rouge et un arbre", "- bateau", "un arbre")]
    [InlineData("un bateau rouge et un arbre", "- rouge", "un bateau et un arbre")]
    [InlineData("a red boat on the sea", "more clouds", "a red boat on the sea with many clouds")]
    [InlineData("many clouds over a boat", "fewer clouds", "few clouds over a boat")]
    [InlineData("a cat on a wall", "more cats", "many cats on a wall")]
    [InlineData("a cat on a wall", "two cats", "two cats on a wall")]
    [InlineData("a cat on a wall", "three cats instead of one", "three cats on a wall")]
    [InlineData("a red boat on the sea", "I'd like the boat to be yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "I want the boat yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "the boat should be yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "yellow boat", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "Make The Boat Blue", "a blue boat on the sea")]
    [InlineData("a cat and a dog", "swap cat and dog", "a dog and a cat")]
    [InlineData("a red cat and a blue dog", "swap red and blue", "a blue cat and a red dog")]
    [InlineData("a cat on a wall", "but in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "the same in blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "the cat in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "change the cat to green", "a green cat on a wall")]
    [InlineData("a red cat on a wall", "change the colour to green", "a green cat on a wall")]
    [InlineData("a red cat on a wall", "change the color of the cat to blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "turn it into a dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "a dog instead", "a dog on a wall")]
    [InlineData("a cat on a wall", "cat to dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "s/cat/dog/", "a dog on a wall")]
    [InlineData("a red cat on a wall", "not red but blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "use blue instead of red", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "instead of the cat a dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "I don't want the wall", "a cat")]
    [InlineData("a red cat on a wall", "I want it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "nice, but make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "great! now make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "hmm make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "*blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "in the style of Turner", "a cat on a wall, in the style of Turner")]
    [InlineData("a cat on a wall", "turn it into a poster", "a cat on a wall, a poster")]
    [InlineData("a cat on a wall", "put a hat on the cat", "a cat on a wall with a hat")]
    [InlineData("a cat on a wall", "give the cat a hat", "a cat on a wall with a hat")]
    [InlineData("a cat on a wall", "this but with a dog", "a cat on a wall with a dog")]
    [InlineData("a cat on a wall", "same but at night", "a cat on a wall at night")]
    [InlineData("a cat on a wall", "make it rain", "a cat on a wall in the rain")]
    [InlineData("a cat on a wall", "darker", "a cat on a wall, darker")]
    [InlineData("a cat on a wall", "more colourful", "a cat on a wall, more colourful")]
    [InlineData("a cat on a wall", "bigger", "a big cat on a wall")]
    [InlineData("a cat on a wall", "bigger cat", "a big cat on a wall")]
    [InlineData("a cat on a wall", "zoom out", "a cat on a wall, from far away")]
    [InlineData("a cat on a wall", "+birds -wall", "a cat, birds")]
    [InlineData("a cat on a wall", "cat -> dog and wall -> roof", "a dog on a roof")]
    [InlineData("a cat on a wall", "make it blue and remove the wall", "a blue cat")]
    [InlineData("a cat on a wall", "remove the wall and add a moon", "a cat with a moon")]
    public void The_picture_is_changed_and_nothing_else(string prompt, string answer, string wanted) =>
        Assert.Equal(wanted, Rewritten(prompt, answer).Prompt);

    [Theory]
    [InlineData("watercolour", "watercolour")]
    [InlineData("in watercolour", "watercolour")]
    [InlineData("pixel art please", "pixel")]
    [InlineData("the same as line art", "lineart")]
    public void A_style_alone_is_a_style(string answer, string style) =>
        Assert.Equal(("a cat", style), (Rewritten("a cat", answer).Prompt, Rewritten("a cat", answer).Style));

    [Theory]
    [InlineData("another one")]
    [InlineData("something else")]
    [InlineData("--seed random")]
    public void The_same_once_more(string answer) => Assert.True(Rewritten("a cat", answer).IsNewSeed);

    [Theory]
    [InlineData("a cat on a wall", "swap cat and dog", "dog")]
    [InlineData("a red boat", "fewer clouds", "clouds")]
    [InlineData("a red boat", "make the trees blue", "trees")]
    public void What_is_not_there_is_told(string prompt, string answer, string words) =>
        Assert.Equal(
            [new Mistake.NotInPrompt(words, prompt)],
            Assert.IsType<Command.Mistaken>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Mistakes
        );

    [Theory]
    [InlineData("a yellow boat at night")]
    [InlineData("the cat in the hat")]
    [InlineData("two foxes in the snow")]
    [InlineData("more than a feeling, album cover")]
    public void A_prompt_of_its_own_replaces(string answer) =>
        Assert.Equal(answer, Rewritten("a red boat", answer).Prompt);

    [Theory]
    [InlineData("a cat on the sea", "сделай синим", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "сделай кота синим", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "добавь луну", "a cat on the sea with a moon")]
    [InlineData("a cat and a tree", "убери дерево", "a cat")]
    [InlineData("a cat on the sea", "ночью", "a cat on the sea at night")]
    [InlineData("a cat on the sea", "mach die Katze blau", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "mach es blau", "a blue cat on the sea")]
    [InlineData("a cat and a tree", "ohne den Baum", "a cat")]
    [InlineData("a cat and a tree", "sans l'arbre", "a cat")]
    [InlineData("a cat on the sea", "hazlo azul", "a blue cat on the sea")]
    [InlineData("красная лодка и дерево", "сделай синей", "a blue boat and a tree")]
    [InlineData("красная лодка и дерево", "убери дерево", "a red boat")]
    [InlineData("красная лодка и дерево", "сделай её синей", "a blue boat and a tree")]
    [InlineData("ein rotes Boot", "rot -> blau", "a blue boat")]
    [InlineData("красная лодка и дерево", "красная -> синяя", "синяя лодка и дерево")]
    [InlineData("красная лодка и дерево", "make it blue", "a blue boat and a tree")]
    public void Other_languages_change_too(string prompt, string answer, string wanted) =>
        Assert.Equal(wanted, InFlashMini(prompt, answer).Prompt);

    [Theory]
    [InlineData("make it wider", "16:9")]
    [InlineData("make it portrait", "2:3")]
    [InlineData("in landscape format", "3:2")]
    [InlineData("square", "1:1")]
    [InlineData("make it 4:3 please", "4:3")]
    [InlineData("Hochformat", "2:3")]
    public void The_shape_alone_changes(string answer, string shape)
    {
        var rewritten = Rewritten("a cat on a wall", answer);

        Assert.Equal(("a cat on a wall", shape), (rewritten.Prompt, rewritten.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("a landscape")]
    [InlineData("portrait of an old man")]
    [InlineData("nice boat")]
    public void A_prompt_that_only_sounds_like_a_change_is_one(string answer) =>
        Assert.Equal(answer, Rewritten("a cat on a wall", answer).Prompt);

    private static ImagineArguments Rewritten(string prompt, string answer) =>
        Assert.IsType<Command.Imagine>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Arguments;

    private static ImagineArguments InFlashMini(string prompt, string answer) =>
        Assert
            .IsType<Command.Imagine>(
                PromptRewrite.Apply(
                    prompt,
                    answer,
                    isGuided: false,
                    Translation.WordsFor(new Recipe(prompt, 1, 1, 1, 64, 64, "flash-mini"))
                )
            )
            .Arguments;
}
