using System.Text.RegularExpressions;
using Flash.Bots.Generations;

namespace Flash.Bots.Commands;

/// <content>A part of a picture: "on the left: a tree", "edit 2 right: a red house".</content>
internal sealed partial record PictureWish
{
    // Longer is a description with headings.
    private const int LongestInRegion = 160;

    /// <summary>Which part of the picture is drawn anew, for <see cref="PictureWishKind.Inpaint"/>.</summary>
    public PictureArea? Area { get; init; }

    /// <summary>What is to be there.</summary>
    public string Words { get; init; } = "";

    private static readonly (PictureArea Area, string Names)[] Areas =
    [
        (
            PictureArea.Left,
            @"left(?: side| half)?|links|linke(?:n)? seite|gauche|izquierda|esquerda|sinistra|слева|"
                + @"налево|зліва|ліворуч|左边|左侧|يسار"
        ),
        (
            PictureArea.Right,
            @"right(?: side| half)?|rechts|rechte(?:n)? seite|droite|derecha|direita|destra|справа|"
                + @"праворуч|右边|右侧|يمين"
        ),
        (
            PictureArea.Top,
            @"top|above|oben|haut|arriba|parte superior|cima|alto|сверху|вверху|наверху|зверху|угорі|上面|"
                + @"上方|أعلى"
        ),
        (
            PictureArea.Bottom,
            @"bottom|below|unten|bas|abajo|parte inferior|baixo|basso|снизу|внизу|знизу|унизу|下面|下方|أسفل"
        ),
        (
            PictureArea.Centre,
            @"cent(?:re|er)|middle|mitte|milieu|centro|medio|meio|mezzo|в центре|посередине|в середине|"
                + @"у центрі|посередині|中间|中央|وسط"
        ),
        (
            PictureArea.Background,
            @"background|hintergrund|(?:arrière-plan|fond)|fondo|fundo|sfondo|фон(?:е)?|на фоне|тло|"
                + @"на тлі|背景|خلفية"
        ),
    ];

    private const string Changing =
        @"(?:edit|change|redraw|repaint|inpaint|ändere|bearbeite|change[rz]?|modifie[rz]?|cambia|edita|muda|"
        + "измени|зміни|修改)";

    private const string APicture = "(?:picture|image|bild|imagen|number|#)";

    private const string At =
        @"(?:on|at|in|to)\s+(?:the\s+)?|the\s+|auf\s+der\s+|im\s+|in\s+der\s+|à\s+|en\s+|au\s+|à\s+l['’]|a\s+la\s+|"
        + @"en\s+(?:el|la)\s+|el\s+|no\s+|na\s+|a\s+|nello\s+|на\s+|в\s+|у\s+";

    private static readonly (PictureArea Area, Regex Pattern)[] Regions =
    [
        .. Areas.Select(area =>
            (
                area.Area,
                new Regex(
                    $@"^(?:{Changing}\s+)?(?:{APicture}\s*)?(?<n>[1-4])?\s*(?:{At})?(?:{area.Names})"
                        + @"\s*[:：]\s*(?<words>[^:：]+)$",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled
                )
            )
        ),
    ];

    private static PictureWish? InRegion(string text)
    {
        var plain = PlainText.Clean(text).Trim();
        if (plain.Length > LongestInRegion)
        {
            return null;
        }

        foreach (var (area, pattern) in Regions)
        {
            if (pattern.Match(plain) is { Success: true } match && PlainText.SaysSomething(match.Groups["words"].Value))
            {
                return new PictureWish(
                    PictureWishKind.Inpaint,
                    match.Groups["n"].Success ? match.Groups["n"].Value[0] - '0' : null
                )
                {
                    Area = area,
                    Words = match.Groups["words"].Value.Trim(),
                };
            }
        }

        return null;
    }
}
