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
    [InlineData("animate 2 zoom in", 2, "in")]
    [InlineData("animate 2, zoom in", 2, "in")]
    [InlineData("animate gently", null, "gentle")]
    [InlineData("animate it strongly", null, "strong")]
    [InlineData("gently animate the second one", 2, "gentle")]
    [InlineData("animate the last one camera left", PictureWish.Last, "left")]
    [InlineData("animate 1 with the camera moving to the right", 1, "right")]
    [InlineData("animate 3 zoom out and longer", 3, "out-long")]
    [InlineData("animate it longer please", null, "usual-long")]
    [InlineData("animate longer and gently", null, "gentle-long")]
    [InlineData("make it move a little", null, "gentle")]
    [InlineData("оживи 2 приближая", 2, "in")]
    [InlineData("оживи первую мягко", 1, "gentle")]
    [InlineData("мягко оживи её", null, "gentle")]
    [InlineData("оживи 3, камера влево", 3, "left")]
    [InlineData("оживи 1 сильно", 1, "strong")]
    [InlineData("оживи 2 подольше", 2, "usual-long")]
    [InlineData("анімуй 2 ніжно", 2, "gentle")]
    [InlineData("анімуй камера вправо", null, "right")]
    [InlineData("анімуй 1 наближення", 1, "in")]
    [InlineData("animiere 2 sanft", 2, "gentle")]
    [InlineData("animiere das Bild stark", null, "strong")]
    [InlineData("animiere 1, Kamera nach links", 1, "left")]
    [InlineData("animiere 2 zoom rein", 2, "in")]
    [InlineData("animiere es länger", null, "usual-long")]
    [InlineData("anime la 2 doucement", 2, "gentle")]
    [InlineData("anime-la fortement", null, "strong")]
    [InlineData("anime la 1 zoom avant", 1, "in")]
    [InlineData("anime la 3 caméra à gauche", 3, "left")]
    [InlineData("anima la 2 suavemente", 2, "gentle")]
    [InlineData("anima 1 acercando", 1, "in")]
    [InlineData("anima la 2, cámara a la derecha", 2, "right")]
    [InlineData("anima 2 com câmera para a esquerda", 2, "left")]
    [InlineData("anima a 2 devagar", 2, "gentle")]
    [InlineData("anima a 1 muito", 1, "strong")]
    [InlineData("anima la 2 dolcemente", 2, "gentle")]
    [InlineData("anima 2 avvicinando", 2, "in")]
    [InlineData("anima la 1 più lunga", 1, "usual-long")]
    [InlineData("让第二张轻轻动起来", 2, "gentle")]
    [InlineData("让第二张动起来，镜头拉近", 2, "in")]
    [InlineData("动起来，镜头向左", null, "left")]
    [InlineData("حرك 2 ببطء", 2, "gentle")]
    [InlineData("حركها بقوة", null, "strong")]
    public void How_it_is_to_move_can_be_said(string text, int? picture, string motion)
    {
        var wish = PictureWish.Read(text);

        Assert.Equal(("Animate", picture, motion), (wish?.Kind.ToString(), wish?.Picture, wish?.Motion?.ToString()));
    }

    [Theory]
    [InlineData("enlarge 2 four times", 2, 4)]
    [InlineData("enlarge 2 x4", 2, 4)]
    [InlineData("enlarge 4x", null, 4)]
    [InlineData("upscale 3 by 4x", 3, 4)]
    [InlineData("enlarge 4", 4, null)]
    [InlineData("enlarge 2 2x", 2, null)]
    [InlineData("enlarge it three times", null, 3)]
    [InlineData("U1 x4", 1, 4)]
    [InlineData("vergrößere 2 vierfach", 2, 4)]
    [InlineData("vergrößere 1 auf das Vierfache", 1, 4)]
    [InlineData("agrandis la 2 quatre fois", 2, 4)]
    [InlineData("amplía la 2 cuatro veces", 2, 4)]
    [InlineData("amplia 2 quatro vezes", 2, 4)]
    [InlineData("ingrandisci la 2 quattro volte", 2, 4)]
    [InlineData("увеличь 2 в 4 раза", 2, 4)]
    [InlineData("увеличь вторую вчетверо", 2, 4)]
    [InlineData("збільш 2 в чотири рази", 2, 4)]
    [InlineData("放大第二张四倍", 2, 4)]
    [InlineData("كبر الصورة 2 أربع مرات", 2, 4)]
    public void How_large_it_is_to_be_can_be_said(string text, int? picture, int? times)
    {
        var wish = PictureWish.Read(text);

        Assert.Equal(("Enlarge", picture, times), (wish?.Kind.ToString(), wish?.Picture, wish?.Enlargement));
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
    [InlineData("animate characters gently dancing")]
    [InlineData("animated boat zooming in")]
    [InlineData("a long camera left in the rain")]
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
