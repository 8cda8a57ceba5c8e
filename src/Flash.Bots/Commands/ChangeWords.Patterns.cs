using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

internal static partial class ChangeWords
{
    [GeneratedRegex(
        @"^(?:please|pls|can (?:you|we|i)|could (?:you|we|i)|would you|can it|i(?:['’]d| would)? (?:like|love|want|wish|prefer)(?: you)?(?: to (?:see|have)|(?= to )| it to have| it(?= [\p{L}-]+$))?|to(?= (?:make|add|remove|change|replace|see))|let['’]?s|maybe|perhaps|try(?: to)?|how about|what about|what if|now please|bitte|kannst du|ich (?:möchte|will|hätte gern)|s'il te plaît|peux-tu|je (?:voudrais|veux)|por favor|puedes|quiero|quisiera|пожалуйста|можешь|хочу)\s+|[\s,]+(?:please|pls|thanks|bitte|s'il te plaît|por favor|пожалуйста)[\s!.?]*$|\s*[?!.]+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Please();

    [GeneratedRegex(
        @"^(?:again|once more|one more|another(?: one)?|try again|redo|new one|next|better|nicer|different|something else|noch ?mal|nochmal|encore(?: une fois)?|otra vez|ещё раз|еще раз|ещё|снова)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Again();

    [GeneratedRegex(
        @"^(?:(?:but|now|and|just|instead(?!\s+of\s)|also|only|then|and now|(?:it'?s |do |make |with )?the same(?: one| picture| image| thing)?|same(?: one| picture| image| thing)?|this(?: one)?|this time|jetzt|aber|das ?selbe|das gleiche|nur|und|maintenant|mais|le même|la même|pareil|ahora|pero|lo mismo|igual|теперь|но|а|то же(?: самое)?)(?:,\s*|\s+|$))+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opening();

    /// <summary>What is said to the one who drew, before what is to be changed: "nice, but", "hmm".</summary>
    [GeneratedRegex(
        @"^(?:(?:nice|great|cool|good|ok|okay|perfect|lovely|awesome|amazing|wow|thanks|thank you|yes|yeah|no|well|oh|ah|hmm+|almost|love it|i like it|super|toll|schön|danke|merci|genial|gracias|спасибо|отлично|супер|хорошо)(?:\s*[,.!…:;]+\s*|\s+(?=(?:but|now|and now|so|then|can|could|please|make|add|remove|change|turn|aber|mach|mais|pero|но|теперь|сделай)\s)))+(?=\S)",
        RegexOptions.IgnoreCase
    )]
    internal static partial Regex Interjection();

    // "I don't want the sea", "don't draw people".
    [GeneratedRegex(
        @"^(?:i|we)\s+(?:don[’']?t|do not)\s+(?:want|need|like)\s+(?:to see\s+)?(?:any\s+)?(.+)$|^(?:don[’']?t|do not)\s+(?:draw|show|paint|include)\s+(?:any\s+)?(?<1>(?:the\s+)?[\p{L}-]+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Refused();

    [GeneratedRegex(@"^(?:it[’']?s\s+|make it\s+)?not\s+(.+?),?\s+but\s+(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex NotBut();

    [GeneratedRegex(
        @"^(?:instead of|statt|anstatt|au lieu de|en (?:lugar|vez) de|вместо)\s+((?:the |an? |de[rnms] |die |das |einer? |eine[mns] |l[ea] |el )?[\p{L}-]+)\s*[,:]?\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InPlaceOf();

    // A way to draw everything, not another thing in its place.
    [GeneratedRegex(
        @"^(?:make|turn|change|draw|paint|redo)\s+(?:it|this|that|everything|the (?:picture|image))\s+(?:into|to|as|like)?\s*(an?\s+(?:[\p{L}-]+\s+)?(?:painting|drawing|sketch|cartoon|comic|photo|photograph|poster|print|mosaic|illustration|engraving|collage))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Medium();

    // "in the style of Turner", where it is none of the styles there are.
    [GeneratedRegex(
        @"^(?:make it |draw it |paint it |redo it )?(in (?:the |a )?(?:style|manner) of .+|in (?:an? )?[\p{L}-]+(?: [\p{L}-]+)? style|im stil (?:von|eine[rs]|de[rs]) .+|dans le style (?:de |d['’]).+|al estilo de .+|в стиле .+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Manner();

    [GeneratedRegex(@"^s([/|#])([^/|#]+)\1([^/|#]*)\1?g?$")]
    private static partial Regex Sed();

    // Both ways: the third group says so.
    [GeneratedRegex(
        @"^(?:swap|exchange|switch|flip|interchange|tausche|vertausche|échange|intercambia|поменяй)\s+(?<1>.+?)\s+(?:and|und|et|y|и)\s+(?<2>.+?)(?<3>)(?:\s+(?:around|over|round|aus|местами))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Exchange();

    [GeneratedRegex(
        @"^(?:change|make|set|turn)\s+(?:the |its )?(?:colou?rs?|farbe)(?:\s+of\s+(?<1>.+?)\s+(?:to|into|be|=)|(?<1>)(?:\s+(?:to|into|be|=))?)\s+(?<2>.+)$|^(?:change|make|set|turn)\s+(?:the\s+)?(?<1>\S+?)(?:['’]s)?\s+colou?r\s+(?:to|into)?\s*(?<2>.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Recolour();

    [GeneratedRegex(
        @"^(?:replace|change|swap|turn|exchange|switch|ersetze|tausche|remplace|reemplaza|cambia|замени)\s+(.+?)\s+(?:with|to|for|into|by|durch|gegen|par|por|на)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Swap();

    [GeneratedRegex(
        @"^(?:with |use |put |make it )?(.+?)\s+(?:instead of|rather than|in place of|not|statt|anstatt|au lieu de|en lugar de|en vez de|вместо)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Instead();

    [GeneratedRegex(@"^(?:make it |with |do )?(.+?)\s+instead$", RegexOptions.IgnoreCase)]
    private static partial Regex InsteadOfIt();

    [GeneratedRegex(
        @"^(?:remove|delete|erase|without|take away|take out|take off|get rid of|lose|drop|hide|leave out|no more|no|not|ohne|entferne|lösche|sans|enlève|supprime|retire|sin|quita|elimina|без|убери|удали)\s+(.+?)(?:\s+(?:from (?:it|the picture|this|the image)|weg))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Removal();

    // "more clouds", "fewer birds".
    [GeneratedRegex(
        @"^(?:add |with |draw |make )?(?:some |a few |even |a lot |lots |many )?(more|fewer|less|additional|extra|mehr|weniger|plus de|moins de|más|menos|больше|меньше)\s+(?!colou?rful|realistic|detailed|dramatic|beautiful|abstract|vivid|contrast|saturated|\p{L}+(?:ful|ish|ic|ed|ive|ous|like)\b)(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"^(?:add|put in|put|place|include|insert|draw in|with|plus|there should be|give (?:it|him|her|them)|füge|mit|ajoute|avec|añade|agrega|pon|con|добавь|с)\s+(.+?)(?:\s+(?:hinzu|to it|to the picture|to this|to the image|in it))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Addition();

    [GeneratedRegex(@"\s+(?:on|to|onto)\s+(?:the\s+|its\s+)?(\p{L}+(?: \p{L}+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Onto();

    [GeneratedRegex(@"^give\s+(?:the|my|that)\s+(\S+)\s+((?:an?|the|some|two|three)\s+.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Gift();

    [GeneratedRegex(
        @"^(?:make it |draw it |paint it |redo it )*(?:as|in|like|als|en|comme|como|как|в стиле)\s+(?:an? |a |the )?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex StylePhrase();

    [GeneratedRegex(
        @"^style of\s+|\b(?:style|painting|picture|drawing|stil|please|in the style of)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex StyleNoise();

    [GeneratedRegex(
        @"^(?:make|turn|paint|colou?r|draw|do)\s+(?:the|my|that|this|its|all(?: the)?)\s+(.+?)\s+(?:look\s+|to be\s+|into\s+)?((?:\S+ing|(?:more|much|very|a bit|a little|a lot) \S+|\S+))$|^(?:mach|mache|male|färbe)\s+(?:die|der|das|den)\s+(?<1>.+?)\s+(?<2>\S+)$|^(?:rends|mets|fais|peins)\s+(?:le |la |les |l['’])(?<1>.+?)\s+(?:en\s+)?(?<2>\S+)$|^(?:haz|pon|pinta)\s+(?:el|la|los|las)\s+(?<1>.+?)\s+(?:de\s+|en\s+)?(?<2>\S+)$|^(?:сделай|покрась|раскрась)\s+(?<1>\S+)\s+(?:в\s+)?(?<2>\S+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MakeThing();

    [GeneratedRegex(
        @"^(?:make|turn|paint|draw|colou?r|do|set|change|redo|put)\s+(?:it|this|that|them|everything|the (?:picture|image|photo))\s+(?:all\s+)?(?:look\s+|in\s+(?=\p{L}+$)|into\s+|to\s+(?:be\s+)?)?(.+)$|^(?:mach|mache)\s+es\s+(?<1>.+)$|^(?:fais-le|rends-le|hazlo|ponlo|сделай)\s+(?<1>.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Make();

    // "the boat should be yellow", "the boat yellow", "it to be blue".
    [GeneratedRegex(
        @"^((?:the |my |that |this |its )?[\p{L}-]+(?: [\p{L}-]+)??|it)\s+(?:to be|should be|should look|must be|needs to be|has to be|could be|be)\s+(.+)$|^(?<1>(?:the|my|that)\s+[\p{L}-]+)\s+(?<2>red|orange|yellow|green|blue|purple|pink|white|black|brown|gr[ea]y|turquoise|golden|silver|bigger|larger|smaller)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Wish();

    [GeneratedRegex(@"^(?:the|my|that|a|an)\s+([\p{L}-]+)\s+in\s+([\p{L}]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex ThingInColour();

    [GeneratedRegex(@"^in\s+(?:an? |the )?(?:colou?r )?([\p{L}]+)(?: colou?rs?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex InColour();

    [GeneratedRegex(@"^((?:much )?[\p{L}]+)\s+([\p{L}-]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex QualityOfThing();

    [GeneratedRegex(@"^([\p{L}-]+)\s+(?:to|into)\s+(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex OneToAnother();

    [GeneratedRegex(
        @"^(?:(?:much|a bit|a little|a lot|even|way|slightly)\s+)?(?:darker|brighter|lighter|softer|warmer|colder|cooler|sharper|simpler|prettier|cuter|funnier|happier|sadder|scarier|closer|older|younger|taller|shorter|thinner|fatter|wider|clearer|fuller|richer|calmer|wilder|zoom(?:ed)? (?:in|out)|close up|fur?a?rther away|(?:more|less) [\p{L}-]+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Comparative();

    [GeneratedRegex(
        @"^(?:look\s+|in\s+|into\s+|to be\s+|be\s+|more\s+(?=(?:red|green|blue|yellow)$))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex How();

    [GeneratedRegex(
        @"^(?:an?|the|some|any|all|my|its|der|die|das|den|dem|ein|eine|einen|le|la|les|un|une|el|los|las|una)\s+|^l['’]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Article();
}
