using Flash.Bots.Commands;

namespace Flash.Bots.Tests.Commands;

/// <summary>What people bring along from other programs: read as meant, or left out and named.</summary>
public sealed class ForeignFormsTests
{
    [Theory]
    [InlineData("a cat --v 6", "--v 6")]
    [InlineData("a cat —v 6 —stylize 100", "--v 6", "--stylize 100")]
    [InlineData("a cat --v6", "--v 6")]
    [InlineData("a cat --niji", "--niji")]
    [InlineData("a cat --niji 6 --q 2", "--niji 6", "--q 2")]
    [InlineData("a cat --q .5", "--q .5")]
    [InlineData("a cat --tile --raw", "--tile", "--raw")]
    [InlineData("a cat --style raw", "--style raw")]
    [InlineData("a cat --sref https://s.mj.run/abc --sw 200", "--sref https://s.mj.run/abc", "--sw 200")]
    [InlineData("a cat --sref 1234567 7654321", "--sref 1234567 7654321")]
    [InlineData("a cat --p m7234567 --s 50", "--p m7234567", "--s 50")]
    [InlineData("a cat --personalize", "--personalize")]
    [InlineData("a cat --cfg_scale 7.5 --sampler Euler a", "--cfg_scale 7.5", "--sampler Euler a")]
    [InlineData("a cat -v 5", "--v 5")]
    [InlineData("https://s.mj.run/abc123 a cat", "s.mj.run/abc123")]
    [InlineData("https://example.org/a.png https://example.org/b.png a cat", "example.org/a.png", "example.org/b.png")]
    [InlineData("<lora:detail:0.8> a cat", "<lora:detail:0.8>")]
    [InlineData("a cat, embedding:easynegative", "embedding:easynegative")]
    [InlineData("a cat, (embedding:bad-hands-5:1.2)", "embedding:bad-hands-5:1.2")]
    [InlineData("a cat __animal__", "__animal__")]
    public void What_is_not_known_here_is_left_out_and_named(string text, params string[] named)
    {
        var read = Imagine(text);

        Assert.Equal("a cat", read.Prompt);
        Assert.Equal(named, read.LeftOut);
    }

    [Theory]
    [InlineData("/imagine prompt: a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10")]
    [InlineData("/imagine prompt:a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10")]
    [InlineData("/imagine /imagine prompt: a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10")]
    [InlineData("/imagine **a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10** - @Somebody (fast)")]
    [InlineData("/imagine a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10 - Image #2 <@123456>")]
    [InlineData("/imagine “a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10”")]
    [InlineData("Prompt: a cat on a roof --ar 3:2 --v 6.1 --stylize 250 --chaos 10")]
    public void A_prompt_that_was_copied_elsewhere_is_read(string text)
    {
        var read = Assert.IsType<Command.Imagine>(CommandParser.Parse(text, isPrivate: true)).Arguments;

        Assert.Equal(("a cat on a roof", "3:2"), (read.Prompt, read.AspectRatio?.ToString()));
        Assert.Equal(["--v 6.1", "--stylize 250"], read.LeftOut);
        Assert.Equal(10, read.Chaos);
    }

    [Theory]
    [InlineData(
        "a castle, (red roof:1.3)\nNegative prompt: clouds, (people:1.4)\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 1693458539, Size: 768x512"
    )]
    [InlineData(
        "a castle, (red roof:1.3) Negative prompt: clouds, (people:1.4) Steps: 25, Sampler: Euler a, CFG scale: 7, Seed: 1693458539, Size: 768x512"
    )]
    [InlineData(
        "a castle, (red roof:1.3)\r\nnegative prompt：clouds, people\r\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 1693458539, Size: 768x512"
    )]
    public void The_recipe_below_a_picture_is_read(string text)
    {
        var read = Imagine(text);

        Assert.Equal("a castle, (red roof:1.3)", read.Prompt);
        Assert.Equal("clouds, people", read.NegativePrompt);
        Assert.Equal((1_693_458_539UL, "3:2", 25), (read.Seed, read.AspectRatio?.ToString(), read.SuggestedSteps));
        Assert.Equal(["Sampler Euler a", "CFG scale 7"], read.LeftOut);
    }

    [Fact]
    public void Hashes_and_lists_of_resources_are_named_by_their_names_only()
    {
        var read = Imagine(
            "a castle\nSteps: 4, Sampler: DPM++ 2M Karras, Seed: 5, Size: 512x768, Model hash: abc, Model: dream, Lora hashes: \"a: 1, b: 2\", Civitai resources: [{\"type\":\"checkpoint\",\"modelVersionId\":1}], Version: v1.6.0"
        );

        Assert.Equal(("a castle", 5UL, "2:3"), (read.Prompt, read.Seed, read.AspectRatio?.ToString()));
        Assert.Equal((4, "dream"), (read.SuggestedSteps, read.SuggestedModel));
        Assert.Equal(
            ["Sampler DPM++ 2M Karras", "Model hash abc", "Lora hashes", "Civitai resources", "Version v1.6.0"],
            read.LeftOut
        );
    }

