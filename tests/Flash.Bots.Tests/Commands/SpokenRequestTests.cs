using Flash.Bots.Commands;

namespace Flash.Bots.Tests.Commands;

/// <summary>Prompts as people say them to a painter, and as they come from elsewhere.</summary>
public sealed class SpokenRequestTests
{
    [Theory]
    [InlineData("mal mir bitte eine Katze", "eine Katze")]
    [InlineData("a castle on a hill thx :)", "a castle on a hill")]
    [InlineData("draw me a fox plz", "a fox")]
    [InlineData("how about a car", "a car")]
    [InlineData("i want a dog", "a dog")]
    [InlineData("kannst du mir eine Katze malen?", "eine Katze")]
    [InlineData("Zeichne Katzen im Wald", "Katzen im Wald")]
    [InlineData("ich möchte ein Bild von einer Katze", "einer Katze")]
    [InlineData("dessine-moi un chat", "un chat")]
    [InlineData("peux-tu dessiner un chat s'il te plaît", "un chat")]
    [InlineData("je voudrais une image d'un chat", "un chat")]
    [InlineData("dibuja un gato", "un gato")]
    [InlineData("¿puedes dibujarme un gato, por favor?", "un gato")]
    [InlineData("quiero una imagen de un gato", "un gato")]
    [InlineData("desenhe um gato", "um gato")]
    [InlineData("disegnami un gatto", "un gatto")]
    [InlineData("нарисуй кота", "кота")]
    [InlineData("Можешь нарисовать мне кота?", "кота")]
    [InlineData("нарисуй, пожалуйста, кота", "кота")]
    [InlineData("намалюй мені кота", "кота")]
    [InlineData("画一只猫", "一只猫")]
    [InlineData("bitte eine Katze malen", "eine Katze")]
    [InlineData("hey bot can you draw me a lighthouse?", "a lighthouse")]
    [InlineData("could you do a rabbit", "a rabbit")]
    [InlineData("bot in the snow", "bot in the snow")]
    [InlineData("je veux voir un chat", "un chat")]
    [InlineData("quiero ver un gato", "un gato")]
    [InlineData("pode desenhar um gato para mim?", "um gato")]
    [InlineData("хочу увидеть кота", "кота")]
    [InlineData("هل يمكنك رسم قطة؟", "قطة")]
    [InlineData("请帮我画一张猫的图片", "猫")]
    [InlineData("能画一只猫吗？", "一只猫")]
    [InlineData("ارسم قطة", "قطة")]
    [InlineData("ارسم لي قطة من فضلك", "قطة")]
    public void It_is_heard_in_every_language(string said, string prompt) =>
        Assert.Equal(prompt, ((Command.Imagine)ImagineParser.Parse(said)).Arguments.Prompt);

    [Theory]
    [InlineData("male lion in the snow")]
    [InlineData("画家在森林里")]
    [InlineData("pinta de cerveza")]
    [InlineData("crea")]
    public void What_only_sounds_like_it_stays(string prompt) =>
        Assert.Equal(prompt, ((Command.Imagine)ImagineParser.Parse(prompt)).Arguments.Prompt);

    [Theory]
    [InlineData("draw a red boat please")]
    [InlineData("draw me a red boat")]
    [InlineData("Can you draw a red boat?")]
    [InlineData("could you please paint me a red boat, please!")]
    [InlineData("hey, can you generate an image of a red boat?")]
    [InlineData("create a picture of a red boat")]
    [InlineData("I want a picture of a red boat")]
    [InlineData("I'd like to see an image of a red boat")]
    [InlineData("imagine a red boat")]
    [InlineData("imagine: a red boat")]
    [InlineData("!imagine a red boat")]
    [InlineData("/imagine: a red boat")]
    [InlineData("/imagine:a red boat")]
    [InlineData("/imagine, a red boat")]
    [InlineData("/imagine draw a red boat")]
    [InlineData("prompt = a red boat")]
    [InlineData("dream: a red boat")]
    [InlineData("> a red boat")]
    [InlineData("- a red boat")]
    public void What_is_said_before_the_picture_is_no_part_of_it(string text) =>
        Assert.Equal("a red boat", Imagine(text).Prompt);

    [Theory]
    [InlineData("нарисуй мне, пожалуйста, красную лодку", "красную лодку")]
    [InlineData("намалюй червоний човен", "червоний човен")]
    [InlineData("zeichne mir bitte ein rotes Boot", "ein rotes Boot")]
    [InlineData("male ein Bild von einem Boot", "einem Boot")]
    [InlineData("dessine-moi un bateau rouge, s'il te plaît", "un bateau rouge")]
    [InlineData("dibújame un barco rojo por favor", "un barco rojo")]
    [InlineData("desenhe um barco vermelho", "um barco vermelho")]
    [InlineData("disegnami una barca rossa", "una barca rossa")]
    [InlineData("请帮我画一只红色的船", "一只红色的船")]
    public void Nor_in_other_languages(string text, string prompt) => Assert.Equal(prompt, Imagine(text).Prompt);

    [Theory]
    [InlineData("a draw bridge")]
    [InlineData("paint splatter on a wall")]
    [InlineData("draw bridge over a river")]
    [InlineData("a photo of a man who can draw a boat")]
    [InlineData("imagine dragons concert")]
    [InlineData("make up artist at work")]
    [InlineData("show dog on a leash")]
    [InlineData("create")]
    [InlineData("a sketch of a cat")]
    [InlineData("maler bei der Arbeit")]
    [InlineData("画家和画")]
    public void What_only_sounds_alike_is_the_picture(string text) => Assert.Equal(text, Imagine(text).Prompt);

