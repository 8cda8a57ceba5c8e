using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

internal readonly partial record struct OptionValue
{
    private const int LowChaos = 20,
        HighChaos = 80;

    /// <summary>How much the pictures differ: 0 to 100, or <c>low</c> or <c>high</c>.</summary>
    private static OptionValue Chaos(string text, string plain, int at)
    {
        var (from, quotedEnd) = Unquoted(text, at);
        if (ChaosWord().Match(plain, from) is { Success: true } word && Ends(plain, word.Index + word.Length))
        {
            var chaos = word.Value[0] is 'l' or 'L' ? LowChaos : HighChaos;
            return new OptionValue(quotedEnd ?? (word.Index + word.Length))
            {
                Apply = arguments => arguments with { Chaos = chaos },
            };
        }

        return Number(plain, from, ImagineParser.MaxChaos) is (var number, var end)
            ? new OptionValue(quotedEnd ?? end) { Apply = arguments => arguments with { Chaos = (int)number } }
            : Bad(text, plain, at, given => new Mistake.NotANumber("chaos", given, 0, ImagineParser.MaxChaos));
    }

    [GeneratedRegex(@"\G(?:low|high)", RegexOptions.IgnoreCase)]
    private static partial Regex ChaosWord();
}
