using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>A command's or option's words: English, and by Discord locale.</summary>
internal sealed record Words(string Description, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Descriptions);

/// <summary>The names and descriptions that people see, in English, German, French and Spanish. Names are lower case, up to 32 characters; descriptions up to 100.</summary>
internal static class CommandWords
{
    public static Words Imagine { get; } = In("Draw pictures of what you describe", ("zeichne", "Zeichnet Bilder von dem, was du beschreibst"), ("dessine", "Dessine ce que tu décris"), ("dibuja", "Dibuja lo que describes"));

    public static Words Animate { get; } = In("Set one of your latest pictures in motion", ("animiere", "Bringt eines deiner letzten Bilder in Bewegung"), ("anime", "Met en mouvement une de tes dernières images"), ("anima", "Pone en movimiento una de tus últimas imágenes"));

    public static Words Edit { get; } = In("Draw your latest pictures with other words and the same seed", ("umformulieren", "Zeichnet deine letzten Bilder mit anderen Worten und gleichem Startwert"), ("reformule", "Redessine tes dernières images avec d'autres mots et la même graine"), ("reformula", "Dibuja tus últimas imágenes con otras palabras y la misma semilla"));

    public static Words NewWords { get; } = In("The new words, or a change like: boat -> ship; without them a form opens", ("worte", "Die neuen Worte oder eine Änderung wie: boat -> ship; ohne sie öffnet sich ein Formular"), ("mots", "Les nouveaux mots, ou un changement comme : boat -> ship ; sinon un formulaire s'ouvre"), ("palabras", "Las nuevas palabras o un cambio como: boat -> ship; sin ellas se abre un formulario"));

    public static Words Styles { get; } = Of("CommandStyles", "stile", "styles", "estilos");

    public static Words Settings { get; } = Of("CommandSettings", "einstellungen", "reglages", "ajustes");

    public static Words Queue { get; } = Of("CommandQueue", "warteschlange", "attente", "cola");

    public static Words Privacy { get; } = Of("CommandPrivacy", "datenschutz", "confidentialite", "privacidad");

    public static Words Cancel { get; } = In("Stop what you asked for last", ("abbrechen", "Hält an, worum du zuletzt gebeten hast"), ("annule", "Arrête ta dernière demande"), ("cancela", "Detiene lo último que pediste"));

    public static Words Help { get; } = In("What Flash understands", ("hilfe", "Was Flash versteht"), ("aide", "Ce que Flash comprend"), ("ayuda", "Lo que Flash entiende"));

    public static Words Prompt { get; } = In("What to draw, for example: a red boat on the sea at sunset", ("beschreibung", "Was gezeichnet werden soll"), ("description", "Ce qu'il faut dessiner"), ("descripcion", "Lo que hay que dibujar"));

    public static Words Style { get; } = In("How it shall look", ("stil", "Wie es aussehen soll"), ("style", "À quoi cela doit ressembler"), ("estilo", "Qué aspecto debe tener"));

    public static Words Image { get; } = In("A picture to start from", ("vorlage", "Ein Bild, von dem ausgegangen wird"), ("modele-image", "Une image de départ"), ("imagen-base", "Una imagen de partida"));

    public static Words Strength { get; } = In("With a picture: how much of it is drawn anew, in percent", ("staerke", "Mit Bild: wie viel davon neu gezeichnet wird, in Prozent"), ("force", "Avec une image : part redessinée, en pour cent"), ("fuerza", "Con una imagen: cuánto se dibuja de nuevo, en porcentaje"));

    public static Words Whose { get; } = In("Your own, or those of this chat", ("wessen", "Deine eigenen oder die dieses Chats"), ("a-qui", "Les tiens, ou ceux de ce salon"), ("de-quien", "Los tuyos o los de este chat"));

    public static Words What { get; } = In("What to do about it", ("was", "Was damit geschehen soll"), ("quoi", "Que faire"), ("que", "Qué hacer"));

    public static Words All { get; } = In("Everything of yours here, not only the last", ("alles", "Alles von dir hier, nicht nur das Letzte"), ("tout", "Tout ce qui est à toi ici, pas seulement le dernier"), ("todo", "Todo lo tuyo aquí, no solo lo último"));

    public static Words Shape { get; } = In("Width to height", ("format", "Breite zu Höhe"), ("format", "Largeur sur hauteur"), ("formato", "Ancho por alto"));

    public static Words Count { get; } = In("How many pictures", ("anzahl", "Wie viele Bilder"), ("nombre", "Combien d'images"), ("cantidad", "Cuántas imágenes"));

    public static Words Negative { get; } = In("What to leave out", ("ohne", "Was fehlen soll"), ("sans", "Ce qu'il faut éviter"), ("sin", "Lo que no debe aparecer"));

    public static Words Seed { get; } = In("The same seed draws the same pictures", ("startwert", "Gleicher Startwert, gleiche Bilder"), ("graine", "La même graine dessine les mêmes images"), ("semilla", "La misma semilla dibuja las mismas imágenes"));

    public static Words Steps { get; } = In("How often the model goes over the picture; more takes longer", ("schritte", "Wie oft das Modell über das Bild geht; mehr dauert länger"), ("passes", "Nombre de passes du modèle ; plus est plus long"), ("pasos", "Cuántas pasadas da el modelo; más tarda más"));

    public static Words Model { get; } = In("Which model draws", ("modell", "Welches Modell zeichnet"), ("modele", "Quel modèle dessine"), ("modelo", "Qué modelo dibuja"));

    public static Words Picture { get; } = In("Which of the pictures, 1 to 4", ("bild", "Welches der Bilder, 1 bis 4"), ("image", "Laquelle des images, 1 à 4"), ("imagen", "Cuál de las imágenes, 1 a 4"));

    public static IReadOnlyDictionary<string, string> AnimateMessage { get; } = ByLocale("Animieren", "Animer", "Animar");

    public static IReadOnlyDictionary<string, string> VaryMessage { get; } = ByLocale("Abwandeln", "Varier", "Variar");

    public static IReadOnlyDictionary<string, string> ReferenceMessage { get; } = ByLocale("Als Vorlage nehmen", "Prendre comme modèle", "Usar como referencia");

    public static IReadOnlyDictionary<string, string> ReportMessage { get; } = ByLocale("Melden", "Signaler", "Denunciar");

    /// <summary>With a description from the texts of all languages.</summary>
    private static Words Of(string text, string german, string french, string spanish) => new(
        Wording.For(Wording.Default)[text], ByLocale(german, french, spanish),
        new SortedDictionary<string, string>(
            Wording.All.Where(wording => wording.Code != Wording.Default).SelectMany(wording => LocalesOf(wording.Code).Select(locale => (locale, wording[text]))).ToDictionary(),
            StringComparer.Ordinal));

    /// <summary>Discord has two kinds of Spanish and no plain one.</summary>
    private static string[] LocalesOf(string code) => code == "es" ? ["es-ES", "es-419"] : [code];

    private static Words In(string english, (string Name, string Description) german, (string Name, string Description) french, (string Name, string Description) spanish)
        => new(english, ByLocale(german.Name, french.Name, spanish.Name), ByLocale(german.Description, french.Description, spanish.Description));

    private static SortedDictionary<string, string> ByLocale(string german, string french, string spanish)
        => new(StringComparer.Ordinal) { ["de"] = german, ["es-419"] = spanish, ["es-ES"] = spanish, ["fr"] = french };
}
