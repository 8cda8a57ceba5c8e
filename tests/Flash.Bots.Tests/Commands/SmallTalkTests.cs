using Flash.Bots.Commands;
using Flash.Bots.Glossary;

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
    [InlineData("magnifique", TalkKind.Chat)]
    [InlineData("ugly", TalkKind.Sorry)]
    [InlineData("👍", TalkKind.Chat)]
    [InlineData("👎", TalkKind.Sorry)]
    [InlineData("good night", TalkKind.Chat)]
    [InlineData("Gefällt mir nicht", TalkKind.Sorry)]
    [InlineData("c'est moche", TalkKind.Sorry)]
    [InlineData("¡Qué feo!", TalkKind.Sorry)]
    [InlineData("фу, некрасиво", TalkKind.Sorry)]
    [InlineData("太丑了", TalkKind.Sorry)]
    [InlineData("that's not a fox!", TalkKind.Sorry)]
    [InlineData("das ist keine Katze!", TalkKind.Sorry)]
    [InlineData("ce n'est pas un chat", TalkKind.Sorry)]
    [InlineData("eso no es un zorro", TalkKind.Sorry)]
    [InlineData("это не лодка!", TalkKind.Sorry)]
    [InlineData("no, the other one", TalkKind.Which)]
    [InlineData("non, l'autre", TalkKind.Which)]
    [InlineData("tell me a joke", TalkKind.Who)]
    public void It_is_answered(string text, TalkKind kind) =>
        Assert.Equal(kind, Assert.IsType<Command.SmallTalk>(CommandParser.Parse(text, isPrivate: true)).Kind);

    [Theory]
    [InlineData("what can you draw?", TalkKind.Can, "en")]
    [InlineData("Was kannst du alles zeichnen?", TalkKind.Can, "de")]
    [InlineData("qu'est-ce que tu sais dessiner ?", TalkKind.Can, "fr")]
    [InlineData("¿qué puedes dibujar?", TalkKind.Can, "es")]
    [InlineData("что ты умеешь рисовать?", TalkKind.Can, "ru")]
    [InlineData("o que você sabe fazer?", TalkKind.Can, "pt")]
    [InlineData("cosa sai disegnare?", TalkKind.Can, "it")]
    [InlineData("你会画什么？", TalkKind.Can, "zh")]
    [InlineData("what is this", TalkKind.Who, "en")]
    [InlineData("was ist das?", TalkKind.Who, "de")]
    [InlineData("que es esto", null, null)]
    [InlineData("what's this?", TalkKind.Who, null)]
    [InlineData("are you free of charge?", TalkKind.Who, "en")]
    [InlineData("how much do you cost?", TalkKind.Who, "en")]
    [InlineData("kostest du etwas?", null, null)]
    [InlineData("Warum bist du so langsam?", TalkKind.Who, "de")]
    [InlineData("сколько ты стоишь?", TalkKind.Who, "ru")]
    [InlineData("no", TalkKind.No, null)]
    [InlineData("nein danke", TalkKind.No, "de")]
    [InlineData("no thanks", TalkKind.No, null)]
    [InlineData("нет, спасибо", TalkKind.No, "ru")]
    [InlineData("can you dance?", TalkKind.Who, "en")]
    [InlineData("can you make it blue?", null, null)]
    [InlineData("kannst du es blau machen?", null, null)]
    [InlineData("puedes hacerlo azul?", null, null)]
    [InlineData("again please", null, null)]
    public void A_question_is_answered_in_its_language(string text, TalkKind? kind, string? language)
    {
        var read = CommandParser.Parse(text, isPrivate: true) as Command.SmallTalk;

        Assert.Equal((kind, language), (read?.Kind, read?.Language));
    }

    [Theory]
    [InlineData("help", null)]
    [InlineData("can you help me", "en")]
    [InlineData("how do I use this?", "en")]
    [InlineData("Hilfe", "de")]
    [InlineData("Wie funktioniert das?", "de")]
    [InlineData("comment ça marche ?", "fr")]
    [InlineData("¿Me puedes ayudar?", "es")]
    [InlineData("как тобой пользоваться?", "ru")]
    [InlineData("допоможи", "uk")]
    [InlineData("怎么用？", "zh")]
    public void A_call_for_help_is_one(string text, string? language) =>
        Assert.Equal(new Command.Help(language), CommandParser.Parse(text, isPrivate: true));

    [Theory]
    [InlineData("stop", false, null)]
    [InlineData("Cancel!", false, null)]
    [InlineData("abbrechen", false, "de")]
    [InlineData("стоп", false, null)]
    [InlineData("отмена", false, "ru")]
    [InlineData("停止", false, "zh")]
    [InlineData("cancel all", true, null)]
    [InlineData("alles abbrechen", true, "de")]
    public void A_stop_cancels(string text, bool all, string? language) =>
        Assert.Equal(new Command.Cancel(all) { Language = language }, CommandParser.Parse(text, isPrivate: true));

    [Theory]
    [InlineData("surprise me")]
    [InlineData("Surprise me!")]
    [InlineData("something")]
    [InlineData("draw something random")]
    [InlineData("überrasch mich")]
    [InlineData("irgendwas")]
    [InlineData("surprends-moi")]
    [InlineData("sorpréndeme")]
    [InlineData("удиви меня")]
    [InlineData("что-нибудь красивое")]
    [InlineData("здивуй мене")]
    [InlineData("me surpreenda")]
    [InlineData("随便画")]
    [InlineData("فاجئني")]
    public void What_leaves_it_to_the_painter_is_heard(string text) => Assert.True(SmallTalk.IsSurprise(text));

    [Theory]
    [InlineData("surprise party")]
    [InlineData("something wicked this way comes")]
    [InlineData("random access memory")]
    [InlineData("algo ritmo")]
    public void What_only_sounds_like_it_is_no_surprise(string text) => Assert.False(SmallTalk.IsSurprise(text));

    [Fact]
    public void A_surprise_is_made_of_what_is_known()
    {
        var prompts = Enumerable
            .Range(0, 200)
            .Select(seed => OpenChoices.Of("flash-mini")!.Surprise((ulong)seed))
            .ToList();

        Assert.All(prompts, prompt => Assert.Empty(Vocabulary.Of("flash-mini")!.UnknownIn(prompt)));
        Assert.True(prompts.Distinct().Count() > 100);
        Assert.Equal(prompts[7], OpenChoices.Of("flash-mini")!.Surprise(7));
    }

    [Theory]
    [InlineData("hello kitty")]
    [InlineData("cool cat")]
    [InlineData("a perfect storm")]
    [InlineData("beautiful dragon")]
    [InlineData("thank you card with flowers")]
    [InlineData("man")]
    [InlineData("stop sign")]
    [InlineData("a man who asks: where are you?")]
    [InlineData("who framed roger rabbit")]
    [InlineData("helping hands")]
    [InlineData("no man's land")]
    [InlineData("what a wonderful world")]
    [InlineData("can you draw cats?")]
    [InlineData("question mark?")]
    public void A_prompt_is_drawn(string text) =>
        Assert.IsType<Command.Imagine>(CommandParser.Parse(text, isPrivate: true));
}
