using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Commands;

/// <summary>Words that answer nothing: which of them change the picture before, and which are a prompt.</summary>
public sealed class ChangeAloneTests
{
    [Theory]
    [InlineData("make it blue", "a blue boat and a tree")]
    [InlineData("make the boat blue", "a blue boat and a tree")]
    [InlineData("without the tree", "a red boat")]
    [InlineData("remove the tree please", "a red boat")]
    [InlineData("now in winter", "a red boat and a tree in winter")]
    [InlineData("in winter", "a red boat and a tree in winter")]
    [InlineData("at night", "a red boat and a tree at night")]
    [InlineData("add a moon", "a red boat and a tree with a moon")]
    [InlineData("and add a moon", "a red boat and a tree with a moon")]
    [InlineData("with a moon", "a red boat and a tree with a moon")]
    [InlineData("a bit bigger", "a big red boat and a tree")]
    [InlineData("blue", "a blue boat and a tree")]
    [InlineData("in green", "a green boat and a tree")]
    [InlineData("boat -> car", "a red car and a tree")]
    [InlineData("- tree", "a red boat")]
    [InlineData("no tree", "a red boat")]
    [InlineData("nice, but make it blue", "a blue boat and a tree")]
    [InlineData("mach es blau", "a blue boat and a tree")]
    [InlineData("ohne Baum", "a red boat")]
    [InlineData("sans l'arbre", "a red boat")]
    [InlineData("más grande", "a big red boat and a tree")]
    [InlineData("сделай её синей", "a blue boat and a tree")]
    [InlineData("теперь ночью", "a red boat and a tree at night")]
    [InlineData("改成蓝色", "a blue boat and a tree")]
    [InlineData("two of them, in the snow", "two red boats and a tree in the snow")]
    [InlineData("it should be night", "a red boat and a tree at night")]
    [InlineData("убери, пожалуйста, дерево", "a red boat")]
    [InlineData("lieber grün", "a green boat and a tree")]
    [InlineData("doch lieber blau", "a blue boat and a tree")]
    [InlineData("zwei davon", "two red boats and a tree")]
    [InlineData("cámbialo a verde", "a green boat and a tree")]
    [InlineData("maintenant la nuit", "a red boat and a tree at night")]
    [InlineData("faz azul", "a blue boat and a tree")]
    [InlineData("lieber eine Katze", "a cat and a tree")]
    [InlineData("blue and bigger", "a big blue boat and a tree")]
    [InlineData("square and blue", "a blue boat and a tree")]
    [InlineData("blau und größer", "a big blue boat and a tree")]
    [InlineData("turn the boat purple and the tree pink", "a purple boat and a pink tree")]
    [InlineData("put it in the desert instead", "a red boat and a tree in the desert")]
    [InlineData("make the boat a castle", "a red castle and a tree")]
    [InlineData("red should be blue", "a blue boat and a tree")]
    [InlineData("make that three", "three red boats and a tree")]
    [InlineData("just one picture", "a red boat and a tree")]
    [InlineData("darker", "a red boat and a tree in the dark")]
    [InlineData("no boats, just a car", "a red car and a tree")]
    [InlineData("without trees or people", "a red boat")]
    [InlineData("a cat instead", "a cat and a tree")]
    [InlineData("el barco azul", "a blue boat and a tree")]
    [InlineData("le bateau en bleu", "a blue boat and a tree")]
    public void A_change_changes(string text, string wanted) =>
        Assert.Equal(wanted, Assert.IsType<Command.Imagine>(Read(text)).Arguments.Prompt);

    [Theory]
    [InlineData("again")]
    [InlineData("noch einmal")]
    public void Again_is_a_change(string text) =>
        Assert.True(Assert.IsType<Command.Imagine>(Read(text)).Arguments.IsNewSeed);

    [Theory]
    [InlineData("remove the dragon")]
    [InlineData("dragon -> cat")]
    [InlineData("less snow")]
    [InlineData("don't add a moon")]
    public void What_is_not_there_is_told(string text) => Assert.IsType<Command.Mistaken>(Read(text));

