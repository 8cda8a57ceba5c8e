using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What follows the commands that are about pictures: "/describe 2", "/blend 1 3 a castle".</summary>
internal static partial class PictureCommandWords
{
    private const int MostPictures = 2;

    public static Command.Describe Describe(string rest) =>
        new(Numbered().Match(rest.Trim()) is { Success: true } match ? NumberOf(match.Groups["n"].Value) : null);

    /// <summary>Up to two numbers, then words: "a castle with 3 towers" begins with no number.</summary>
    public static Command Blend(string rest)
    {
        var numbers = new List<int>(MostPictures);
        var words = rest.Trim();
        while (
            numbers.Count < MostPictures
            && Numbered().Match(words) is { Success: true } match
            && NumberOf(match.Groups["n"].Value) <= ImagineParser.MaxCount
        )
        {
            numbers.Add(NumberOf(match.Groups["n"].Value));
            words = words[match.Length..].Trim();
        }

        words = PlainText.Clean(words);
        return words.Length > ImagineParser.MaxPromptLength
            ? new Command.Mistaken(new Mistake.PromptTooLong(words.Length))
            : new Command.Blend(numbers, words);
    }

    private static int NumberOf(string digit) => int.Parse(digit, CultureInfo.InvariantCulture);

    // A number of a picture stands alone, or with "and", "+" or a comma behind it.
    [GeneratedRegex(
        @"^(?:#|and\s+|und\s+|et\s+|y\s+|и\s+|[+,&]\s*)?(?<n>[1-9])(?=\s*(?:$|[,+&#:]|\s))\s*[,:]?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Numbered();
}
