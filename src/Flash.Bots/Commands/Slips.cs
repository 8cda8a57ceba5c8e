using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Slips of the finger in the small words that changes are made of: "mkae it blue". What things are called is
/// the model's own list (<see cref="Glossary.Vocabulary"/>).</summary>
internal static partial class Slips
{
    /// <summary>The same words as they were meant.</summary>
    public static string Mended(string text) =>
        Slipped()
            .Replace(text, match => match.Groups.Values.Skip(1).First(group => group.Success).Name.Replace('_', ' '));

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}'’-])(?:"
            + "(?<make>mkae|amke|maek|mka|mak|maje)|(?<make_it>makeit|maekit)|(?<the>teh|hte|th)|(?<and>adn|nad)"
            + "|(?<change>chnage|cahnge|chagne|chang)|(?<with>wiht|wtih|whit)|(?<without>withuot|wihtout|witout)"
            + "|(?<remove>remvoe|reomve|removve|rmove)|(?<add>ad)"
            + @")(?=\s+\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Slipped();
}