    [Theory]
    [InlineData("make-believe castle")]
    [InlineData("blue boat")]
    [InlineData("a blue boat")]
    [InlineData("make a castle")]
    [InlineData("draw the eiffel tower")]
    [InlineData("no entry sign")]
    [InlineData("two boats")]
    [InlineData("now or never, poster")]
    [InlineData("the boat at night")]
    [InlineData("more than a feeling")]
    [InlineData("in the forest a small house stands")]
    [InlineData("with or without you")]
    [InlineData("a dragon without wings")]
    [InlineData("place de la concorde")]
    [InlineData("change of seasons")]
    [InlineData("paint splatter")]
    [InlineData("turn of the century")]
    [InlineData("lose yourself")]
    [InlineData("sin city")]
    [InlineData("ein blaues Boot")]
    [InlineData("un chat noir")]
    [InlineData("красная лодка")]
    [InlineData("ночной город")]
    [InlineData("一只猫")]
    [InlineData("boat")]
    [InlineData("boat in blue")]
    [InlineData("night")]
    [InlineData("make love not war")]
    [InlineData("ein Haus mit Garten")]
    [InlineData("maison sans fenêtres")]
    [InlineData("paint the town red")]
    [InlineData("with you forever")]
    [InlineData("sunset over the sea")]
    [InlineData("a cat, not a dog")]
    [InlineData("night and day")]
    [InlineData("salt and pepper")]
    [InlineData("a boat and a castle")]
    [InlineData("no country for old men")]
    [InlineData("the right stuff")]
    [InlineData("mejor amigo")]
    [InlineData("less is more")]
    [InlineData("und ein Boot im Sturm")]
    [InlineData("dann kam der Winter, Ölgemälde")]
    [InlineData("zwei Boote")]
    [InlineData("deux bateaux")]
    [InlineData("y una casa")]
    [InlineData("à la place de la mairie")]
    [InlineData("un barco azul")]
    [InlineData("un bateau bleu")]
    [InlineData("um barco azul")]
    [InlineData("una barca blu")]
    [InlineData("barco azul")]
    [InlineData("bateau bleu")]
    [InlineData("un árbol verde")]
    [InlineData("قارب أزرق")]
    public void A_prompt_stays_a_prompt(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("delete this", "Delete", null)]
    [InlineData("lösche das Bild", "Delete", null)]
    [InlineData("enlarge 2", "Enlarge", 2)]
    [InlineData("make 3 bigger", "Enlarge", 3)]
    [InlineData("make the second one bigger", "Enlarge", 2)]
    [InlineData("upscale the third picture please", "Enlarge", 3)]
    [InlineData("U4", "Enlarge", 4)]
    [InlineData("увеличь 2", "Enlarge", 2)]
    [InlineData("agrandis 1", "Enlarge", 1)]
    [InlineData("animate it", "Animate", null)]
    [InlineData("v2", "Vary", 2)]
    [InlineData("variations of 3", "Vary", 3)]
    [InlineData("undo", "Undo", null)]
    [InlineData("rückgängig", "Undo", null)]
    [InlineData("отмени", "Undo", null)]
    [InlineData("撤销", "Undo", null)]
    [InlineData("anime le 1", "Animate", 1)]
    [InlineData("aumenta a 2", "Enlarge", 2)]
    [InlineData("vergrößere 3", "Enlarge", 3)]
    [InlineData("agrandis la deuxième", "Enlarge", 2)]
    [InlineData("amplía la imagen 3", "Enlarge", 3)]
    [InlineData("увеличь вторую", "Enlarge", 2)]
    [InlineData("збільш третю", "Enlarge", 3)]
    [InlineData("放大第二张", "Enlarge", 2)]
    [InlineData("كبر الصورة 2", "Enlarge", 2)]
    [InlineData("оживи первую", "Animate", 1)]
    [InlineData("varie o 2", "Vary", 2)]
    [InlineData("the second one", "Enlarge", 2)]
    [InlineData("enlarge the last one", "Enlarge", PictureWish.Last)]
    [InlineData("enlarge 7", "Enlarge", 7)]
    public void What_is_done_with_a_picture_is_a_button(string text, string kind, int? picture)
    {
        var wish = PictureWish.Read(text);

        Assert.Equal((kind, picture), (wish?.Kind.ToString(), wish?.Picture));
    }

    [Theory]
    [InlineData("enlarge all", true, 1)]
    [InlineData("vergrößere alle", true, 1)]
    [InlineData("увеличь все", true, 1)]
    [InlineData("undo undo", false, 2)]
    [InlineData("undo twice", false, 2)]
    [InlineData("undo", false, 1)]
    public void Several_are_heard(string text, bool all, int times)
    {
        var wish = PictureWish.Read(text);

        Assert.Equal((all, times), (wish?.IsAll, wish?.Times));
    }

    [Theory]
    [InlineData("delete key on a keyboard")]
    [InlineData("remove the boat")]
    [InlineData("enlarge the boat")]
    [InlineData("back to the future")]
    [InlineData("make the boat bigger")]
    [InlineData("vary")]
    [InlineData("3 cats")]
    public void What_only_sounds_like_one_is_none(string text) =>
        Assert.True(PictureWish.Read(text) is null or { Kind: PictureWishKind.Vary, Picture: null });

    private static Command? Read(string text) =>
        ChangeAlone.Read(
            "a red boat and a tree",
            text,
            isGuided: false,
            Translation.WordsFor(new Recipe("a red boat and a tree", 1, 1, 1, 64, 64, "flash-mini"))
        );
}
