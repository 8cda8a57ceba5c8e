using Flash.Inference.Evaluation;

namespace Flash.Inference.Tests.Evaluation;

/// <summary>What a referee is sure of, as a sentence.</summary>
public sealed class RefereeWordsTests
{
    [Theory]
    [InlineData("boat", "red", "2", "sea", "none", "none", "illustration", "two red boats on the sea")]
    [InlineData(
        "owl",
        "white",
        "1",
        "forest",
        "above",
        "moon",
        "watercolour",
        "a white owl above a moon in a forest, watercolour"
    )]
    [InlineData("fish", "orange", "3", "underwater", "none", "none", "flat", "three orange fish under water, flat")]
    [InlineData("cat", "black", "1", "room", "between", "tree", "illustration", "a black cat between trees in a room")]
    public void It_says_what_it_sees(
        string subject,
        string colour,
        string count,
        string setting,
        string relation,
        string companion,
        string style,
        string words
    ) =>
        Assert.Equal(
            words,
            RefereeWords.Of(
                new Dictionary<string, (string, double)>
                {
                    ["subject"] = (subject, 0.9),
                    ["colour"] = (colour, 0.9),
                    ["count"] = (count, 0.9),
                    ["setting"] = (setting, 0.9),
                    ["relation"] = (relation, 0.9),
                    ["companion"] = (companion, 0.9),
                    ["style"] = (style, 0.9),
                }
            )
        );

    [Fact]
    public void It_says_nothing_that_it_is_not_sure_of()
    {
        var seen = new Dictionary<string, (string, double)>
        {
            ["subject"] = ("boat", 0.75),
            ["colour"] = ("red", 0.5),
            ["setting"] = ("sea", 0.3),
        };

        Assert.Equal("a boat", RefereeWords.Of(seen));
        seen["subject"] = ("boat", 0.65);
        Assert.Null(RefereeWords.Of(seen));
    }
}
