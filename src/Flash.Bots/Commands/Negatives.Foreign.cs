using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

// What not to draw, as other languages say it inside a prompt.
internal static partial class Negatives
{
    // "sin city", "comic sans": these are English words, too.
    private const string Without =
        @"ohne|(?<!\b(?:of|the|an?|and|or|my|your|their|in|with|from|for|comic|open|noto|source|original|deadly|mortal)\s+)(?:sans|sin|sem|senza)(?!\s+(?:serif|font|text|city|at|on|in|of|and|is|with)\b)|без|بدون|بلا|من دون|من غير";

    private const string AfterComma =
        @"kein(?:e[nmrs]?)?|aber kein(?:e[nmrs]?)?|pas de|pas d['’]|ni|nicht|не надо|не нужно|не треба|niente";

    private const string Articles =
        @"(?:(?:der|die|das|den|dem|ein(?:e[nmrs]?)?|jegliche[nrs]?|irgendwelche|les?|la|une?|aucune?|el|los|las|una|ning[uú]na?|os?|as?|uma?|nenhuma?|il|lo|gli|i|alcuna?|никак\p{L}+|أي)\s+|l['’]|d['’])?";

    private const string Joint =
        @"auf|im|in|am|an|bei|unter|über|neben|mit|vor|hinter|zwischen|und|oder|sur|dans|sous|avec|aux?|à|en|et|ou|près|devant|sobre|con|bajo|y|e|o|junto|al|cerca|no|na|nos|nas|em|com|sob|perto|ao|su|nel|nella|sul|sulla|на|в|во|под|у|с|со|и|или|над|за|перед|біля|під|з|із|та|і|або|في|على|تحت|مع|و|قرب";

    private const string Determiner = "der|die|das|den|dem|de|du|des|la|le|les|el|los|las|il|lo|da|do";

    // "un bateau sans arbres", "ein Boot ohne Bäume und Wolken", "лодка без деревьев".
    [GeneratedRegex(
        $@"(?<=\w)(?:\s+(?:und |et |y |e |и |і |ma |mais |pero |aber |но |але )?(?:{Without})|\s*[,.;،]\s*(?:und |et |y |e |и |і |mais |pero |aber )?(?:{Without}|{AfterComma}))(?:\s+|(?<=['’]))"
            + $@"{Articles}(?<what>(?!(?:{Joint})\b)[\p{{L}}\p{{M}}-]+(?:\s+(?!(?:{Joint}|{Determiner})\b)[\p{{L}}\p{{M}}-]+)?)"
            + $@"(?:\s+(?:und|oder|et|ou|ni|y|o|e|и|или|і|та|або|و)\s+(?!(?:eine?[nmrs]?|une?|una|uma?|один|одна)\b)(?<what>[\p{{L}}\p{{M}}-]+)(?=\s*(?:$|[,.;!،])))*"
            + $@"(?=\s*(?:$|[,.;!،])|\s+(?:{Joint}|{Determiner})\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex ForeignNot();

    // "没有树的城堡", "城堡，不要树".
    [GeneratedRegex(
        @"[，,、\s]*(?:但是?)?(?:没有|沒有|不要|别画|不画|无任何)(?:任何)?(?<what>[\u4e00-\u9fff]{1,6}?)(?:和(?<what>[\u4e00-\u9fff]{1,6}?))?(?:的(?=[\u4e00-\u9fff])|(?=[，,。、；;!！\s]|$|在))"
    )]
    private static partial Regex UnspacedNot();
}
