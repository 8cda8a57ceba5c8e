using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;

namespace Flash.Bots.Tests.Commands;

/// <summary>Changes as people say them, in answer to a picture.</summary>
public sealed class ChangeWordsTests
{
    [Theory]
    [InlineData("a red boat and a tree", "remove the boat", "a tree")]
    [InlineData("a big red boat on the sea", "- boat", "the sea")]
    [InlineData("a castle with a tall tower and a flag", "remove the tower", "a castle with a flag")]
    [InlineData("two red boats and a bird", "no boats", "a bird")]
    [InlineData("two red boats and a bird", "no boat", "a bird")]
    [InlineData("a cat, a small dog, a tree", "remove dog", "a cat, a tree")]
    [InlineData("a cat and a very old dog on a wall", "remove the dog", "a cat on a wall")]
    [InlineData("a man with a red hat and a blue coat", "remove the hat", "a man with a blue coat")]
    [InlineData("a boat on the sea", "remove the sea", "a boat")]
    [InlineData("a house in the forest at night", "remove the forest", "a house at night")]
    [InlineData("a man holding an umbrella", "without the umbrella", "a man")]
    [InlineData("cats playing chess", "- chess", "cats")]
    [InlineData("an orange boat", "- orange", "a boat")]
    [InlineData("a cat (with a hat), (tree:1.2)", "remove the tree", "a cat (with a hat)")]
    [InlineData("a cat, ((tree)) and a boat", "remove the tree", "a cat, a boat")]
    [InlineData("un bateau rouge et un arbre", "- bateau", "un arbre")]
    [InlineData("un bateau rouge et un arbre", "- rouge", "un bateau et un arbre")]
    [InlineData("a red boat on the sea", "more clouds", "a red boat on the sea with many clouds")]
    [InlineData("many clouds over a boat", "fewer clouds", "few clouds over a boat")]
    [InlineData("a cat on a wall", "more cats", "many cats on a wall")]
    [InlineData("a cat on a wall", "two cats", "two cats on a wall")]
    [InlineData("a cat on a wall", "three cats instead of one", "three cats on a wall")]
    [InlineData("a red boat on the sea", "I'd like the boat to be yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "I want the boat yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "the boat should be yellow", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "yellow boat", "a yellow boat on the sea")]
    [InlineData("a red boat on the sea", "Make The Boat Blue", "a blue boat on the sea")]
    [InlineData("a cat and a dog", "swap cat and dog", "a dog and a cat")]
    [InlineData("a red cat and a blue dog", "swap red and blue", "a blue cat and a red dog")]
    [InlineData("a cat on a wall", "but in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "the same in blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "the cat in green", "a green cat on a wall")]
    [InlineData("a cat on a wall", "change the cat to green", "a green cat on a wall")]
    [InlineData("a red cat on a wall", "change the colour to green", "a green cat on a wall")]
    [InlineData("a red cat on a wall", "change the color of the cat to blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "turn it into a dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "a dog instead", "a dog on a wall")]
    [InlineData("a cat on a wall", "cat to dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "s/cat/dog/", "a dog on a wall")]
    [InlineData("a red cat on a wall", "not red but blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "use blue instead of red", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "instead of the cat a dog", "a dog on a wall")]
    [InlineData("a cat on a wall", "I don't want the wall", "a cat")]
    [InlineData("a red cat on a wall", "I want it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "nice, but make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "great! now make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "hmm make it blue", "a blue cat on a wall")]
    [InlineData("a red cat on a wall", "*blue", "a blue cat on a wall")]
    [InlineData("a cat on a wall", "in the style of Turner", "a cat on a wall, in the style of Turner")]
    [InlineData("a cat on a wall", "turn it into a poster", "a cat on a wall, a poster")]
    [InlineData("a cat on a wall", "put a hat on the cat", "a cat on a wall with a hat")]
    [InlineData("a cat on a wall", "give the cat a hat", "a cat on a wall with a hat")]
    [InlineData("a cat on a wall", "this but with a dog", "a cat on a wall with a dog")]
    [InlineData("a cat on a wall", "same but at night", "a cat on a wall at night")]
    [InlineData("a cat on a wall", "make it rain", "a cat on a wall in the rain")]
    [InlineData("a cat on a wall", "darker", "a cat on a wall, darker")]
    [InlineData("a cat on a wall", "more colourful", "a cat on a wall, more colourful")]
    [InlineData("a cat on a wall", "bigger", "a big cat on a wall")]
    [InlineData("a cat on a wall", "bigger cat", "a big cat on a wall")]
    [InlineData("a cat on a wall", "zoom out", "a cat on a wall, from far away")]
    [InlineData("a cat on a wall", "+birds -wall", "a cat, birds")]
    [InlineData("a cat on a wall", "cat -> dog and wall -> roof", "a dog on a roof")]
    [InlineData("a cat on a wall", "make it blue and remove the wall", "a blue cat")]
    [InlineData("a cat on a wall", "remove the wall and add a moon", "a cat with a moon")]
    [InlineData("a red boat and a tree", "take the tree away please", "a red boat")]
    [InlineData("a red boat and a tree", "take the tree out of the picture", "a red boat")]
    [InlineData("a red boat and a tree", "the tree should go", "a red boat")]
    [InlineData("a cat on a wall", "two of them", "two cats on a wall")]
    [InlineData("a red fox in the snow", "make three of them", "three red foxes in the snow")]
    [InlineData("a cat on a wall", "a bit bigger", "a big cat on a wall")]
    [InlineData("a cat on a wall", "make the cat a little smaller", "a small cat on a wall")]
    [InlineData("a cat on a wall", "much darker", "a cat on a wall, darker")]
    [InlineData("a cat", "put it on a beach", "a cat on a beach")]
    [InlineData("a cat in the forest", "put the cat in the snow", "a cat in the snow")]
    [InlineData("a cat and a dog", "put the cat under a tree", "a cat and a dog, under a tree")]
    [InlineData("a boat and a big tree", "tree -> two birds", "a boat and two big birds")]
    [InlineData("a boat and a tree", "tree -> a bird", "a boat and a bird")]
    [InlineData("a boat and a tree", "a tree -> two birds", "a boat and two birds")]
    [InlineData("a cat on a wall", "in black and white", "a cat on a wall, black and white")]
    [InlineData("a cat on a wall", "make it black & white", "a cat on a wall, black and white")]
    [InlineData("a cat on a wall", "more blue", "a cat on a wall, more blue")]
    [InlineData("a cat on a wall", "more detail", "a cat on a wall, more detail")]
    [InlineData("a cat on a wall", "less dramatic", "a cat on a wall, less dramatic")]
    [InlineData("(cat:1.3) on a boat", "make it blue", "(blue cat:1.3) on a boat")]
    [InlineData("a (red cat:1.3) on a boat", "make it blue", "a (blue cat:1.3) on a boat")]
    public void The_picture_is_changed_and_nothing_else(string prompt, string answer, string wanted) =>
        Assert.Equal(wanted, Rewritten(prompt, answer).Prompt);

    [Theory]
    [InlineData("watercolour", "watercolour")]
    [InlineData("in watercolour", "watercolour")]
    [InlineData("pixel art please", "pixel")]
    [InlineData("the same as line art", "lineart")]
    public void A_style_alone_is_a_style(string answer, string style) =>
        Assert.Equal(("a cat", style), (Rewritten("a cat", answer).Prompt, Rewritten("a cat", answer).Style));

    [Theory]
    [InlineData("no style")]
    [InlineData("without watercolour")]
    [InlineData("remove the style")]
    [InlineData("ohne Stil")]
    [InlineData("sans style")]
    [InlineData("без стиля")]
    public void A_style_can_be_taken_away(string answer) =>
        Assert.Equal(("a cat", "none"), (InFlashMini("a cat", answer).Prompt, InFlashMini("a cat", answer).Style));

    [Theory]
    [InlineData("again")]
    [InlineData("noch einmal")]
    [InlineData("encore une fois")]
    [InlineData("otra vez")]
    [InlineData("de novo")]
    [InlineData("ещё раз")]
    [InlineData("ще раз")]
    [InlineData("再来一张")]
    [InlineData("مرة أخرى")]
    [InlineData("another one")]
    [InlineData("something else")]
    [InlineData("--seed random")]
    public void The_same_once_more(string answer) => Assert.True(InFlashMini("a cat", answer).IsNewSeed);

    [Theory]
    [InlineData("a cat on a wall", "swap cat and dog", "dog")]
    [InlineData("a red boat", "fewer clouds", "clouds")]
    [InlineData("a red boat", "make the trees blue", "trees")]
    public void What_is_not_there_is_told(string prompt, string answer, string words) =>
        Assert.Equal(
            [new Mistake.NotInPrompt(words, prompt)],
            Assert.IsType<Command.Mistaken>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Mistakes
        );

    [Theory]
    [InlineData("a yellow boat at night")]
    [InlineData("the cat in the hat")]
    [InlineData("two foxes in the snow")]
    [InlineData("more than a feeling, album cover")]
    public void A_prompt_of_its_own_replaces(string answer) =>
        Assert.Equal(answer, Rewritten("a red boat", answer).Prompt);

    [Theory]
    [InlineData("a cat on the sea", "сделай синим", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "сделай кота синим", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "добавь луну", "a cat on the sea with a moon")]
    [InlineData("a cat and a tree", "убери дерево", "a cat")]
    [InlineData("a cat on the sea", "ночью", "a cat on the sea at night")]
    [InlineData("a cat on the sea", "mach die Katze blau", "a blue cat on the sea")]
    [InlineData("a cat on the sea", "mach es blau", "a blue cat on the sea")]
    [InlineData("a cat and a tree", "ohne den Baum", "a cat")]
    [InlineData("a cat and a tree", "sans l'arbre", "a cat")]
    [InlineData("a cat on the sea", "hazlo azul", "a blue cat on the sea")]
    [InlineData("красная лодка и дерево", "сделай синей", "a blue boat and a tree")]
    [InlineData("красная лодка и дерево", "убери дерево", "a red boat")]
    [InlineData("красная лодка и дерево", "сделай её синей", "a blue boat and a tree")]
    [InlineData("ein rotes Boot", "rot -> blau", "a blue boat")]
    [InlineData("красная лодка и дерево", "красная -> синяя", "синяя лодка и дерево")]
    [InlineData("красная лодка и дерево", "make it blue", "a blue boat and a tree")]
    public void Other_languages_change_too(string prompt, string answer, string wanted) =>
        Assert.Equal(wanted, InFlashMini(prompt, answer).Prompt);

    [Theory]
    [InlineData("mach ihn grün", "a green dog and a tree")]
    [InlineData("rends-le vert", "a green dog and a tree")]
    [InlineData("mets-le en vert", "a green dog and a tree")]
    [InlineData("hazlo verde", "a green dog and a tree")]
    [InlineData("píntalo de verde", "a green dog and a tree")]
    [InlineData("deixa verde", "a green dog and a tree")]
    [InlineData("pinte de verde", "a green dog and a tree")]
    [InlineData("fallo verde", "a green dog and a tree")]
    [InlineData("сделай его зелёным", "a green dog and a tree")]
    [InlineData("покрась в зелёный", "a green dog and a tree")]
    [InlineData("зроби його зеленим", "a green dog and a tree")]
    [InlineData("把它变成绿色", "a green dog and a tree")]
    [InlineData("改成绿色", "a green dog and a tree")]
    [InlineData("اجعله أخضر", "a green dog and a tree")]
    [InlineData("größer", "a big dog and a tree")]
    [InlineData("etwas größer", "a big dog and a tree")]
    [InlineData("plus grand", "a big dog and a tree")]
    [InlineData("un peu plus grand", "a big dog and a tree")]
    [InlineData("más grande", "a big dog and a tree")]
    [InlineData("un poco más grande", "a big dog and a tree")]
    [InlineData("maior", "a big dog and a tree")]
    [InlineData("più grande", "a big dog and a tree")]
    [InlineData("больше", "a big dog and a tree")]
    [InlineData("побольше", "a big dog and a tree")]
    [InlineData("сделай больше", "a big dog and a tree")]
    [InlineData("більше", "a big dog and a tree")]
    [InlineData("більшим", "a big dog and a tree")]
    [InlineData("大一点", "a big dog and a tree")]
    [InlineData("更大", "a big dog and a tree")]
    [InlineData("أكبر", "a big dog and a tree")]
    [InlineData("mach den Hund größer", "a big dog and a tree")]
    [InlineData("rends le chien plus grand", "a big dog and a tree")]
    [InlineData("haz el perro más grande", "a big dog and a tree")]
    [InlineData("сделай собаку больше", "a big dog and a tree")]
    [InlineData("зроби собаку більшою", "a big dog and a tree")]
    [InlineData("把狗变大", "a big dog and a tree")]
    [InlineData("der Hund größer", "a big dog and a tree")]
    [InlineData("viel kleiner", "a small dog and a tree")]
    [InlineData("plus petit", "a small dog and a tree")]
    [InlineData("más pequeño", "a small dog and a tree")]
    [InlineData("menor", "a small dog and a tree")]
    [InlineData("più piccolo", "a small dog and a tree")]
    [InlineData("поменьше", "a small dog and a tree")]
    [InlineData("менше", "a small dog and a tree")]
    [InlineData("小一点", "a small dog and a tree")]
    [InlineData("أصغر", "a small dog and a tree")]
    [InlineData("jetzt nachts", "a dog and a tree at night")]
    [InlineData("mach es nachts", "a dog and a tree at night")]
    [InlineData("maintenant la nuit", "a dog and a tree at night")]
    [InlineData("ahora de noche", "a dog and a tree at night")]
    [InlineData("agora à noite", "a dog and a tree at night")]
    [InlineData("ora di notte", "a dog and a tree at night")]
    [InlineData("теперь ночью", "a dog and a tree at night")]
    [InlineData("сделай ночь", "a dog and a tree at night")]
    [InlineData("тепер вночі", "a dog and a tree at night")]
    [InlineData("现在是晚上", "a dog and a tree at night")]
    [InlineData("变成晚上", "a dog and a tree at night")]
    [InlineData("الآن في الليل", "a dog and a tree at night")]
    [InlineData("ohne Baum", "a dog")]
    [InlineData("nimm den Baum weg", "a dog")]
    [InlineData("den Baum weg", "a dog")]
    [InlineData("kein Baum", "a dog")]
    [InlineData("sans arbre", "a dog")]
    [InlineData("sans l'arbre", "a dog")]
    [InlineData("enlève l'arbre", "a dog")]
    [InlineData("pas d'arbre", "a dog")]
    [InlineData("sin árbol", "a dog")]
    [InlineData("quita el árbol", "a dog")]
    [InlineData("sem árvore", "a dog")]
    [InlineData("tira a árvore", "a dog")]
    [InlineData("senza albero", "a dog")]
    [InlineData("togli l'albero", "a dog")]
    [InlineData("без дерева", "a dog")]
    [InlineData("убери дерево", "a dog")]
    [InlineData("прибери дерево", "a dog")]
    [InlineData("不要树", "a dog")]
    [InlineData("去掉树", "a dog")]
    [InlineData("没有树", "a dog")]
    [InlineData("بدون شجرة", "a dog")]
    [InlineData("احذف الشجرة", "a dog")]
    [InlineData("füge einen Mond hinzu", "a dog and a tree with a moon")]
    [InlineData("mit Mond", "a dog and a tree with a moon")]
    [InlineData("ajoute une lune", "a dog and a tree with a moon")]
    [InlineData("avec une lune", "a dog and a tree with a moon")]
    [InlineData("añade una luna", "a dog and a tree with a moon")]
    [InlineData("con una luna", "a dog and a tree with a moon")]
    [InlineData("adiciona uma lua", "a dog and a tree with a moon")]
    [InlineData("com uma lua", "a dog and a tree with a moon")]
    [InlineData("aggiungi una luna", "a dog and a tree with a moon")]
    [InlineData("добавь луну", "a dog and a tree with a moon")]
    [InlineData("с луной", "a dog and a tree with a moon")]
    [InlineData("додай місяць", "a dog and a tree with a moon")]
    [InlineData("加一个月亮", "a dog and a tree with a moon")]
    [InlineData("加上月亮", "a dog and a tree with a moon")]
    [InlineData("أضف قمرا", "a dog and a tree with a moon")]
    [InlineData("ersetze den Hund durch eine Katze", "a cat and a tree")]
    [InlineData("statt Hund eine Katze", "a cat and a tree")]
    [InlineData("remplace le chien par un chat", "a cat and a tree")]
    [InlineData("un chat au lieu du chien", "a cat and a tree")]
    [InlineData("reemplaza el perro por un gato", "a cat and a tree")]
    [InlineData("cambia el perro por un gato", "a cat and a tree")]
    [InlineData("troca o cachorro por um gato", "a cat and a tree")]
    [InlineData("sostituisci il cane con un gatto", "a cat and a tree")]
    [InlineData("замени собаку на кота", "a cat and a tree")]
    [InlineData("кот вместо собаки", "a cat and a tree")]
    [InlineData("заміни собаку на кота", "a cat and a tree")]
    [InlineData("把狗换成猫", "a cat and a tree")]
    [InlineData("استبدل الكلب بقطة", "a cat and a tree")]
    [InlineData("mach den Hund blau", "a blue dog and a tree")]
    [InlineData("färbe den Hund blau", "a blue dog and a tree")]
    [InlineData("rends le chien bleu", "a blue dog and a tree")]
    [InlineData("haz el perro azul", "a blue dog and a tree")]
    [InlineData("deixa o cachorro azul", "a blue dog and a tree")]
    [InlineData("rendi il cane blu", "a blue dog and a tree")]
    [InlineData("сделай собаку синей", "a blue dog and a tree")]
    [InlineData("зроби собаку синьою", "a blue dog and a tree")]
    [InlineData("把狗变成蓝色", "a blue dog and a tree")]
    [InlineData("اجعل الكلب أزرق", "a blue dog and a tree")]
    [InlineData("le chien en bleu", "a blue dog and a tree")]
    [InlineData("am Strand", "a dog and a tree at the beach")]
    [InlineData("sur la plage", "a dog and a tree at the beach")]
    [InlineData("en la playa", "a dog and a tree at the beach")]
    [InlineData("na praia", "a dog and a tree at the beach")]
    [InlineData("sulla spiaggia", "a dog and a tree at the beach")]
    [InlineData("на пляже", "a dog and a tree at the beach")]
    [InlineData("на пляжі", "a dog and a tree at the beach")]
    [InlineData("改成沙滩", "a dog and a tree at the beach")]
    [InlineData("على الشاطئ", "a dog and a tree at the beach")]
    [InlineData("mehr Bäume", "a dog and many trees")]
    [InlineData("plus d'arbres", "a dog and many trees")]
    [InlineData("más árboles", "a dog and many trees")]
    [InlineData("mais árvores", "a dog and many trees")]
    [InlineData("più alberi", "a dog and many trees")]
    [InlineData("больше деревьев", "a dog and many trees")]
    [InlineData("більше дерев", "a dog and many trees")]
    [InlineData("多一些树", "a dog and many trees")]
    [InlineData("المزيد من الأشجار", "a dog and many trees")]
    public void Every_language_has_the_same_grammar(string answer, string wanted) =>
        Assert.Equal(wanted, InFlashMini("a dog and a tree", answer).Prompt);

    [Theory]
    [InlineData("male lion in the snow")]
    [InlineData("con artist in a bar")]
    [InlineData("sin city")]
    [InlineData("as above so below")]
    [InlineData("place de la concorde at night")]
    [InlineData("drop of water on a leaf")]
    [InlineData("ein Hund im Wald")]
    [InlineData("un bateau rouge")]
    [InlineData("красный замок ночью")]
    [InlineData("一只红色的猫在森林里")]
    public void A_prompt_of_its_own_replaces_in_every_language(string answer) =>
        Assert.Equal(answer, InFlashMini("a tree", answer).Prompt);

    [Theory]
    [InlineData("als Aquarell")]
    [InlineData("en aquarelle")]
    [InlineData("como acuarela")]
    [InlineData("em aquarela")]
    [InlineData("come acquerello")]
    [InlineData("в стиле акварели")]
    [InlineData("акварелью")]
    [InlineData("аквареллю")]
    [InlineData("改成水彩")]
    [InlineData("بأسلوب ألوان مائية")]
    public void A_style_in_every_language(string answer) =>
        Assert.Equal(
            ("a cat", "watercolour"),
            (InFlashMini("a cat", answer).Prompt, InFlashMini("a cat", answer).Style)
        );

    [Theory]
    [InlineData("ein Boot und ein Baum", "ohne Baum", "ein Boot")]
    [InlineData("un barco y un árbol", "sin árbol", "un barco")]
    [InlineData("a boat and a tree", "ohne Baum", "a boat")]
    [InlineData("a boat and a tree", "mach das Boot blau", "a blue boat and a tree")]
    public void Models_that_read_any_words_change_too(string prompt, string answer, string wanted) =>
        Assert.Equal(
            wanted,
            Assert
                .IsType<Command.Imagine>(
                    PromptRewrite.Apply(
                        prompt,
                        answer,
                        isGuided: false,
                        Translation.WordsFor(new Recipe(prompt, 1, 1, 1, 64, 64, "sd-turbo"))
                    )
                )
                .Arguments.Prompt
        );

    [Theory]
    [InlineData("make it wider", "16:9")]
    [InlineData("make it portrait", "2:3")]
    [InlineData("in landscape format", "3:2")]
    [InlineData("square", "1:1")]
    [InlineData("make it 4:3 please", "4:3")]
    [InlineData("Hochformat", "2:3")]
    [InlineData("mach es breiter", "16:9")]
    [InlineData("plus large", "16:9")]
    [InlineData("en vertical", "2:3")]
    [InlineData("сделай квадратным", "1:1")]
    public void The_shape_alone_changes(string answer, string shape)
    {
        var rewritten = InFlashMini("a cat on a wall", answer);

        Assert.Equal(("a cat on a wall", shape), (rewritten.Prompt, rewritten.AspectRatio?.ToString()));
    }

    [Theory]
    [InlineData("a landscape")]
    [InlineData("portrait of an old man")]
    [InlineData("nice boat")]
    public void A_prompt_that_only_sounds_like_a_change_is_one(string answer) =>
        Assert.Equal(answer, Rewritten("a cat on a wall", answer).Prompt);

    private static ImagineArguments Rewritten(string prompt, string answer) =>
        Assert.IsType<Command.Imagine>(PromptRewrite.Apply(prompt, answer, isGuided: false)).Arguments;

    private static ImagineArguments InFlashMini(string prompt, string answer) =>
        Assert
            .IsType<Command.Imagine>(
                PromptRewrite.Apply(
                    prompt,
                    answer,
                    isGuided: false,
                    Translation.WordsFor(new Recipe(prompt, 1, 1, 1, 64, 64, "flash-mini"))
                )
            )
            .Arguments;
}
