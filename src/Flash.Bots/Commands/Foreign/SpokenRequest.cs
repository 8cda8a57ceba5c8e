using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>What people say to a painter before they say what to paint: "can you draw me a …, please?", "generate an image
/// of …", «нарисуй …», "zeichne mir ein …".</summary>
internal static partial class SpokenRequest
{
    /// <summary>The words without it; the text as it is where it only sounds alike, as in "draw bridge" or "paint
    /// splatter".</summary>
    public static string Without(string text)
    {
        var opening = Opening().Match(text);
        if (!opening.Success || opening.Length == text.Length)
        {
            return text;
        }

        var rest = Closing().Replace(text[opening.Length..], "");
        return PlainText.SaysSomething(rest) ? rest : text;
    }

    private const string Thing =
        @"(?:an?|the|some|my|our|two|three|four|five|many|several|\d+)\b|(?:an?\s+)?(?:picture|image|pic|drawing)s?\s+of\b";

    private const string Picture =
        @"(?:(?:an?|the|some|me)\s+)*(?:picture|image|pic|drawing)s?\s+(?:of|with|showing)\s+";

    [GeneratedRegex(
        $@"^(?:(?:hey|hi|hello|please|pls|ok|okay)[,!\s]+)*"
            + $@"(?:(?:(?:can|could|would|will) you|i (?:want|need|would like|[’']d like) you to|let['’]?s)\s+(?:please\s+)?(?:draw|paint|sketch|generate|create|make|imagine|render|show)\s+(?:me\s+|us\s+)?(?:{Picture}|(?={Thing}))"
            + $@"|(?:draw|paint|sketch|make|create|generate|show|give|render)\s+(?:me|us)\s+(?:{Picture}|(?=\p{{L}}))"
            + $@"|(?:draw|generate|create|imagine|render|make)\s+(?:{Picture}|(?={Thing}))"
            + $@"|(?:i\s+(?:want|need|would like|wish)|i[’']d like)\s+(?:to see\s+)?{Picture}"
            + @"|[!.]imagine\s+|imagine\s*[:：]\s*"
            + @"|(?:пожалуйста,?\s+)?(?:нарисуй(?:те)?|сгенерируй(?:те)?|изобрази(?:те)?|намалюй(?:те)?)(?:\s+(?:мне|нам|мені))?,?\s+(?:пожалуйста,?\s+|будь ласка,?\s+)?"
            + @"|(?:bitte\s+)?(?:zeichne|male?|erstelle|generiere)(?:\s+(?:mir|uns|bitte))*\s+(?:ein bild von\s+|(?=(?:eine?[nms]?|de[nrm]|die|das|zwei|drei|vier)\s))"
            + @"|(?:dessine|peins|génère|crée)(?:[- ](?:moi|nous))?\s+(?:une image (?:de |d[’'])|(?=(?:une?|des|les?|la|deux|trois)\s|l[’']))"
            + @"|(?:dib[uú]ja|p[ií]nta|genera|crea)(?:me|nos)?\s+(?:una imagen de\s+|(?=(?:una?|unos|unas|el|la|los|las|dos|tres)\s))"
            + @"|(?:desenh[ae]|pinta|gera|crie)(?:-me)?\s+(?=(?:uma?|o|a|os|as|dois|duas)\s)"
            + @"|(?:disegna|dipingi|crea)(?:mi)?\s+(?=(?:un[oa]?|il|la|lo|i|gli|le|due)\s|un['’])"
            + @"|(?:请|請)?(?:帮我|幫我|给我|給我)?(?:画|畫|绘制|繪製|生成)(?=[一两兩几幾]|\d)"
            + @"|ارسم(?:\s+لي)?\s+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"[,\s]*\b(?:please|pls|thanks|thank you|bitte|s['’]il te plaît|por favor|пожалуйста)[\s!.?]*$|\?\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Closing();
}
