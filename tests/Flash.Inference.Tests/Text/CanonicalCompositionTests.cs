using System.Text;
using Flash.Inference.Text;

namespace Flash.Inference.Tests.Text;

/// <summary>What the reference makes of composed texts is among the tokenizer's golden vectors; here is what they
/// cannot show.</summary>
public sealed class CanonicalCompositionTests
{
    [Fact]
    public void Every_composed_letter_is_composed_again_from_its_parts_and_left_alone_when_whole()
    {
        // Latin Extended Additional: all but the two that stand for another letter are composed of others in the block
        // or below.
        for (var rune = 0x1E00; rune <= 0x1EF9; rune++)
        {
            var text = new Rune(rune).ToString();
            if (rune is not 0x1E9A and not 0x1E9B)
            {
                Assert.Equal(text, CanonicalComposition.Compose(text));
            }
        }

        Assert.Equal("Ệ", CanonicalComposition.Compose("E\u0323\u0302"));
        Assert.Equal("Ệ", CanonicalComposition.Compose("E\u0302\u0323"));
        Assert.Equal("ṩ", CanonicalComposition.Compose("s\u0307\u0323"));
    }

    [Fact]
    public void A_text_without_marks_is_returned_as_it_is()
    {
        const string Text = "Crème brûlée";

        Assert.Same(Text, CanonicalComposition.Compose(Text));
    }

    [Fact]
    public void A_hundred_thousand_marks_on_one_letter_are_no_trouble()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0300\u0323", 50_000));

        var composed = CanonicalComposition.Compose(text);

        // ạ̀: the dot below first, then the first grave joins nothing.
        Assert.Equal('ạ', composed[0]);
        Assert.Equal(text.Length - 1, composed.Length);
        Assert.Equal(composed, CanonicalComposition.Compose(composed));
    }
}
