using Flash.Bots.Commands;

namespace Flash.Bots.Tests.Commands;

/// <summary>What is said to a bot as to a person is answered in a private chat, and not drawn.</summary>
public sealed class SmallTalkTests
{
    [Theory]
    [InlineData("thanks!", TalkKind.Thanks)]
    [InlineData("ok cool thanks a lot!!", TalkKind.Thanks)]
    [InlineData("ok cool", TalkKind.Chat)]
    [InlineData("lol", TalkKind.Chat)]
    [InlineData("haha that is so cool", TalkKind.Chat)]
    [InlineData("who are you?", TalkKind.Who)]
    [InlineData("hello there, who are you", TalkKind.Who)]
    [InlineData("Hi Flash 👋", TalkKind.Hello)]
    [InlineData("sehr schön, danke!", TalkKind.Thanks)]
    [InlineData("Wer bist du?", TalkKind.Who)]
    [InlineData("hey, how's it going?", TalkKind.Hello)]
    [InlineData("muchas gracias, muy bonito", TalkKind.Thanks)]
    [InlineData("ладно, спс", TalkKind.Thanks)]
    [InlineData("danke dir", TalkKind.Thanks)]
    [InlineData("Alles klar", TalkKind.Chat)]
    [InlineData("trop bien, merci", TalkKind.Thanks)]
    [InlineData("qui es-tu ?", TalkKind.Who)]
    [InlineData("¿quién eres?", TalkKind.Who)]
    [InlineData("jajaja", TalkKind.Chat)]
    [InlineData("Кто ты?", TalkKind.Who)]
    [InlineData("ок, спасибо", TalkKind.Thanks)]
    [InlineData("круто", TalkKind.Chat)]
    public void It_is_answered(string text, TalkKind kind) =>
        Assert.Equal(new Command.SmallTalk(kind), CommandParser.Parse(text, isPrivate: true));

    [Theory]
    [InlineData("hello kitty")]
    [InlineData("cool cat")]
    [InlineData("a perfect storm")]
    [InlineData("beautiful dragon")]
    [InlineData("thank you card with flowers")]
    [InlineData("man")]
    [InlineData("what is this")]
    public void A_prompt_is_drawn(string text) =>
        Assert.IsType<Command.Imagine>(CommandParser.Parse(text, isPrivate: true));
}
