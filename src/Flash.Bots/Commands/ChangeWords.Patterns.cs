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
        @"^(?:again|once more|one more|another(?: one)?|one more time|try again|retry|repeat|repeat (?:it|that)|do (?:it|that) again|redo|reroll|regenerate|(?:give|show) me another(?: one)?|(?:a )?(?:new|another) (?:one|version|try)|next|better|nicer|different|something else)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Again();

    [GeneratedRegex(
        @"^(?:(?:but|now|and|just|instead(?!\s+of\s)|also|only|then|and now|(?:it'?s |do |make |with )?the same(?: one| picture| image| thing)?|same(?: one| picture| image| thing)?|this(?: one)?|this time)(?:,\s*|\s+|$))+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opening();

    /// <summary>What is said to the one who drew, before what is to be changed: "nice, but", "hmm".</summary>
    [GeneratedRegex(
        @"^(?:(?:nice|great|cool|good|ok|okay|perfect|lovely|awesome|amazing|wow|thanks|thank you|yes|yeah|no|well|actually|hey|hi|oh|ah|hmm+|almost|love it|i like it|super|toll|schön|danke|merci|genial|gracias|спасибо|отлично|супер|хорошо)(?:\s*[,.!…:;]+\s*(?:and\s+(?=(?:add|make|remove|put|turn)\s))?|\s+(?=(?:but|now|and now|and add|and make|and remove|so|then|can|could|please|no style|make|add|remove|change|turn|aber|mach|mais|pero|но|теперь|сделай)\s)))+(?=\S)",
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

    [GeneratedRegex(@"^instead of\s+((?:the |an? )?[\p{L}-]+)\s*[,:]?\s+(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex InPlaceOf();

    // A way to draw everything, not another thing in its place.
    [GeneratedRegex(
        @"^(?:make|turn|change|draw|paint|redo)\s+(?:it|this|that|everything|the (?:picture|image))\s+(?:into|to|as|like)?\s*(an?\s+(?:[\p{L}-]+\s+)?(?:painting|drawing|sketch|cartoon|comic|photo|photograph|poster|print|mosaic|illustration|engraving|collage))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Medium();

    // "in the style of Turner", where it is none of the styles there are.
    [GeneratedRegex(
        @"^(?:make it |draw it |paint it |redo it )?(in (?:the |a )?(?:style|manner) of .+|in (?:an? )?[\p{L}-]+(?: [\p{L}-]+)? style)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Manner();

    [GeneratedRegex(@"^s([/|#])([^/|#]+)\1([^/|#]*)\1?g?$")]
    private static partial Regex Sed();

    // Both ways: the third group says so.
    [GeneratedRegex(
        @"^(?:swap|exchange|switch|flip|interchange)\s+(?<1>.+?)\s+(?:and|with(?=.*\s(?:around|over|round)$))\s+(?<2>.+?)(?<3>)(?:\s+(?:around|over|round))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Exchange();

    [GeneratedRegex(
        @"^(?:change|make|set|turn)\s+(?:the |its )?(?:colou?rs?)(?:\s+of\s+(?<1>.+?)\s+(?:to|into|be|=)|(?<1>)(?:\s+(?:to|into|be|=))?)\s+(?<2>.+)$|^(?:change|make|set|turn)\s+(?:the\s+)?(?<1>\S+?)(?:['’]s)?\s+colou?r\s+(?:to|into)?\s*(?<2>.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Recolour();

    [GeneratedRegex(
        @"^(?:replace|change|swap|turn|exchange|switch|substitute)\s+(.+?)\s+(?:with|to|for|into|by)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Swap();

    [GeneratedRegex(
        @"^(?:with |use |put |make it )?(.+?)\s+(?:instead of|rather than|in place of|not)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Instead();

    [GeneratedRegex(@"^(?:make it |with |do )?(.+?)\s+instead$", RegexOptions.IgnoreCase)]
    private static partial Regex InsteadOfIt();

    [GeneratedRegex(
        @"^(?:(?:remove|delete|erase|without|take away|take out|take off|get rid of|lose|hide|leave out|no more|no|not|cut(?= the| out)(?: out)?|drop(?= the))\s+(.+?)|(?:take|get|throw|cut|leave)\s+(?<1>.+?)\s+(?:away|out|off)|(?<1>(?:the\s+)?[\p{L}-]+)\s+(?:gone|(?:should|must|has to|needs to)\s+(?:go|disappear|vanish)))(?:\s+(?:from|of|in|out of)\s+(?:it|here|this|(?:the|this)\s+(?:picture|image|photo|scene)))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Removal();

    // "more clouds", "fewer birds".
    [GeneratedRegex(
        @"^(?:add |with |draw |make )?(?:some |a few |even |a lot |lots |many )?(more|fewer|less|additional|extra)\s+(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Amount();

    [GeneratedRegex(
        @"^(?:(?:add|include|insert|draw in|with|plus(?=\s+(?:an?|the|some|two|three|many)\s)|there should be|give (?:it|him|her|them)|put in)\s+(?!(?:it|this|that)\b)(.+?)|(?:put|place)\s+(?<1>(?:an?|the|some|two|three|four|five|many|more|another)\s+.+?))(?:\s+(?:to it|(?:to|in|into) the (?:picture|image|scene)|to this|in it|in there|as well|too))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Addition();

    [GeneratedRegex(
        @"^(?:(?:change|make|set|turn)\s+)?(?:the\s+)?(?:background|setting|scenery|weather|season|time(?: of day)?)\s*(?:to|into|be|is|=|:)?\s+(?:to be\s+)?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Background();

    [GeneratedRegex(@"^let it (rain|snow)$", RegexOptions.IgnoreCase)]
    private static partial Regex LetIt();

    // "put it on a beach", "put the cat in the snow".
    [GeneratedRegex(
        @"^(?:put|place|move|set|take|bring)\s+(?:it|this|that|them|everything|(?:the|my)\s+(\p{L}+))\s+(?:in|to)?((?:in|on|at|under|by|near|into|onto|to|inside|among)\s+.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Putting();

    // Not a thing: "more colourful", "less dramatic".
    [GeneratedRegex(@"^\p{L}+(?:ful|ish|ic|ical|ed|ive|ous|like|al|ant|ent|able|ible|less)$", RegexOptions.IgnoreCase)]
    private static partial Regex Adjective();

    // "make it blue 😊"
    [GeneratedRegex(@"(?<=[\p{L}\p{N}.!])[\s\p{So}\p{Cs}\uFE0F\u200D]+$")]
    private static partial Regex Smiling();

    // "a bit bigger", "much more colourful".
    [GeneratedRegex(
        @"(?<=^|\s)(?:(?:just\s+)?a (?:tiny |little )?bit|a little|a lot|a tad|slightly|somewhat|much|way|far|even|still)\s+(?=(?:\p{L}+er|more|less)(?:\s+\p{L}+)?$)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Degree();

    [GeneratedRegex(
        @"^(?:(?:make|turn|draw|paint|do)\s+(?:it|this|that|everything|the (?:picture|image|photo))\s+)?(?:in(?:to)?\s+|to\s+|as\s+)?(?:an?\s+)?(?<what>black\s*(?:and|&|n|-)\s*white|b\s?&\s?w|monochrome|gr[ae]y\s?scale|sepia)(?:\s+(?:photo|picture|image|please))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BlackAndWhite();

    [GeneratedRegex(
        @"^(?:make\s+(?:it\s+)?|draw\s+|show\s+)?(one|two|three|four|five|six|seven|eight|nine|ten|many|several|\d{1,2})(?:\s+(?:of\s+(?:them|it|these|those|that)|instead(?:\s+of\s+(?:one|an?))?))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HowMany();

    // "no style", "remove the style", "back to the normal style".
    [GeneratedRegex(
        @"^(?:(?:no|without|remove|drop|lose|reset|clear)\s+(?:the\s+|a\s+|any\s+)?style|(?:back to\s+|in\s+)?(?:the\s+)?(?:normal|usual|default|no|original)\s+style|style\s*:?\s*none)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoStyle();

    [GeneratedRegex(@"\s+(?:on|to|onto)\s+(?:the\s+|its\s+)?(\p{L}+(?: \p{L}+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Onto();

    [GeneratedRegex(@"^give\s+(?:the|my|that)\s+(\S+)\s+((?:an?|the|some|two|three)\s+.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Gift();

    [GeneratedRegex(
        @"^(?:make it |draw it |paint it |redo it )*(?:as|in|like)\s+(?:an? |a |the )?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex StylePhrase();

    [GeneratedRegex(
        @"^style of\s+|\b(?:style|painting|picture|drawing|stil|please|in the style of)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex StyleNoise();

    [GeneratedRegex(
        @"^(?:make|turn|paint|colou?r|draw|do)\s+(?:the|my|that|this|its|all(?: the)?)\s+(.+?)\s+(?:look\s+|to be\s+|into\s+)?((?:\S+ing|(?:more|much|very|a bit|a little|a lot) \S+|\S+))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MakeThing();

    [GeneratedRegex(
        @"^(?:make|turn|paint|draw|colou?r|do|set|change|redo|put)\s+(?:it|this|that|them|everything|the (?:picture|image|photo))\s+(?:all\s+)?(?:look\s+|in\s+(?=\p{L}+$)|into\s+|to\s+(?:be\s+)?)?(.+)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Make();

    // "the boat should be yellow", "the boat yellow", "it to be blue".
    [GeneratedRegex(
        @"^((?:the |my |that |this |its )?[\p{L}-]+(?: [\p{L}-]+)??|it)\s+(?:to be|should be|should look|must be|needs to be|has to be|could be|be)\s+(.+)$|^(?<1>(?:(?:the|my|that)\s+)?[\p{L}-]+)\s+(?<2>red|orange|yellow|green|blue|purple|pink|white|black|brown|gr[ea]y|turquoise|golden|silver|bigger|larger|smaller)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Wish();

    [GeneratedRegex(@"^(?:(?:the|my|that|a|an)\s+)?([\p{L}-]+)\s+in\s+([\p{L}]+)$", RegexOptions.IgnoreCase)]
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
