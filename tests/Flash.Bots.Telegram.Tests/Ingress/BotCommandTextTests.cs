using Flash.Bots.Telegram.Ingress;

namespace Flash.Bots.Telegram.Tests.Ingress;

public sealed class BotCommandTextTests
{
    [Theory]
    [InlineData("/imagine a boat", true, "/imagine a boat")]
    [InlineData("/imagine@FlashBot a boat", true, "/imagine a boat")]
    [InlineData("/imagine@flashbot\na boat", false, "/imagine\na boat")]
    [InlineData("/imagine a boat", false, "/imagine a boat")]
    [InlineData("/IMAGINE a boat", false, "/IMAGINE a boat")]
    [InlineData("/imagine@OtherBot a boat", false, null)]
    [InlineData("/imagine@OtherBot a boat", true, null)]
    [InlineData("/imagine@FlashBot2 a boat", false, null)]
    [InlineData("/roll 2d6", false, null)]
    [InlineData("/roll 2d6", true, "/roll 2d6")]
    [InlineData("a boat @FlashBot", false, null)]
    [InlineData("a boat", true, "a boat")]
    [InlineData("/", false, null)]
    public void Only_what_is_meant_for_this_bot_gets_through(string text, bool isPrivate, string? expected) =>
        Assert.Equal(expected, BotCommandText.AddressedTo(text, "FlashBot", isPrivate));
}