    [Fact]
    public void Typed_options_come_before_the_recipe()
    {
        var read = Imagine("a castle --seed 9 --ar 1:1\nNegative prompt: rain\nSteps: 4, Seed: 5, Size: 512x768");

        Assert.Equal((9UL, "1:1", "rain"), (read.Seed, read.AspectRatio?.ToString(), read.NegativePrompt));
    }

    [Theory]
    [InlineData("(cat:NaN) on a boat", "cat on a boat", "(cat:NaN)")]
    [InlineData("(cat:Infinity)", "cat", "(cat:Infinity)")]
    [InlineData("(cat:-inf)", "cat", "(cat:-inf)")]
    [InlineData("(cat:100) on a boat", "(cat:2) on a boat", ":100")]
    [InlineData("(猫：1.3)", "(猫:1.3)")]
    [InlineData("（猫：１.３）", "(猫:1.3)")]
    [InlineData("((cat)) [dog]", "((cat)) [dog]")]
    [InlineData("(cat:1.3) and (dog:0.8)", "(cat:1.3) and (dog:0.8)")]
    [InlineData("a photo (16:9)", "a photo")]
    [InlineData("a clock (10:30)", "a clock 10:30")]
    [InlineData("a clock (at 10:30)", "a clock at 10:30")]
    [InlineData("{masterpiece}, a cat", "(masterpiece), a cat")]
    [InlineData("a {red|blue|green} boat", "a {red|blue|green} boat")]
    [InlineData("a {2$$red|blue} boat", "a {red|blue} boat")]
    [InlineData("a {0.5::red|0.5::blue} boat", "a {red|blue} boat")]
    [InlineData("a [red:blue:0.5] boat", "a blue boat", "[red:blue:0.5]")]
    [InlineData("a [red|blue] boat", "a red boat", "[red|blue]")]
    [InlineData("a cat BREAK a dog", "a cat, a dog", "BREAK")]
    [InlineData("a cat AND a dog", "a cat and a dog", "AND")]
    [InlineData("SALT AND PEPPER", "SALT AND PEPPER")]
    [InlineData("a hot dog::1 mustard::1", "a hot dog, mustard")]
    [InlineData("hot::2 dog", "(hot:1.33), (dog:0.67)")]
    [InlineData("std::vector as a robot", "std::vector as a robot")]
    public void Marks_in_the_words_mean_what_they_can(string text, string prompt, params string[] named)
    {
        var read = Imagine(text);

        Assert.Equal(prompt, read.Prompt);
        Assert.Equal(named, read.LeftOut);
    }

    [Theory]
    [InlineData("a boat, (fire:-1.1)", "a boat", "fire")]
    [InlineData("a tulip field:: red::-0.5", "a tulip field", "red")]
    public void A_negative_weight_says_not_this(string text, string prompt, string negative)
    {
        var read = Imagine(text);

        Assert.Equal((prompt, negative), (read.Prompt, read.NegativePrompt));
    }

    [Theory]
    [InlineData("a recipe: Steps: mix, then bake")]
    [InlineData("the positive and the negative prompt of a story")]
    [InlineData("a book (vol. 2) [sic]")]
    [InlineData("a robot called BREAKER")]
    public void Ordinary_text_that_looks_alike_stays(string text)
    {
        Assert.Equal(text, Imagine(text).Prompt);
        Assert.Empty(Imagine(text).LeftOut);
    }

    [Fact]
    public void Nothing_that_is_thrown_together_makes_it_throw_or_leaves_a_mark_of_another_program()
    {
        var random = new Random(7);
        string[] pieces =
        [
            "a cat",
            "<lora:x:1>",
            "(dog:1.2)",
            "((",
            "))",
            "[",
            "]",
            "{a|b}",
            "{",
            "|",
            "}",
            "::",
            "::2",
            "::-1",
            "BREAK",
            "AND",
            "embedding:x",
            "--",
            "—",
            "--no",
            "--ar",
            "16:9",
            "Negative prompt:",
            "Steps: 5, Seed: 3",
            "https://x.org/a.png",
            "prompt:",
            "/imagine",
            "\n",
            ",",
            "\"",
            "“",
            "(x:NaN)",
            "(16:9)",
            "__w__",
            "**",
            " - @me (fast)",
            "城",
            "猫：1.3",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(14))
                    .Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(3) == 0 ? "" : " "))
            );

            if (ImagineParser.Parse(text) is Command.Imagine { Arguments: var read })
            {
                Assert.DoesNotContain("<lora", read.Prompt, StringComparison.Ordinal);
                Assert.DoesNotContain("https://", read.Prompt, StringComparison.Ordinal);
                Assert.DoesNotContain(":NaN)", read.Prompt, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', read.Prompt);
            }
        }
    }

    [Theory]
    [InlineData("—")]
    [InlineData("--no a ")]
    [InlineData("(")]
    [InlineData("{a|")]
    [InlineData("\"")]
    [InlineData("a::")]
    [InlineData("Steps: 1, ")]
    [InlineData("(a:1.2")]
    public void The_longest_text_of_one_piece_is_read_at_once(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        var started = TimeProvider.System.GetTimestamp();

        ImagineParser.Parse(text);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    private static ImagineArguments Imagine(string text) =>
        Assert.IsType<Command.Imagine>(ImagineParser.Parse(text)).Arguments;
}
