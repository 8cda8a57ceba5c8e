using Flash.Bots.Commands;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Tests.Commands;

/// <summary>Options as people and their phones write them.</summary>
public sealed class TypedOptionsTests
{
    [Theory]
    [InlineData("a cat (16:9)", "a cat", "16:9")]
    [InlineData("a cat （16：9）", "a cat", "16:9")]
    [InlineData("a cat, 512x768", "a cat", "2:3")]
    [InlineData("a cat 512x768", "a cat", "2:3")]
    [InlineData("a cat ５１２ｘ７６８", "a cat", "2:3")]
    [InlineData("16:9, a cat at night", "a cat at night", "16:9")]
    [InlineData("2:3 a tree", "a tree", "2:3")]
    [InlineData("3:2 win of the penguins", "3:2 win of the penguins", null)]
    [InlineData("a cat in 4:3 format at night", "a cat at night", "4:3")]
    [InlineData("a clock at (10:30)", "a clock at 10:30", null)]
    [InlineData("a (cat:1.3)", "a (cat:1.3)", null)]
    [InlineData("a cat ９：１６", "a cat", "9:16")]
    [InlineData("a clock at 4:3", "a clock at 4:3", null)]
    [InlineData("a chessboard 8x8", "a chessboard 8x8", null)]
    [InlineData("a cat (16:9) --ar 1:1", "a cat 16:9", "1:1")]
    public void A_shape_among_the_words_is_meant(string typed, string prompt, string? shape)
    {
        var read = Assert.IsType<Command.Imagine>(ImagineParser.Parse(typed)).Arguments;

        Assert.Equal((prompt, shape), (read.Prompt, read.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("𝓪 𝓬𝓪𝓽 𝓸𝓷 𝓽𝓱𝓮 𝓼𝓮𝓪", "a cat on the sea")]
    [InlineData("𝐚 𝐛𝐨𝐚𝐭", "a boat")]
    [InlineData("ａ ｃａｔ", "a cat")]
    [InlineData("ⓐ ⓒⓐⓣ", "a cat")]
    [InlineData("ℂ𝕒𝕤𝕥𝕝𝕖 №5 ™", "Castle №5 ™")]
    public void Letters_that_are_only_drawn_differently_are_read(string typed, string prompt) =>
        Assert.Equal(prompt, Assert.IsType<Command.Imagine>(ImagineParser.Parse(typed)).Arguments.Prompt);

    [Theory]
    [InlineData("sytle", "style")]
    [InlineData("syle", "style")]
    [InlineData("sede", "seed")]
    [InlineData("steeps", "steps")]
    [InlineData("moddel", "model")]
    [InlineData("coutn", "count")]
    [InlineData("aspct", "aspect")]
    [InlineData("sparkle", null)]
    [InlineData("x", null)]
    public void A_slip_of_the_finger_is_guessed(string typed, string? meant) =>
        Assert.Equal(meant, OptionNames.Nearest(typed));

    [Theory]
    [InlineData("--no dogs, a cat", "a cat", "dogs")]
    [InlineData("--no big dogs and cars, the sea at night", "the sea at night", "big dogs, cars")]
    [InlineData("--no people in the picture, a castle", "a castle", "people in the picture")]
    [InlineData("--no Hunde, eine Katze", "eine Katze", "Hunde")]
    [InlineData("a cat --no dogs, a tree", "a cat", "dogs, a tree")]
    public void What_to_leave_out_does_not_eat_the_prompt(string typed, string prompt, string negative)
    {
        var read = Assert.IsType<Command.Imagine>(ImagineParser.Parse(typed)).Arguments;

        Assert.Equal((prompt, negative), (read.Prompt, read.NegativePrompt));
    }

    [Theory]
    [InlineData("a castle --ar 16:9")]
    [InlineData("a castle --ar 16x9")]
    [InlineData("a castle --ar 16×9")]
    [InlineData("a castle --ar 16 × 9")]
    [InlineData("a castle --ar 16/9")]
    [InlineData("a castle --ar 16 : 9")]
    [InlineData("a castle --ar=16:9")]
    [InlineData("a castle --ar:16:9")]
    [InlineData("a castle --ar16:9")]
    [InlineData("a castle --ar \"16:9\"")]
    [InlineData("a castle --ar '16:9'")]
    [InlineData("a castle --ar “16:9”")]
    [InlineData("a castle --ar 1920x1080")]
    [InlineData("a castle --ar 1920x1080px")]
    [InlineData("a castle --ar 16：9")]
    [InlineData("a castle --ar １６：９")]
    [InlineData("a castle －－ar　１６：９")]
    [InlineData("a castle --ar ١٦:٩")]
    [InlineData("a castle --AR 16:9")]
    [InlineData("a castle --aspect 16:9")]
    [InlineData("a castle --aspect ratio 16:9")]
    [InlineData("a castle --aspect_ratio 16:9")]
    [InlineData("a castle --size 1280x720")]
    [InlineData("a castle --width 1280 --height 720")]
    [InlineData("a castle --w 1280 --h 720")]
    [InlineData("a castle --ar wide")]
    [InlineData("a castle ----ar 16:9")]
    [InlineData("a castle -- ar 16:9")]
    [InlineData("a castle ——ar 16:9")]
    [InlineData("a castle ––ar 16:9")]
    [InlineData("a castle —ar 16:9")]
    [InlineData("a castle –ar 16:9")]
    [InlineData("a castle — ar 16:9")]
    [InlineData("a castle — Ar 16:9")]
    [InlineData("a castle ‑‑ar 16:9")]
    [InlineData("a castle ‐‐ar 16:9")]
    [InlineData("a castle −−ar 16:9")]
    [InlineData("a castle -–ar 16:9")]
    [InlineData("a castle -ar 16:9")]
    [InlineData("a castle—ar 16:9")]
    [InlineData("a castle--ar 16:9")]
    [InlineData("a castle,--ar 16:9")]
    [InlineData("a castle --ar 16:9,")]
    [InlineData("--ar 16:9 a castle")]
    [InlineData("--ar 16:9, a castle")]
    [InlineData("a castle\n--ar 16:9")]
    [InlineData("\"a castle --ar 16:9\"")]
    [InlineData("`a castle --ar 16:9`")]
    [InlineData("“a castle” --ar 16:9")]
    public void Every_way_to_write_a_shape_is_read(string text)
    {
        var read = Imagine(text);

        Assert.Equal("a castle", WithoutQuotes(read.Prompt));
        Assert.Equal("16:9", read.AspectRatio?.ToString());
        Assert.Empty(read.LeftOut);
    }

    [Theory]
    [InlineData("a castle -no people")]
    [InlineData("a castle --ohne people")]
    [InlineData("a castle --no: people")]
    [InlineData("a castle --no \"people\"")]
    [InlineData("a castle --без people")]
    [InlineData("a castle, (people:-1.1)")]
    public void Every_way_to_leave_something_out_is_read(string text) =>
        Assert.Equal(("a castle", "people"), (Imagine(text).Prompt, Imagine(text).NegativePrompt));

    [Theory]
    [InlineData("(fire:-1.1)", "fire")]
    [InlineData("(fire:-1.1), (smoke:-2)", "fire, smoke")]
    public void Only_what_not_to_draw_is_told(string text, string things) =>
        Assert.Equal(
            [new Mistake.OnlyNegative(things)],
            Assert.IsType<Command.Mistaken>(ImagineParser.Parse(text)).Mistakes
        );

    [Theory]
    [InlineData("...")]
    [InlineData("???")]
    [InlineData("—")]
    [InlineData("\"\"")]
    public void Punctuation_is_nothing_to_draw(string text) =>
        Assert.Equal([new Mistake.NoPrompt()], Assert.IsType<Command.Mistaken>(ImagineParser.Parse(text)).Mistakes);

    [Theory]
    [InlineData("a cat --cref https://example.com/a.png abc", "--cref https://example.com/a.png abc")]
    [InlineData("a cat --sref abc", "--sref abc")]
    public void A_reference_keeps_its_value(string text, string leftOut) =>
        Assert.Equal(("a cat", leftOut), (Imagine(text).Prompt, Assert.Single(Imagine(text).LeftOut)));

    [Fact]
    public void An_option_behind_another_programs_recipe_counts()
    {
        var read = Imagine("a castle\nSteps: 25, Sampler: Euler a, Seed: 55, Size: 768x512 --seed random");

        Assert.Equal((null, true, "3:2"), (read.Seed, read.IsNewSeed, read.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("a castle --ar 16:9, at night", "a castle, at night")]
    [InlineData("城堡，夜晚--ar 16:9", "城堡，夜晚")]
    [InlineData("城堡--ar 16:9夜晚", "城堡 夜晚")]
    [InlineData("a castle --ar 16:9 at night", "a castle at night")]
    [InlineData("a castle --ar 16:9.", "a castle.")]
    public void Words_around_a_shape_stay(string text, string prompt)
    {
        Assert.Equal(prompt, Imagine(text).Prompt);
        Assert.Equal("16:9", Imagine(text).AspectRatio?.ToString());
    }

    [Theory]
    [InlineData("a castle --seed 7", 7L)]
    [InlineData("a castle ––seed 7", 7L)]
    [InlineData("a castle —seed=7", 7L)]
    [InlineData("a castle --seed ７", 7L)]
    [InlineData("a castle --seed ٣", 3L)]
    [InlineData("a castle --seed 1,693,458,539", 1_693_458_539L)]
    [InlineData("a castle --seed -1", null)]
    [InlineData("a castle --seed −1", null)]
    [InlineData("a castle --seed random", null)]
    [InlineData("a castle --seed 猫", null, true)]
    public void A_seed_is_a_number_or_left_to_chance(string text, long? seed, bool isMistake = false)
    {
        if (isMistake)
        {
            Assert.IsType<Command.Mistaken>(ImagineParser.Parse(text));
            return;
        }

        Assert.Equal((ulong?)seed, Imagine(text).Seed);
        Assert.Equal("a castle", Imagine(text).Prompt);
    }

    [Theory]
    [InlineData("a castle --strength 50", 0.5)]
    [InlineData("a castle --strength 50%", 0.5)]
    [InlineData("a castle --strength 50 %", 0.5)]
    [InlineData("a castle --strength ５０％", 0.5)]
    [InlineData("a castle --strength 0.5", 0.5)]
    [InlineData("a castle --strength .5", 0.5)]
    [InlineData("a castle --denoise 1.0", 1)]
    public void A_strength_is_a_share_or_hundredths(string text, double strength) =>
        Assert.Equal(strength, Imagine(text).Strength);

    [Theory]
    [InlineData("a castle --style watercolor", "watercolour")]
    [InlineData("a castle --style Watercolour", "watercolour")]
    [InlineData("a castle --style pixel art", "pixel")]
    [InlineData("a castle --style pixel-art", "pixel")]
    [InlineData("a castle --style line art", "lineart")]
    [InlineData("a castle --style \"line art\"", "lineart")]
    [InlineData("a castle --style Line Art, at night", "lineart", "a castle, at night")]
    [InlineData("a castle --style low poly at night", "lowpoly", "a castle at night")]
    [InlineData("a castle --style oil painting", "oil")]
    [InlineData("a castle --style акварель", "watercolour")]
    [InlineData("a castle --style None", "none")]
    [InlineData("a castle —style watercolor", "watercolour")]
    [InlineData("a castle - style", null, "a castle - style")]
    public void A_style_may_have_several_words_and_names(string text, string? style, string prompt = "a castle")
    {
        Assert.Equal(style, Imagine(text).Style);
        Assert.Equal(prompt, Imagine(text).Prompt);
    }

    [Theory]
    [InlineData("a boat on the sea --no red sails", "red sails")]
    [InlineData("a boat on the sea --no people text --ar 16:9", "people text")]
    [InlineData("a boat on the sea --no big trees, small cars --seed 7", "big trees, small cars")]
    [InlineData("a boat on the sea --no trees and cars", "trees, cars")]
    [InlineData("a boat on the sea --no trees, no cars", "trees, cars")]
    [InlineData("a boat on the sea --no \"red sails\"", "red sails")]
    [InlineData("--no \"red sails\" a boat on the sea", "red sails")]
    [InlineData("--no red sails\na boat on the sea", "red sails")]
    [InlineData("a boat on the sea --no \"sails\", \"oars\"", "sails, oars")]
    [InlineData("a boat on the sea --no sails --no oars", "sails, oars")]
    [InlineData("a boat on the sea --no-people", "people")]
    [InlineData("a boat on the sea --negative_prompt people", "people")]
    [InlineData("a boat on the sea —no people", "people")]
    [InlineData("a boat on the sea --no 树，人", "树, 人")]
    public void What_to_leave_out_goes_on_to_the_next_option_or_line(string text, string negative)
    {
        Assert.Equal(negative, Imagine(text).NegativePrompt);
        Assert.Equal("a boat on the sea", Imagine(text).Prompt);
    }

    [Theory]
    [InlineData("a man —no beard— in a boat")]
    [InlineData("a man — no beard — in a boat")]
    [InlineData("a man --no beard-- in a boat")]
    [InlineData("a street —style of the 1920s")]
    [InlineData("a street — style of the 1920s")]
    [InlineData("a hall – no end in sight")]
    [InlineData("a boat —red and old— at sea")]
    [InlineData("the farmer —seed in his hand")]
    [InlineData("a ladder —steps leading up")]
    [InlineData("a model —count to ten")]
    [InlineData("a well-lit no-frills room")]
    [InlineData("a well--lit room")]
    [InlineData("a -- b")]
    [InlineData("no people on the beach")]
    [InlineData("a 4:3 screen showing 16:9 at 10:30")]
    [InlineData("the letter v—s and x")]
    [InlineData("a sign \"use --seed wisely\"")]
    [InlineData("the number 7—8 of 10")]
    [InlineData("don't stop--believing")]
    [InlineData("Jean-Luc - no hair")]
    [InlineData("Paris—New York")]
    [InlineData("кот — не собака")]
    public void Dashes_that_are_punctuation_stay_in_the_prompt(string text)
    {
        var read = Imagine(text);

        Assert.Equal(text, read.Prompt);
        Assert.Equal((null, null, ""), (read.AspectRatio, read.Style, read.NegativePrompt));
        Assert.Empty(read.LeftOut);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistaken = Assert.IsType<Command.Mistaken>(
            ImagineParser.Parse("--seed abc --ar 9:1 --style cubism --sparkle=oil --count 9")
        );

        Assert.Collection(
            mistaken.Mistakes,
            mistake => Assert.IsType<Mistake.NoPrompt>(Assert.IsType<Mistake.NoPrompt>(mistake)),
            mistake => Assert.Equal(new Mistake.NotANumber("seed", "abc", 0, ImagineParser.MaxSeed), mistake),
            mistake => Assert.Equal(new Mistake.NotARatio("9:1"), mistake),
            mistake => Assert.Equal(new Mistake.UnknownStyle("cubism"), mistake),
            mistake => Assert.Equal(new Mistake.UnknownOption("sparkle"), mistake),
            mistake => Assert.Equal(new Mistake.NotANumber("count", "9", 1, 4), mistake)
        );
    }

    [Fact]
    public void An_option_that_comes_twice_counts_as_it_came_last_and_the_first_is_named()
    {
        var read = Imagine("a castle --ar 1:1 --ar 16:9 --seed 3 --seed 3");

        Assert.Equal("16:9", read.AspectRatio?.ToString());
        Assert.Equal(["--ar 1:1"], read.LeftOut);
    }

    [Fact]
    public void Every_way_to_write_a_dash_before_every_option_reads_the_same()
    {
        string[] dashes = ["--", "——", "––", "−−", "‑‑", "‐‐", "－－", "—", "–", "-- ", "—— ", "— "];
        (string Name, string Value)[] options =
        [
            ("ar", "3:2"),
            ("seed", "42"),
            ("steps", "3"),
            ("count", "2"),
            ("strength", "40%"),
            ("style", "neon"),
            ("v", "6.1"),
            ("stylize", "250"),
        ];
        string[] prompts = ["a castle", "城堡", "замок у моря", "a castle, at night"];
        foreach (var prompt in prompts)
        {
            foreach (var dash in dashes)
            {
                foreach (var (name, value) in options)
                {
                    var plain = Imagine($"{prompt} --{name} {value}");
                    var read = Imagine($"{prompt} {dash}{name} {value}");

                    Assert.Equal(plain.Prompt, read.Prompt);
                    Assert.Equal(plain.LeftOut, read.LeftOut);
                    Assert.Equal(plain with { LeftOut = [] }, read with { LeftOut = [] });
                }
            }
        }
    }

    [Fact]
    public void The_order_of_options_does_not_matter()
    {
        var random = new Random(20_261_130);
        string[] options =
        [
            "--ar 16:9",
            "—seed 7",
            "--style line art",
            "--no trees and cars",
            "--count=2",
            "—v 6.1",
            "--steps 3",
        ];
        for (var i = 0; i < 500; i++)
        {
            var shuffled = options.ToArray();
            random.Shuffle(shuffled);
            var read = Imagine("a castle " + string.Join(' ', shuffled));

            Assert.Equal("a castle", read.Prompt);
            Assert.Equal(
                ("16:9", 7UL, "lineart", "trees, cars"),
                (read.AspectRatio?.ToString(), read.Seed, read.Style, read.NegativePrompt)
            );
            Assert.Equal((2, 3), (read.Count, read.InferenceSteps));
            Assert.Equal(["--v 6.1"], read.LeftOut);
        }
    }

    [Fact]
    public void Every_name_of_every_style_finds_a_style_there_is() =>
        Assert.All(StyleTable.Names, name => Assert.Equal(name, StyleTable.Find(name.ToUpperInvariant())?.Name));

    private static string WithoutQuotes(string prompt) => prompt.Trim('“', '”', '"');

    private static ImagineArguments Imagine(string text)
    {
        var command = ImagineParser.Parse(text);
        return command is Command.Imagine { Arguments: var arguments }
            ? arguments
            : throw new Xunit.Sdk.XunitException(
                $"“{text}”: {Texts.For("en").Of(((Command.Mistaken)command).Mistakes)}"
            );
    }
}
