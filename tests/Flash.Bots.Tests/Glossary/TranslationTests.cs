using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Glossary;

/// <summary>Prompts in other languages, in the words of the embedded model.</summary>
public sealed class TranslationTests
{
    private static readonly PictureOptions Pictures = new() { Model = "flash-mini" };

    [Theory]
    [InlineData("красная лодка на море", "a red boat on the sea")]
    [InlineData("Рыжий кот и синяя собака", "an orange cat to the left of a blue dog")]
    [InlineData("два чёрных кота в лесу ночью", "two black cats in the forest at night")]
    [InlineData("маленький дом в снегу", "a small house in the snow")]
    [InlineData("замок на закате, акварель", "a castle at sunset, watercolour")]
    [InlineData("червоний човен на морі", "a red boat on the sea")]
    [InlineData("ein rotes Boot auf dem Meer", "a red boat on the sea")]
    [InlineData("zwei grüne Katzen im Wald", "two green cats in the forest")]
    [InlineData("Ein Schneemann unter einem Baum", "a snowman under a tree")]
    [InlineData("un bateau rouge sur la mer", "a red boat on the sea")]
    [InlineData("un chat noir et un chien blanc", "a black cat to the left of a white dog")]
    [InlineData("une grande maison bleue sous l'eau", "a blue big house underwater")]
    [InlineData("un barco rojo en el mar", "a red boat on the sea")]
    [InlineData("tres gatos negros de noche", "three black cats at night")]
    [InlineData("um barco vermelho no mar", "a red boat on the sea")]
    [InlineData("una barca rossa sul mare", "a red boat on the sea")]
    [InlineData("一只红色的猫在森林里", "a red cat in the forest")]
    [InlineData("城堡，夜晚", "a castle, at night")]
    [InlineData("(猫:1.3)", "a cat")]
    [InlineData("(красная лодка:1.2) на море", "a red boat on the sea")]
    [InlineData("قارب أحمر في البحر", "a red boat on the sea")]
    [InlineData("القطة السوداء والكلب", "a black cat to the left of a dog")]
    [InlineData("ein Boot auf dem blauen Meer", "a boat on the blue sea")]
    [InlineData("un barco en un lago", "a boat on a lake")]
    [InlineData("une île dans la mer", "an island in the sea")]
    [InlineData("много деревьев на острове", "many trees on an island")]
    [InlineData("nein, doch lieber ein roter Ballon", "a red balloon")]
    [InlineData("non, plutôt un chat noir maintenant", "a black cat")]
    [InlineData("лучше просто кот", "a cat")]
    public void The_model_is_told_in_its_own_words(string prompt, string told)
    {
        var recipe = Pictures.RecipeFor(new ImagineArguments(prompt));

        Assert.Equal(told, recipe.FullPrompt);
        Assert.Equal(prompt, recipe.Prompt);
        Assert.Null(recipe.Reading?.Unknown);
    }

    [Theory]
    [InlineData("красный самурай на море", "самурай")]
    [InlineData("a samurai on a horse", "samurai")]
    [InlineData("ein Frosch", "Frosch")]
    [InlineData("ein grüner Frosch und eine Katze", "Frosch")]
    [InlineData("une grenouille sur un lac", "grenouille")]
    [InlineData("A red dragon fights a wizard", "fights, wizard")]
    public void Words_it_has_never_seen_are_named(string prompt, string unknown) =>
        Assert.Equal(unknown, Pictures.RecipeFor(new ImagineArguments(prompt)).Reading?.Unknown);

    [Theory]
    [InlineData("a red boat on the sea at sunset")]
    [InlineData("two cats and a dog in the forest, watercolour")]
    [InlineData("a pain au chocolat on a plate")]
    [InlineData("a car on the road in New York")]
    public void English_is_left_alone(string prompt) =>
        Assert.Equal(prompt, Pictures.RecipeFor(new ImagineArguments(prompt)).FullPrompt);

    [Fact]
    public void Other_models_read_the_words_themselves() =>
        Assert.Null(
            new PictureOptions { Model = "sd-turbo" }
                .RecipeFor(new ImagineArguments("красный самурай на море"))
                .Reading
        );

    [Fact]
    public void What_cannot_be_left_out_is_taken_out_of_the_words_and_said()
    {
        var recipe = Pictures.RecipeFor(new ImagineArguments("a castle with clouds") { NegativePrompt = "clouds" });

        Assert.Equal("a castle", recipe.FullPrompt);
        Assert.True(recipe.Reading?.OnlyTakenOut);
    }

    [Fact]
    public void Every_form_of_every_language_is_understood_by_itself() =>
        Assert.All(Glossaries.All.Where(language => !language.IsUnspaced), language => Assert.Equal(
                WordKind.Thing,
                language
                    .Find(
                        [
                            language.Language switch
                            {
                                "ru" => "лодка",
                                "uk" => "човен",
                                "de" => "boot",
                                "fr" => "bateau",
                                "es" => "barco",
                                "pt" => "barco",
                                "it" => "barca",
                                _ => "قارب",
                            },
                        ],
                        0
                    )
                    ?.Kind
            ));
}