    [Theory]
    [InlineData("positive: a castle negative: trees", "trees", null)]
    [InlineData("Positive prompt: a castle\nNegative prompt: trees", "trees", null)]
    [InlineData("a castle\nAspect Ratio: 16:9", "", "16:9")]
    [InlineData("a castle AR 16:9", "", "16:9")]
    [InlineData("a castle, 16:9 please", "", "16:9")]
    [InlineData("a castle, portrait format", "", "2:3")]
    [InlineData("portrait format of a castle", "", "2:3")]
    [InlineData("a castle in landscape orientation", "", "3:2")]
    [InlineData("a castle, im Hochformat", "", "2:3")]
    [InlineData("a castle, Querformat bitte", "", "3:2")]
    [InlineData("a castle, format carré", "", "1:1")]
    [InlineData("a castle, formato vertical", "", "2:3")]
    [InlineData("a castle, вертикальный формат", "", "2:3")]
    [InlineData("a castle，竖版", "", "2:3")]
    [InlineData("／imagine a castle", "", null)]
    public void Blocks_and_shapes_are_read_without_dashes(string text, string without, string? shape)
    {
        var read = ((Command.Imagine)CommandParser.Parse(text, isPrivate: true)).Arguments;

        Assert.Equal(("a castle", without, shape), (read.Prompt, read.NegativePrompt, read.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("a portrait of a man")]
    [InlineData("the landscape at night")]
    [InlineData("a square house")]
    [InlineData("a clock at 10:30")]
    [InlineData("a wide street, format")]
    public void A_thing_is_no_shape(string text) =>
        Assert.Equal((text, (AspectRatio?)null), (Imagine(text).Prompt, Imagine(text).AspectRatio));

    [Theory]
    [InlineData("can you draw cats?", "cats")]
    [InlineData("kannst du auch Hunde malen?", "Hunde")]
    public void What_is_asked_for_without_an_article_is_the_picture(string said, string prompt) =>
        Assert.Equal(
            prompt,
            ((Command.Imagine)CommandParser.Parse(said, isPrivate: true)).Arguments.Prompt.Replace("auch ", "")
        );

    [Theory]
    [InlineData("a castle --ar (16:9)", "16:9", null, null)]
    [InlineData("a castle --ar [16:9]", "16:9", null, null)]
    [InlineData("a castle --ar 16;9", "16:9", null, null)]
    [InlineData("a castle --ar landscape mode", "3:2", null, null)]
    [InlineData("a castle --format 16:9", "16:9", null, null)]
    [InlineData("a castle --формат 16:9", "16:9", null, null)]
    [InlineData("a castle &mdash;ar 16:9", "16:9", null, null)]
    [InlineData("a castle --ar&nbsp;16:9", "16:9", null, null)]
    [InlineData("a castle \\-\\-ar 16:9", "16:9", null, null)]
    [InlineData("a castle --seed #42", null, 42L, null)]
    [InlineData("a castle --seed (42)", null, 42L, null)]
    [InlineData("a castle --graine 42", null, 42L, null)]
    [InlineData("a castle --count two", null, null, 2)]
    [InlineData("a castle --count=2pics", null, null, 2)]
    [InlineData("a castle --anzahl 2", null, null, 2)]
    [InlineData(
        "{\"prompt\": \"a castle\", \"seed\": 42, \"steps\": 4, \"width\": 768, \"height\": 512}",
        "3:2",
        42L,
        null
    )]
    public void Values_are_read_in_the_forms_people_give_them(string text, string? shape, long? seed, int? count)
    {
        var read = Imagine(text);

        Assert.Equal("a castle", read.Prompt);
        Assert.Equal((shape, (ulong?)seed, count), (read.AspectRatio?.ToString(), read.Seed, read.Count));
        Assert.Empty(read.LeftOut);
    }

    [Theory]
    [InlineData("a castle --strength 0,5", 0.5)]
    [InlineData("a castle --strength 50 percent", 0.5)]
    public void A_strength_may_have_a_comma_or_a_word(string text, double strength) =>
        Assert.Equal(("a castle", strength), (Imagine(text).Prompt, Imagine(text).Strength));

    [Theory]
    [InlineData("лодка --стиль акварель --без облаков")]
    [InlineData("лодка --estilo acuarela --sin облаков")]
    [InlineData("лодка --风格 watercolor --不要 облаков")]
    public void Options_have_their_names_in_other_languages(string text) =>
        Assert.Equal(
            ("лодка", "watercolour", "облаков"),
            (Imagine(text).Prompt, Imagine(text).Style, Imagine(text).NegativePrompt)
        );

    [Fact]
    public void A_value_in_quotes_goes_with_its_option_and_a_list_becomes_one()
    {
        var read = Imagine("- a castle\n- a lake --sampler \"DPM++ 2M\"");

        Assert.Equal("a castle, a lake", read.Prompt);
        Assert.Equal(["--sampler \"DPM++ 2M\""], read.LeftOut);
    }

    private static ImagineArguments Imagine(string text) =>
        Assert.IsType<Command.Imagine>(CommandParser.Parse(text, isPrivate: true)).Arguments;
}
