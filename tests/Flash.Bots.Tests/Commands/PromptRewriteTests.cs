using Flash.Bots.Commands;

namespace Flash.Bots.Tests.Commands;

/// <summary>What an answer to pictures makes of their words.</summary>
public sealed class PromptRewriteTests
{
    [Theory]
    [InlineData(
        "a red boat, a hundred birds, covered bridge",
        "red -> blue",
        "a blue boat, a hundred birds, covered bridge"
    )]
    [InlineData("a red boat", "“red” → “blue”", "a blue boat")]
    [InlineData("a red boat", "\"red\" => \"blue\"", "a blue boat")]
    [InlineData("a red boat", "red —> blue", "a blue boat")]
    [InlineData("Red boats and red birds", "red -> blue", "Blue boats and blue birds")]
    [InlineData("a red boat, a bird", "red -> blue, bird -> fish", "a blue boat, a fish")]
    [InlineData("a red boat, a bird", "red -> blue\nbird -> fish", "a blue boat, a fish")]
    [InlineData("a car on a carpet, scarlet sky", "- car", "a carpet, scarlet sky")]
    [InlineData("a red boat with birds", "- birds", "a red boat")]
    [InlineData("a red boat, birds", "+ at night, - birds", "a red boat, at night")]
    [InlineData("a red boat, birds, clouds", "- birds, clouds", "a red boat")]
    [InlineData("a red boat", "+ at night, in the rain", "a red boat, at night, in the rain")]
    [InlineData("a red boat", "- red", "a boat")]
    [InlineData("a red boat", "red ->", "a boat")]
    [InlineData("a red boat", "replace red with blue", "a blue boat")]
    [InlineData("a red boat", "change the boat to a ship", "a red ship")]
    [InlineData("a red boat", "blue instead of red", "a blue boat")]
    [InlineData("a cat and a dog", "remove the dog", "a cat")]
    [InlineData("a cat and a dog", "remove the cat", "a dog")]
    [InlineData("a boat under a tree", "without the tree", "a boat")]
    [InlineData("红船，鸟", "- 鸟", "红船")]
    [InlineData("a red boat", "make it blue", "a blue boat")]
    [InlineData("a red boat", "Make it orange, please!", "an orange boat")]
    [InlineData("a boat on the sea", "make it blue", "a blue boat on the sea")]
    [InlineData("a red boat", "blue", "a blue boat")]
    [InlineData("a red cat and a green dog", "make the dog blue", "a red cat and a blue dog")]
    [InlineData("a red cat and a dog", "make the dog blue", "a red cat and a blue dog")]
    [InlineData("a cat on a wall", "make the cat bigger", "a big cat on a wall")]
    [InlineData("a small cat on a wall", "make the cat bigger", "a big cat on a wall")]
    [InlineData("a boat on the sea at sunset", "make it night", "a boat on the sea at night")]
    [InlineData("a boat on the sea", "make it night", "a boat on the sea at night")]
    [InlineData("a boat on the sea", "now at night", "a boat on the sea at night")]
    [InlineData("a house in the desert", "now in winter", "a house in winter")]
    [InlineData("a house", "in winter", "a house in winter")]
    [InlineData("a boat", "add a moon", "a boat with a moon")]
    [InlineData("a boat with a sail", "add a moon", "a boat with a sail and a moon")]
    [InlineData("a boat", "with birds", "a boat with birds")]
    [InlineData("a red boat on the sea", "make it a cat", "a cat on the sea")]
    [InlineData("a boat", "make it darker", "a boat in the dark")]
    public void Whole_words_are_changed(string prompt, string answer, string wanted) =>
        Assert.Equal(wanted, Rewritten(prompt, answer).Prompt);

    [Theory]
    [InlineData("as watercolour", "watercolour")]
    [InlineData("as a watercolor painting", "watercolour")]
    [InlineData("now as pixel art", "pixel")]
    [InlineData("make it line art", "lineart")]
    [InlineData("in the style of anime", "anime")]
    [InlineData("make it look like watercolour", "watercolour")]
    public void A_style_stays_a_style(string answer, string? style) =>
        Assert.Equal(
            (style, style is null ? null : "a red boat"),
            (Rewritten("a red boat", answer).Style, style is null ? null : Rewritten("a red boat", answer).Prompt)
        );

    [Theory]
    [InlineData("purple -> green", "purple")]
    [InlineData("- purple", "purple")]
    [InlineData("remove the tree", "tree")]
    [InlineData("make the tree blue", "tree")]
    [InlineData("red -> blue, purple -> green", "purple")]
    public void What_does_not_occur_is_told(string answer, string words) =>
        Assert.Equal([new Mistake.NotInPrompt(words, "a red boat")], Mistaken("a red boat", answer));

    [Fact]
    public void A_model_that_can_leave_things_out_does()
    {
        var read = Assert
            .IsType<Command.Imagine>(PromptRewrite.Apply("a red boat", "without the tree", isGuided: true))
            .Arguments;

        Assert.Equal(("a red boat", "tree"), (read.Prompt, read.NegativePrompt));
    }

    [Fact]
    public void Nothing_to_draw_is_told() => Assert.Equal([new Mistake.NothingLeft()], Mistaken("a boat", "- boat"));

    [Theory]
    [InlineData("--ar 16:9")]
    [InlineData("+ --ar 16:9")]
    [InlineData("—ar 16×9")]
    public void Options_alone_keep_the_words(string answer)
    {
        var read = Rewritten("a red boat", answer);

        Assert.Equal(("a red boat", "16:9"), (read.Prompt, read.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("a green castle")]
    [InlineData("a green castle, at night")]
    [InlineData("two cats playing chess --ar 16:9")]
    [InlineData("winter landscape with a house")]
    [InlineData("Paris-Dakar")]
    public void Anything_else_is_the_new_prompt(string answer) =>
        Assert.Equal(
            answer.Replace(" --ar 16:9", "", StringComparison.Ordinal),
            Rewritten("a red boat", answer).Prompt
        );

    [Fact]
    public void No_letters_of_other_words_are_ever_touched()
    {
        var random = new Random(3);
        string[] words =
        [
            "red",
            "hundred",
            "boat",
            "car",
            "carpet",
            "scarlet",
            "a",
            "the",
            "Red",
            "infrared",
            "at",
            "cat",
            "night",
        ];
        for (var i = 0; i < 5_000; i++)
        {
            var prompt = string.Join(
                ' ',
                Enumerable.Range(0, 1 + random.Next(8)).Select(_ => words[random.Next(words.Length)])
            );
            var (from, to) = (words[random.Next(words.Length)], "xyz");

            var command = PromptRewrite.Apply(prompt, $"{from} -> {to}", isGuided: false);

            var present = prompt.Split(' ').Any(word => word.Equals(from, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(present, command is Command.Imagine);
            if (command is Command.Imagine { Arguments.Prompt: var after })
            {
                Assert.Equal(
                    prompt.Split(' ').Select(word => word.Equals(from, StringComparison.OrdinalIgnoreCase) ? to : word),
                    after.Split(' ').Select(word => word.ToLowerInvariant() is "xyz" ? to : word)
                );
            }
        }
    }

    private static ImagineArguments Rewritten(string prompt, string answer) =>
        Assert.IsType<Command.Imagine>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Arguments;

    private static IReadOnlyList<Mistake> Mistaken(string prompt, string answer) =>
        Assert.IsType<Command.Mistaken>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Mistakes;
}
