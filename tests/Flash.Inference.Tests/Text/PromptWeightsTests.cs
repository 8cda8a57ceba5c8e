using Flash.Inference.Text;

namespace Flash.Inference.Tests.Text;

public sealed class PromptWeightsTests
{
    [Theory]
    [InlineData("a red cat", "a red cat|1")]
    [InlineData("a (red) cat", "a |1;red|1.1; cat|1")]
    [InlineData("a ((red)) cat", "a |1;red|1.21; cat|1")]
    [InlineData("a [red] cat", "a |1;red|0.909; cat|1")]
    [InlineData("a (red:1.3) cat", "a |1;red|1.3; cat|1")]
    [InlineData("a (red: 0.5 ) cat", "a |1;red|0.5; cat|1")]
    [InlineData("(a (red:2) cat:0.5)", "a |0.5;red|1; cat|0.5")]
    [InlineData("(a (red) cat)", "a |1.1;red|1.21; cat|1.1")]
    [InlineData("([red])", "red|1")]
    [InlineData("(red:9)", "red|5")]
    [InlineData("(red:0)", "red|0")]
    [InlineData("at 3:30 in the night", "at 3:30 in the night|1")]
    [InlineData("(at 3:30)", "at 3:30|1.1")]
    [InlineData("(red:-1)", "red:-1|1.1")]
    [InlineData("(red:x)", "red:x|1.1")]
    [InlineData("\\(red\\) \\[cat\\] \\\\", "(red) [cat] \\|1")]
    [InlineData("a (red cat", "a (red cat|1")]
    [InlineData("a red) cat]", "a red) cat]|1")]
    [InlineData("(a [red) cat]", "(a |1;red) cat|0.909")]
    [InlineData("()", "|1")]
    [InlineData("", "|1")]
    [InlineData(":( :)", ":|1; :|1.1")]
    [InlineData("(日本:1.2) 👍", "日本|1.2; 👍|1")]
    public void Brackets_weigh_words_and_nothing_typed_is_an_error(string prompt, string expected)
    {
        // 30 is beyond what is allowed.
        var clamped = expected.Replace("|30", "|5", StringComparison.Ordinal);

        Assert.Equal(
            clamped,
            string.Join(
                ";",
                PromptWeights
                    .Parse(prompt)
                    .Select(part => FormattableString.Invariant($"{part.Text}|{Math.Round(part.Weight, 3)}"))
            )
        );
    }

    [Fact]
    public void Any_number_of_brackets_is_read_in_bounded_time()
    {
        Assert.Equal(
            "x",
            Assert.Single(PromptWeights.Parse(new string('(', 50_000) + "x" + new string(')', 50_000))).Text
        );
        Assert.Equal(100_000, Assert.Single(PromptWeights.Parse(new string('(', 100_000))).Text.Length);
    }
}
