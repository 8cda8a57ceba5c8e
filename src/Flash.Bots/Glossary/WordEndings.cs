using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Flash.Bots.Glossary;

/// <summary>What may stand where a form of the glossary has a <c>*</c>.</summary>
internal static class WordEndings
{
    // "katze*" is "katzen", and no "katzenklo".
    private const int LongestOfThings = 4;

    // A colour is no part of a longer word: "бел*" is not "белка", "біл*" not "більше", "groß*" not "Großmutter".
    private static readonly FrozenDictionary<string, Regex> OfQualities = new Dictionary<string, string>
    {
        ["ru"] = "(?:[еоё]ньк)?(?:[ыио]й|ая|яя|о[ей]|е[ей]|[ыи]е|[ое]го|[ое]му|[ыи]м|[ое]м|ую|юю|[ое]ю|[ыи]х|[ыи]ми)",
        ["uk"] = "(?:еньк)?(?:[иі]й|[аяеєії]|ь?ого|ь?ому|ь?ої|ь?ою|[ую]|[иі]м|[иі]х|[иі]ми)",
        ["de"] = "(?:farben)?(?:e[rsnm]?|n)?",
        ["fr"] = "(?:e?s?|tes?|nes?|les?|x|ses?|hes?|ques?)",
        ["es"] = "(?:e?s?|[oa]s?|it[oa]s?|ísim[oa]s?)",
        ["pt"] = "(?:e?s?|[oa]s?|inh[oa]s?|íssim[oa]s?)",
        ["it"] = "(?:[oaie]|h[ei]|i[oae]|in[oaie]|issim[oaie])?",
    }.ToFrozenDictionary(pair => pair.Key, pair => new Regex($"^{pair.Value}$", RegexOptions.CultureInvariant));

    public static bool Fits(string language, WordKind kind, ReadOnlySpan<char> ending) =>
        kind == WordKind.Quality && OfQualities.TryGetValue(language, out var own)
            ? own.IsMatch(ending)
            : ending.Length <= LongestOfThings || kind == WordKind.LookAlike;
}
