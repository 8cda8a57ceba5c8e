using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <content>The camera, and how much a picture is varied: "zoom out", "pan 2 left", "vary 2 strong".</content>
internal sealed partial record PictureWish
{
    /// <summary>The same as a change to the picture, for <see cref="PictureWishKind.Reshape"/>; null for others.</summary>
    public string? Change { get; init; }

    private const string Camera =
        @"(?:(?:move|turn|pan|shift|point)(?:\s+the)?\s+(?:camera|view)|pan|look|camera|extend(?:\s+(?:it|this|that|(?:the )?(?:picture|image)))?|"
        + @"schwenk(?:e|en)?|kamera|erweiter(?:e|n)?|panoramique|cam[ée]ra|étends|desplaza(?:r)?|mueve(?:\s+la\s+cámara)?|cámara|câmera|move(?:r)?\s+a\s+câmera|"
        + @"sposta(?:\s+la\s+(?:camera|telecamera))?|камера|камеру|сдвинь(?:\s+камеру)?|панорама|镜头|حرك الكاميرا)";

    private const string To =
        @"\s*(?:(?:to|towards?|on)\s+(?:the\s+)?|nach\s+|à\s+|vers\s+(?:la\s+|le\s+)?|a\s+la\s+|hacia\s+(?:la\s+)?|para\s+(?:a\s+)?|a\s+|на\s+|向|往|إلى\s+)?";

    private static Regex Moving(string way) =>
        new(
            $@"^{Camera}(?:{Which})?{To}(?:{way})(?:{Which}|{It})$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled
        );

    private static readonly (PictureWishKind Kind, Regex Pattern)[] Moves =
    [
        (PictureWishKind.VaryStrong, VaryStrong()),
        (PictureWishKind.VarySubtle, VarySubtle()),
        (PictureWishKind.ZoomOut, ZoomOut()),
        (
            PictureWishKind.PanLeft,
            Moving("left|links|gauche|izquierda|esquerda|sinistra|влево|лево|вліво|左|يسارا?|اليسار")
        ),
        (
            PictureWishKind.PanRight,
            Moving("right|rechts|droite|derecha|direita|destra|вправо|право|праворуч|右|يمينا?|اليمين")
        ),
        (
            PictureWishKind.PanUp,
            Moving("up|upwards?|oben|haut|arriba|cima|l['’]alto|alto|вверх|верх|вгору|上|أعلى|فوق")
        ),
        (PictureWishKind.PanDown, Moving("down|downwards?|unten|bas|abajo|baixo|basso|вниз|низ|下|أسفل|تحت")),
    ];

    // "make 2 wider" is "make it wider" for one picture.
    private static PictureWish? Reshaped(string plain) =>
        OfOne().Match(plain) is { Success: true } one
            ? new PictureWish(PictureWishKind.Reshape, one.Groups["n"].Value[0] - '0')
            {
                Change =
                    one.Groups["ratio"].Success ? one.Groups["ratio"].Value
                    : one.Groups["wide"].Success ? "make it wider"
                    : one.Groups["tall"].Success ? "make it portrait"
                    : "make it square",
            }
            : null;

    private const string Strongly =
        @"(?:strong(?:ly)?|a lot|much|more|heavily|stark|sehr|fort(?:ement)?|beaucoup|fuerte|mucho|forte|muito|molto|сильно|сильнее|强烈|大幅|بقوة)";

    private const string Subtly =
        @"(?:subtl[ey]|slightly|a little|a bit|lightly|leicht|etwas|wenig|légèrement|subtil(?:ement)?|un peu|sutil|leve|un poco|poco|pouco|слегка|немного|чуть|трохи|轻微|略微|قليلا)";

    private const string Varying =
        @"(?:vary|variations?(?: of)?|variier(?:e|en)?|abwandeln|wandle|varie[rz]?|varía|varia|variar|варьируй|варианты|измени|变化)";

    [GeneratedRegex(
        $@"^(?:{Varying}(?:{Which}|{It})\s+{Strongly}|{Strongly}\s+{Varying}(?:{Which}|{It}))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex VaryStrong();

    [GeneratedRegex(
        $@"^(?:{Varying}(?:{Which}|{It})\s+{Subtly}|{Subtly}\s+{Varying}(?:{Which}|{It}))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex VarySubtle();

    [GeneratedRegex(
        $@"^(?:zoom(?:\s+it)?\s+out(?:\s+of)?|step back(?: from)?|outpaint|uncrop|zoom(?:e)?\s+(?:he)?raus|(?:he)?rauszoomen|dézoome[rz]?|zoom arrière|recule[rz]?|aleja(?:r)?(?: la cámara)?|aléjate|afasta(?:r)?(?: a câmera)?|allontana(?: la camera)?|отдали(?:ть)?|отъедь|віддали(?:ти)?|拉远|镜头拉远|ابتعد)(?:{Which}|{It})$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ZoomOut();

    [GeneratedRegex(
        @"^(?:(?:make|turn|mach(?:e)?|rends|haz|faz|fai|сделай|зроби)\s+(?:(?:number|picture|image|bild|l['’]image|imagen|imagem|immagine|картинку|номер)\s+)*#?(?<n>[1-4])\s+(?:into\s+(?:an?\s+)?)?(?:(?<wide>wider|broader|landscape|panoramic|breiter|plus large|más anch[ao]|mais larg[ao]|più larg[ao]|шире|ширше)|(?<tall>taller|higher|portrait|höher|plus haute?|más alt[ao]|mais alt[ao]|più alt[ao]|выше|вище)|square|quadratisch|carrée?|cuadrad[ao]|quadrad[ao]|quadrat[ao]|квадратн\p{L}+)"
            + @"|(?:(?:make|extend|turn|outpaint)\s+)?(?:(?:number|picture|image|bild)\s+)?#?(?<n>[1-4])\s+(?:in|to|as|into|auf|en|в)\s+(?<ratio>\d{1,2}:\d{1,2}))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfOne();
}
