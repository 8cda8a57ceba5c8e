using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>What people say to a painter before they say what to paint: "can you draw me a …, please?", "generate an image
/// of …", «нарисуй …», "kannst du mir eine Katze malen?".</summary>
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

        var rest = Closing().Replace(Closing().Replace(text[opening.Length..], ""), "");
        return PlainText.SaysSomething(rest) ? rest.TrimStart(' ', ',', '，', ':', '：') : text;
    }

    private const string Thing =
        @"(?:an?|the|some|my|our|two|three|four|five|many|several|\d+)\b|(?:an?\s+)?(?:picture|image|pic|drawing)s?\s+of\b";

    private const string Picture =
        @"(?:(?:an?|the|some|me)\s+)*(?:picture|image|pic|drawing)s?\s+(?:of|with|showing)\s+";

    private const string English =
        @"(?:(?:can|could|would|will) you|i (?:want|need|would like|[’']d like) you to|let['’]?s)\s+(?:please\s+)?(?:draw|paint|sketch|generate|create|make|do|imagine|render|show)\s+(?:me\s+|us\s+)?"
        + $@"(?:{Picture}|(?={Thing}))"
        + $@"|(?:draw|paint|sketch|make|create|generate|show|give|render)\s+(?:me|us)\s+(?:{Picture}|(?=\p{{L}}))"
        + $@"|(?:draw|generate|create|imagine|render|make)\s+(?:{Picture}|(?={Thing}))"
        + $@"|(?:i\s+(?:want|need|would like|wish)|i[’']d like)\s+(?:to see\s+)?{Picture}"
        + @"|[!.]imagine\s+|imagine\s*[:：]\s*";

    private const string German =
        @"(?:bitte\s+)?(?:zeichne|male?|erstelle|generiere|mach)(?:\s+(?:mir|uns|mal|bitte|doch))*\s+(?:(?:ein(?:e)?\s+)?(?:bild|zeichnung|foto)\s+(?:von|mit)\s+|(?=(?:eine?[nms]?|de[nrm]|die|das|zwei|drei|vier)\s))"
        + @"|(?:zeichne|generiere)(?:\s+(?:mir|uns|mal|bitte))*\s+(?=\p{Lu})|male?(?:\s+(?:mir|uns|mal|bitte))+\s+(?=\p{L})"
        + @"|bitte\s+(?=.+\s(?:malen|zeichnen|erstellen|generieren)[\s!.?]*$)|ich\s+(?:möchte|will)\s+(?=.+\ssehen[\s!.?]*$)"
        + @"|(?:kannst|könntest|würdest|kann ich|willst) ?(?:du)?(?:\s+(?:mir|uns|mal|bitte|vielleicht))*\s+(?:(?:ein(?:e)?\s+)?(?:bild|zeichnung)\s+(?:von|mit)\s+)?(?=.+\s(?:malen|zeichnen|erstellen|generieren|machen|haben)[\s!.?]*$)"
        + @"|(?:ich\s+(?:möchte|will|hätte gerne?|wünsche mir|brauche))\s+(?:gerne?\s+)?(?:ein(?:e)?\s+)?(?:bild|zeichnung|foto)\s+(?:von|mit)\s+";

    private const string French =
        @"(?:dessine|peins|génère|crée|fais|montre)(?:[- ](?:moi|nous))?\s+(?:(?:une image|un dessin|une photo|une peinture)\s+(?:de |d[’']|avec )|(?=(?:une?|des|les?|la|deux|trois)\s|l[’']))"
        + @"|(?:peux|pourrais|veux)[- ]tu\s+(?:me |nous )?(?:dessiner|peindre|générer|créer|faire|montrer)\s+(?:(?:une image|un dessin)\s+(?:de |d[’']))?"
        + @"|(?:je (?:veux|voudrais)|j[’']aimerais)\s+(?:voir |avoir )?(?:une image|un dessin|une photo)\s+(?:de |d[’']|avec )|(?:je (?:veux|voudrais)|j[’']aimerais)\s+(?:voir|avoir)\s+(?=(?:une?|des|les?|la)\s)";

    private const string Spanish =
        @"(?:dib[uú]ja|p[ií]nta|genera|crea|haz|hazme|mu[eé]stra)(?:me|nos)?\s+(?:(?:una imagen|un dibujo|una foto)\s+(?:de |con )|(?=(?:una?|unos|unas|el|la|los|las|dos|tres)\s))"
        + @"|(?:dib[uú]ja(?:me|nos)?)\s+(?=\p{L})"
        + @"|¿?(?:puedes|podrías|me puedes)\s+(?:dibujar|pintar|generar|crear|hacer)(?:me|nos)?\s+(?:(?:una imagen|un dibujo)\s+de\s+)?"
        + @"|(?:quiero|quisiera|me gustaría)\s+(?:ver\s+)?(?:una imagen|un dibujo|una foto)\s+(?:de |con )|(?:quiero|quisiera|me gustaría)\s+ver\s+(?=(?:una?|unos|unas|el|la|los|las)\s)";

    private const string Portuguese =
        @"(?:desenh[ae]|pint[ae]|gera|gere|cri[ae]|faz|faça)(?:-me|\s+(?:para\s+)?mim)?\s+(?:(?:uma imagem|um desenho|uma foto)\s+(?:de |do |da |com )|(?=(?:uma?|o|a|os|as|dois|duas)\s))"
        + @"|(?:pode|podes|poderia|você pode)\s+(?:me\s+)?(?:desenhar|pintar|gerar|criar|fazer)(?:-me)?\s+(?:(?:uma imagem|um desenho)\s+de\s+)?"
        + @"|(?:quero|queria|gostaria de)\s+(?:ver\s+)?(?:uma imagem|um desenho|uma foto)\s+(?:de |do |da |com )|(?:quero|queria)\s+ver\s+(?=(?:uma?|os?|as?)\s)";

    private const string Italian =
        @"(?:disegna|dipingi|crea|genera|fammi)(?:mi|ci)?\s+(?:(?:un[’']immagine|un disegno)\s+(?:di |con )|(?=(?:un[oa]?|il|la|lo|i|gli|le|due)\s|un['’]))"
        + @"|(?:puoi|potresti)\s+(?:disegnar|dipinger|generar|crear)(?:e|mi)\s+"
        + @"|(?:voglio|vorrei)\s+(?:vedere\s+)?(?:un[’']immagine|un disegno)\s+(?:di |con )";

    private const string Russian =
        @"(?:пожалуйста,?\s+)?(?:нарисуй(?:те)?|сгенерируй(?:те)?|изобрази(?:те)?|намалюй(?:те)?|намалювати|створи(?:те)?)(?:\s+(?:мне|нам|мені|пожалуйста|будь ласка))*,?\s+(?:пожалуйста,?\s+|будь ласка,?\s+)?(?:(?:картинку|рисунок|изображение|малюнок|зображення)\s+(?:с |со |з |із )?)?"
        + @"|(?:ты\s+|ти\s+)?(?:можешь|мог(?:ла)? бы(?: ты)?|можно|не мог(?:ла)? бы ты|можеш|міг би ти|чи можеш)(?:\s+(?:ты|мне|ти|мені|пожалуйста))*\s+(?:нарисовать|изобразить|сгенерировать|намалювати|зобразити|створити)\s+(?:(?:мне|нам|мені)\s+)?"
        + @"|(?:хочу|хотел[а]? бы|хотілося б)\s+(?:увидеть|видеть|побачити)\s+|можно\s+(?:мне\s+)?(?:картинку|рисунок|изображение)\s+(?:с |со )?"
        + @"|(?:хочу|хотел[а]? бы|хотілося б|сделай|создай|покажи|зроби)(?:\s+(?:мне|увидеть|мені))*\s+(?:картинку|рисунок|изображение|фото|малюнок|зображення)\s+(?:с |со |з |із )?";

    private const string Chinese =
        @"(?:请|請|麻烦|麻煩)?(?:你)?(?:能不能|可不可以|能|可以)?(?:帮我|幫我|给我|給我|为我)?(?:画|畫|绘制|繪製|生成|创建|畫出|画出)(?:一下)?(?:一?[张張幅](?:图片|图|画)?(?:[：:，,]|(?=[\u4e00-\u9fff]))|(?=[一两兩几幾二三四只隻個个]|\d)|(?![家像畫廊布面笔筆板作展册的水质質風风法展框架中里])(?=[\u4e00-\u9fff]))"
        + @"|我(?:想要|想看|要)一?[张張幅](?:图片|图|画)?(?:[：:，,])?";

    private const string Arabic =
        @"(?:من فضلك[،,]?\s+|رجاء[،,]?\s+)?(?:ارسم|أرسم|اصنع|أنشئ|انشئ)(?:\s+(?:لي|لنا))?\s+(?:صورة\s+)?"
        + @"|هل\s+(?:يمكنك|تستطيع)\s+(?:أن\s+ترسم|رسم)(?:\s+لي)?\s+(?:صورة\s+)?|(?:أريد|اريد)\s+صورة\s+";

    [GeneratedRegex(
        $"^(?:(?:hey|hi|hello|yo|dear|bot|buddy|please|pls|ok|okay|hallo|bonjour|salut|hola|привет|olá|ciao)[,!\\s]+)*(?:{English}|{German}|{French}|{Spanish}|{Portuguese}|{Italian}|{Russian}|{Chinese}|{Arabic})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Opening();

    [GeneratedRegex(
        @"[,\s،，]*(?<!\p{L})(?:please|pls|thanks|thank you|bitte|danke|s['’]il (?:te|vous) plaît|merci|por favor|gracias|obrigad[oa]|per favore|grazie|пожалуйста|спасибо|будь ласка|дякую|من فضلك|شكرا|(?:malen|zeichnen|erstellen|generieren|machen|sehen)|for me|für mich|pour moi|para m[ií]m?|per me|для меня|для мене)[\s!.?؟]*$"
            + @"|的?(?:图片|圖片|图像|图|照片|画)?(?:吗|嗎|好吗|吧|，?谢谢)[？?。!！\s]*$|(?<=[\u4e00-\u9fff])的(?:图片|圖片|图像|图|照片|画)[。!！]?$|\s*[?？؟]\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Closing();
}
