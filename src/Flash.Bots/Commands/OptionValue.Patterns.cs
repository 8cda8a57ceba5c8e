using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

// How values are written.
internal readonly partial record struct OptionValue
{
    [GeneratedRegex(@"\G(?:aspect[ ]+)?ratio[ ]*[=:]?[ ]*(?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Ratio();

    [GeneratedRegex(@"\G[ ]*[=:]?[ ]*")]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"\G(\d{1,3}(?:,\d{3})+|\d+)(?:(?:pics?|pictures?|images?|imgs?|steps?|px)(?![\p{L}\d]))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?:-\s?1|random|rand|any|\?)", RegexOptions.IgnoreCase)]
    private static partial Regex Chance();

    [GeneratedRegex(
        @"\G(?:\d{1,6}(?:\.\d{1,4})?(?:\s?(?:[:;x*/|-]|by|to)\s?\d{1,6}(?:\.\d{1,4})?(?:\s?px)?)?|square|portrait|"
            + @"vertical|tall|landscape|horizontal|widescreen|wide)(?:[ ](?:mode|format|orientation)\b)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ShapeWords();

    [GeneratedRegex(@"\G(\d+(?:[.,]\d+)?|\.\d+)\s?(%|per ?cent\b|prozent\b|pct\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Percent();

    [GeneratedRegex(@"\G[\p{L}\p{N}]+(?<1>)(?:[ _-]?[\p{L}\p{N}]+(?<1>)){0,3}")]
    private static partial Regex StyleWords();

    [GeneratedRegex(@"\G-?(?:\d+(?:\.\d+)?|\.\d+)")]
    private static partial Regex ForeignNumber();

    [GeneratedRegex(
        @"\G[a-z0-9_.]+(?=\s*(?:$|--|—))|\G(?:https?://\S+|random|\d{3,}|(?=[a-z0-9]*\d)[a-z0-9]{6,})(?:::-?\d+"
            + @"(?:\.\d+)?)?(?:\s+(?:https?://\S+|\d{3,})(?:::-?\d+(?:\.\d+)?)?)*(?:\s+[a-z0-9_.]+(?=\s*(?:$|--|—)))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ForeignReference();

    [GeneratedRegex(@"\G[\w.+-]+(?: (?:a|Karras|SDE|2M|3M)\b)*")]
    private static partial Regex ForeignWord();

    [GeneratedRegex(@"\G(?:one|two|three|four)", RegexOptions.IgnoreCase)]
    private static partial Regex SmallNumber();

    [GeneratedRegex(@"\G(?:\([^()\n]{1,30}\)|\[[^\[\]\n]{1,30}\]|<[^<>\n]{1,30}>|\{[^{}\n]{1,30}\})")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\G\S*")]
    private static partial Regex Token();
}
