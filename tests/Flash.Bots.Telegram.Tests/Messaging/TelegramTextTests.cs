using Flash.Bots.Telegram.Messaging;

namespace Flash.Bots.Telegram.Tests.Messaging;

public sealed class TelegramTextTests
{
    [Fact]
    public void A_text_that_fits_is_left_alone() =>
        Assert.Equal(new string('a', 1024), TelegramText.Cut(new string('a', 1024), 1024));

    [Fact]
    public void A_longer_text_ends_in_an_ellipsis_within_the_limit() =>
        Assert.Equal(new string('a', 1023) + "…", TelegramText.Cut(new string('a', 1025), 1024));

    [Theory]
    [InlineData("🌊", 2)]
    [InlineData("👨‍👩‍👧‍👦", 11)]
    [InlineData("e\u0301", 2)]
    public void No_character_is_cut_in_half(string character, int units)
    {
        Assert.Equal(units, character.Length);
        for (var before = 0; before <= units; before++)
        {
            var text = new string('a', 100 - before) + character + new string('b', 50);

            var cut = TelegramText.Cut(text, 100);

            Assert.True(cut.Length <= 100);
            Assert.Equal(
                before == units + 1 || 100 - before + units <= 99,
                cut.Contains(character, StringComparison.Ordinal)
            );
            Assert.DoesNotContain(cut.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
        }
    }

    [Fact]
    public void A_character_longer_than_the_room_leaves_only_the_ellipsis() =>
        Assert.Equal("…", TelegramText.Cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5));
}
