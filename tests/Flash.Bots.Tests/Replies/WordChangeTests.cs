using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Replies;

/// <summary>What was done to pictures, in a few words.</summary>
public sealed class WordChangeTests
{
    private static readonly Texts English = Texts.For("en");

    private static readonly Recipe Boat = new("a red boat on the sea", 1, 3, 4, 64, 64, "flash-mini");

    [Theory]
    [InlineData("a red boat", "a blue boat", "red → blue")]
    [InlineData("a red boat", "a red boat at night", "+ at night")]
    [InlineData("a boat and a tree", "a boat", "− and a tree")]
    [InlineData("a red boat", "a castle in the snow", "red boat → castle in the snow")]
    [InlineData("boat", "castle", "castle")]
    [InlineData("a boat", "A boat", "")]
    public void What_changed_is_said(string before, string after, string change) =>
        Assert.Equal(change, WordChange.Of(before, after));

    [Fact]
    public void A_step_is_called_by_its_button_or_its_change()
    {
        var first = Step(GenerationKind.Imagine, Boat, null);

        Assert.Equal("a red boat on the sea", English.StepLabel(first, null));
        Assert.Equal("Vary 3", English.StepLabel(Step(GenerationKind.Vary, Boat, 3), first));
        Assert.Equal("Animate 2", English.StepLabel(Step(GenerationKind.Animate, Boat, 2), first));
        Assert.Equal(
            "Enlarge ×4 1",
            English.StepLabel(Step(GenerationKind.Enlarge, Boat with { Enlargement = 4 }, 1), first)
        );
        Assert.Equal(
            "red → blue",
            English.StepLabel(Step(GenerationKind.Edit, Boat with { Prompt = "a blue boat on the sea" }, null), first)
        );
        var farther = new StartPicture { Strength = 0.6, Frame = PictureFrame.Farther };
        Assert.Equal(
            "Zoom out 4",
            English.StepLabel(Step(GenerationKind.Outpaint, Boat with { Start = farther }, 4), first)
        );
    }

    private static LineageStep Step(GenerationKind kind, Recipe recipe, int? index) =>
        new(new GenerationId(Guid.NewGuid()), null, index, kind, recipe);
}
