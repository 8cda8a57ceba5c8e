using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Glossary;

public sealed class PairedThingsTests
{
    [Theory]
    [InlineData("a boat on the sea with a moon", "a moon above a boat on the sea")]
    [InlineData("a boat with a moon at night", "a moon above a boat at night")]
    [InlineData("a moon and a red boat", "a moon above a red boat")]
    [InlineData("a cat and a small dog in a meadow", "a cat to the left of a small dog in a meadow")]
    [InlineData("a cat next to a dog, watercolour", "a cat to the left of a dog, watercolour")]
    // A place is said already, or there is only one thing, or more than two, or none that is known.
    [InlineData("a moon above a boat", "a moon above a boat")]
    [InlineData("a red boat on the sea", "a red boat on the sea")]
    [InlineData("a cat and a dog and a bird", "a cat and a dog and a bird")]
    [InlineData("a cat with a hat", "a cat with a hat")]
    [InlineData("two cats and a dog", "two cats and a dog")]
    public void Two_things_get_a_place_where_none_is_said(string typed, string told) =>
        Assert.Equal(told, PairedThings.Of("flash-mini")!.Placed(typed));

    [Fact]
    public void Other_models_are_told_what_was_typed() => Assert.Null(PairedThings.Of("sd-turbo"));
}
