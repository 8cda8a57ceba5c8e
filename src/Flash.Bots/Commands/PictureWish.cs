using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What is done with pictures as they are, in words, in answer to them: "enlarge 2", "delete this",
/// "undo".</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Picture">Which one, from 1; null where none was named.</param>
internal sealed partial record PictureWish(PictureWishKind Kind, int? Picture)
{
    /// <summary>The wish that the whole text is; null for anything else.</summary>
    public static PictureWish? Read(string text)
    {
        var plain = ChangeWords.Polite(PromptRewrite.Bare(PlainText.Clean(text)));
        foreach (var (kind, pattern) in Patterns.Concat(Moves))
        {
            if (pattern.Match(plain) is { Success: true } match)
            {
                var number = match.Groups["n"];
                var picture = number.Success
                    ? number.Value.ToLowerInvariant() switch
                    {
                        "first" or "one" => 1,
                        "second" or "two" => 2,
                        "third" or "three" => 3,
                        "fourth" or "last" or "four" => 4,
                        var digits => int.Parse(Glyphs.Plain(digits), CultureInfo.InvariantCulture),
                    }
                    : (int?)null;
                return new PictureWish(kind, picture);
            }
        }

        return Reshaped(plain) ?? InRegion(text);
    }

    private static readonly (PictureWishKind Kind, Regex Pattern)[] Patterns =
    [
        (PictureWishKind.Undo, Undo()),
        (PictureWishKind.Delete, Delete()),
        (PictureWishKind.Enlarge, Enlarge()),
        (PictureWishKind.Animate, Animate()),
        (PictureWishKind.Vary, Vary()),
    ];

    private const string Which =
        @"(?:\s*(?:the|picture|image|pic|number|no\.?|nr\.?|bild|l['’]image|la imagen|imagen|imagem|картинку|картинка|номер|das|die|den|the)\s*)*#?\s*(?:(?<n>[1-4１-４]|first|second|third|fourth|last|one|two|three|four)(?:st|nd|rd|th)?)(?:\s+(?:one|picture|image|bild|image|imagen))?";

    private const string It =
        @"(?:\s+(?:it|this|that|them|this one|the (?:picture|image|message|pictures|images)|das|es|dies|das bild|ça|cela|le|l['’]image|esto|eso|la imagen|isso|это|её|его|картинку|це))?";

    [GeneratedRegex(
        @"^(?:undo(?: (?:it|this|that))?|revert(?: (?:it|this|that))?|go back|back|take (?:it|that) back|as (?:it was )?before|undo (?:the )?(?:last )?change|(?:mach(?:e)? (?:das|es) )?rückgängig|zurück|wie vorher|annule[rz]?|défais|comme avant|deshaz|deshacer|deshazlo|como antes|desfa[zç]a?|desfazer|annulla|come prima|отмени(?:ть)?|верни(?: назад| как было)?|скасуй|поверни як було|撤销|撤消|还原|تراجع)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Undo();

    [GeneratedRegex(
        @"^(?:(?:delete|remove|erase|get rid of|take down)\s+(?:it|this|that|them|this one|(?:this|the|these) (?:picture|image|message|pictures|images|photo)s?)|delete|lösch(?:e)?(?: (?:das|es|dies|das bild|die bilder))?|supprime(?:-l[ea])?(?: (?:ça|cela|l['’]image|cette image))?|efface(?:-l[ea])?(?: ça)?|b[oó]rra(?:l[oa])?(?: (?:esto|eso|la imagen))?|el[ií]mina(?:l[oa])?(?: (?:esto|la imagen))?|apaga(?: isso)?|cancella(?:l[oa])?|удали(?: (?:это|её|его|картинку))?|видали(?: (?:це|її|картинку))?|删除(?:它|这个|图片)?|احذف(?:ها|ه|(?: (?:هذا|الصورة)))?)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Delete();

    [GeneratedRegex(
        $@"^(?:(?:enlarge|upscale|zoom into|vergrößer[en]|vergrößere|agrandis|agrandir|am?pl[ií]a|amplía|aumenta|ingrandisci|увеличь|збільш|放大|كبر)(?:{Which}|{It})|u\s?(?<n>[1-4])|make\s+(?:number\s+|picture\s+|image\s+|#|the\s+)*(?<n>[1-4]|first|second|third|fourth)(?:st|nd|rd|th)?(?:\s+(?:one|picture|image))?\s+(?:bigger|larger|big|large))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Enlarge();

    [GeneratedRegex(
        $@"^(?:(?:animate|animier(?:e|en)?|anime[rz]?|anima|оживи|анимируй|анімуй|动起来|让它动|حرك)(?:{Which}|{It})|(?:make|set)\s+(?:it|this|(?:number\s+|picture\s+)?(?<n>[1-4]))\s+(?:move|in motion|moving|a gif|into a gif|a video))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Animate();

    [GeneratedRegex(
        $@"^(?:(?:vary|variations?(?: of)?|variier(?:e|en)?|varie[rz]?|varía|varia|варьируй|варианты|变化)(?:{Which}|{It})|v\s?(?<n>[1-4])|more like(?:{Which}|\s+(?:this|that|it)))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Vary();
}

/// <summary>What is done with pictures as they are.</summary>
internal enum PictureWishKind
{
    /// <summary>Back to the pictures that these were made from.</summary>
    Undo,
    Delete,
    Enlarge,
    Animate,
    Vary,

    /// <summary>A lot; likewise a little.</summary>
    VaryStrong,
    VarySubtle,

    /// <summary>From further away.</summary>
    ZoomOut,

    /// <summary>The camera turns; likewise the others.</summary>
    PanLeft,
    PanRight,
    PanUp,
    PanDown,

    /// <summary>Another shape for one picture.</summary>
    Reshape,

    /// <summary>A part of one picture with other words.</summary>
    Inpaint,
}
