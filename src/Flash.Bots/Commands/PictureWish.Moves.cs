using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <content>The camera, and how much a picture is varied: "zoom out", "pan 2 left", "vary 2 strong".</content>
internal sealed partial record PictureWish
{
    /// <summary>The same as a change to the picture, for <see cref="PictureWishKind.Reshape"/>; null for
    /// others.</summary>
    public string? Change { get; init; }

    private static string Text(string name) => Buttons.Said.TextOf(name);

    private static Regex Moving(string way) =>
        new(
            $@"^(?:{Text("Camera")})(?:{Text("Which")})?{Text("To")}(?:{way})(?:{Text("Which")}|{Text("It")})$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
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

    private static Regex VaryStrong() => Buttons.Said.Of();

    private static Regex VarySubtle() => Buttons.Said.Of();

    private static Regex ZoomOut() => Buttons.Said.Of();

    private static Regex OfOne() => Buttons.Said.Of();
}
