using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Commands;

public sealed class CommandParserTests
{
    [Theory]
    [InlineData("/imagine a red boat", "a red boat")]
    [InlineData("/IMAGINE@FlashBot   a\n red\tboat ", "a red boat")]
    [InlineData("a red boat", "a red boat")]
    [InlineData("/imagine \"a red boat\"", "a red boat")]
    [InlineData("/imagine “a red boat”", "a red boat")]
    [InlineData("/imagine a sign that says \"open\" or \"shut\"", "a sign that says \"open\" or \"shut\"")]
    [InlineData("/imagine \"red\" and \"blue\"", "\"red\" and \"blue\"")]
    [InlineData("/imagine a 12\" ruler", "a 12\" ruler")]
    [InlineData("/imagine a boat —red and old— at sea", "a boat —red and old— at sea")]
    [InlineData("/imagine a sign \"use --seed wisely\"", "a sign \"use --seed wisely\"")]
    [InlineData("/imagine a -- b", "a -- b")]
    [InlineData("/imagine {0} %s $1 ${x} <b>*_`[x](y)", "{0} %s $1 ${x} <b>*_`[x](y)")]
    [InlineData("/imagine =1+1;DROP TABLE users'--", "=1+1;DROP TABLE users'--")]
    [InlineData("/imagine 👩‍🚀 on 🌙", "👩‍🚀 on 🌙")]
    [InlineData("/imagine a\0red\u0007boat\u202Eevil", "aredboatevil")]
    [InlineData("/imagine a \uD83D boat", "a boat")]
    public void The_prompt_is_what_is_left(string text, string prompt) => Assert.Equal(prompt, Imagine(text).Prompt);

    [Fact]
    public void Options_may_stand_anywhere_and_in_any_spelling()
    {
        var arguments = Imagine(
            "/imagine --seed 7 a red —steps 2 boat –count=3 at sea --AR 16:9 --no people, cars --model \"flash-mini\" --no rain"
        );

        Assert.Equal("a red boat at sea", arguments.Prompt);
        Assert.Equal(7UL, arguments.Seed);
        Assert.Equal(2, arguments.InferenceSteps);
        Assert.Equal(3, arguments.Count);
        Assert.Equal((352, 192), arguments.AspectRatio!.Value.SizeFor(256, 32));
        Assert.Equal("people, cars, rain", arguments.NegativePrompt);
        Assert.Equal("flash-mini", arguments.Model);
    }

    [Theory]
    [InlineData("/imagine", "What should I draw?")]
    [InlineData("/imagine \u200B\u2060", "What should I draw?")]
    [InlineData("/imagine --seed 7", "What should I draw?")]
    [InlineData("/imagine a --seed abc", "--seed takes a whole number from 0 to 9,223,372,036,854,775,807, not “abc”.")]
    [InlineData("/imagine a --seed -2", "not “-2”.")]
    [InlineData("/imagine a --seed 9223372036854775808", "not “9223372036854775808”.")]
    [InlineData("/imagine a --seed 7,5", "not “7,5”.")]
    [InlineData("/imagine a --seed", "and nothing was given.")]
    [InlineData(
        "/imagine a --seed --steps 3",
        "--seed takes a whole number from 0 to 9,223,372,036,854,775,807, and nothing was given."
    )]
    [InlineData("/imagine a --steps 0", "--steps takes a whole number from 1 to 50, not “0”.")]
    [InlineData("/imagine a --steps 1e9", "not “1e9”.")]
    [InlineData("/imagine a --steps NaN", "not “NaN”.")]
    [InlineData("/imagine a --count 5", "--count takes a whole number from 1 to 4, not “5”.")]
    [InlineData("/imagine a --count 99999999999999999999", "--count takes")]
    [InlineData("/imagine a --ar 16", "--ar takes a width and a height such as 16:9, between 1:3 and 3:1, not “16”.")]
    [InlineData("/imagine a --ar 0:1", "not “0:1”.")]
    [InlineData("/imagine a --ar 100000:1", "not “100000:1”.")]
    [InlineData("/imagine a --ar 4:1", "not “4:1”.")]
    [InlineData("/imagine a --no", "--no needs")]
    [InlineData(
        "/imagine a --sparkle oil",
        "I do not know --sparkle. I know --seed, --steps, --count, --ar, --no, --style, --strength, --model, --chaos."
    )]
    [InlineData("/draw a boat", "I do not know /draw.")]
    public void A_mistake_is_answered_with_one_sentence_that_names_it(string text, string sentence) =>
        Assert.Contains(sentence, Mistake(text), StringComparison.Ordinal);

    [Theory]
    [InlineData(5_000)]
    [InlineData(30_000)]
    [InlineData(10_000_000)]
    public void A_prompt_that_is_too_long_is_refused_by_its_length(int length)
    {
        var sentence = Mistake("/imagine " + new string('a', length));

        Assert.EndsWith(" characters long; I can take up to 4,096.", sentence, StringComparison.Ordinal);
        Assert.True(sentence.Length < 100, sentence);
    }

    [Fact]
    public void The_longest_message_of_Telegram_is_not_too_long() =>
        Assert.Equal(4_096, Imagine("/imagine " + new string('a', 4_096)).Prompt.Length);

    [Theory]
    [InlineData("hello everybody")]
    [InlineData("/somebodyelses command")]
    [InlineData("")]
    public void Talk_in_a_group_is_not_for_us(string text) =>
        Assert.IsType<Command.Ignored>(CommandParser.Parse(text, isPrivate: false));

    [Theory]
    [InlineData("/start", typeof(Command.Start))]
    [InlineData("/start deep-link", typeof(Command.Start))]
    [InlineData("/help@FlashBot", typeof(Command.Help))]
    public void The_other_commands_are_known(string text, Type command) =>
        Assert.IsType(command, CommandParser.Parse(text, isPrivate: false));

    [Fact]
    public void No_text_makes_it_throw_or_answer_at_length()
    {
        var random = new Random(20_260_823);
        string[] pieces =
        [
            "/imagine",
            "--seed",
            "—steps",
            "--",
            "=",
            "\"",
            "“",
            "”",
            "«",
            "\0",
            "\uD800",
            "\uDC00",
            "\u202E",
            "\u200D",
            "👩‍🚀",
            "Z̸̢a̵l̷g̴o̶",
            "<script>",
            "'; --",
            "{0}",
            "\r\n",
            "9999999999999999999999",
            "-1",
            "NaN",
            "7,5",
            "1e9",
            ":",
            "16:9",
            "@",
            "/",
            ",",
            " ",
            "\t",
            "=cmd|' /C calc'!A0",
            "--no",
            "--model",
        ];
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(
                Enumerable
                    .Range(0, random.Next(12))
                    .Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : ""))
            );

            var command = CommandParser.Parse(text, isPrivate: random.Next(2) == 0);

            if (command is Command.Mistaken { Mistakes: var mistakes })
            {
                var sentence = Texts.For("en").Of(mistakes);
                Assert.All(mistakes, mistake => Assert.InRange(Texts.For("en").Of(mistake).Length, 1, 250));
                Assert.DoesNotContain('\0', sentence);
            }
        }
    }

    private static ImagineArguments Imagine(string text) =>
        Assert.IsType<Command.Imagine>(CommandParser.Parse(text, isPrivate: true)).Arguments;

    private static string Mistake(string text) =>
        Texts.For("en").Of(Assert.IsType<Command.Mistaken>(CommandParser.Parse(text, isPrivate: true)).Mistakes);
}
