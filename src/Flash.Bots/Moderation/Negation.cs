using System.Text.RegularExpressions;

namespace Flash.Bots.Moderation;

/// <summary>Whether words say that something is not there: “no nudity”, “without any nudity or sex”, “not
/// naked”.</summary>
internal static partial class Negation
{
    /// <summary>Whether something is found in a reading that is not said to be absent.</summary>
    /// <param name="reading">Words with <see cref="PromptWords.ClauseEnd"/> where a clause ends.</param>
    /// <param name="words">What is looked for.</param>
    public static bool FindsPresent(string reading, Regex words)
    {
        var absentUntil = -1;
        foreach (var found in words.EnumerateMatches(reading))
        {
            var before = reading.AsSpan(0, found.Index);
            var behind = reading.AsSpan(found.Index + found.Length);
            var isAbsent =
                IsDenied(before)
                || IsFree(reading.AsSpan(found.Index, found.Length), behind)
                || (absentUntil >= 0 && GoesOn(reading.AsSpan(absentUntil, found.Index - absentUntil), behind));
            if (!isAbsent)
            {
                return true;
            }

            absentUntil = found.Index + found.Length;
        }

        return false;
    }

    /// <summary>A prompt with “не” and “нет” in English: folded to Latin letters they are “he” and “het”.</summary>
    public static string InEnglish(string prompt) => Cyrillic().Replace(prompt, "no");

    private static bool IsDenied(ReadOnlySpan<char> before)
    {
        if (Chinese().IsMatch(before))
        {
            return true;
        }

        // The engine without backtracking finds the first match: only the last words can be it.
        foreach (var denial in Denial().EnumerateMatches(before[Math.Max(0, before.Length - 120)..]))
        {
            var start = Math.Max(0, before.Length - 120) + denial.Index;
            return !Twice().IsMatch(before[..start].TrimEnd());
        }

        return false;
    }

    // "no nudity or sex", and "no nudity, sex or gore".
    private static bool GoesOn(ReadOnlySpan<char> between, ReadOnlySpan<char> behind) =>
        between is " " || Or().IsMatch(between) || (between is " , " && OrBehind().IsMatch(behind));

    private static bool IsFree(ReadOnlySpan<char> found, ReadOnlySpan<char> behind) =>
        Forbidden().IsMatch(behind) || (Thing().IsMatch(found) && (behind is " free" || behind.StartsWith(" free ")));

    // A word before them; words between that change nothing.
    [GeneratedRegex(
        @"(?:^|[ ])(?:no|not|non|never|without|zero|isnt|arent|nothing|neither|nor|avoid|avoiding|exclude|excluding|"
            + @"free of|free from|"
            + "kein|keine|keinen|keiner|keines|keinerlei|nicht|niemals|ohne|"
            + "sans|aucun|aucune|pas|ni|sin|ningun|ninguna|nada de|senza|nessun|nessuna|nessuno|sem|nao|nenhum|nenhuma|"
            + "geen|niet|zonder|bez|nie|бeз|hи|hиkakиx|hиkakoй)" // Cyrillic as it is folded.
            + "(?: (?:any|a|an|the|explicit|visible|full|frontal|partial|graphic|actual|implied|form|forms|kind|kinds|"
            + "sort|hint|trace|sign|depiction|"
            + "of|at|all|female|male|"
            + "jegliche|jede|die|der|etwas|de|d|la|le|ningun|tipo|di|da|more)){0,4} "
            + @"(?:\w+(?: , \w+){0,3} (?:, )?(?:or|nor|oder|ou) )?$"
    )]
    private static partial Regex Denial();

    [GeneratedRegex(@"\b(?:не|нет|ні|ані)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cyrillic();

    [GeneratedRegex("(?:没有|沒有|没|不要|不含|不|别|避免|无|無|非|禁止)$")]
    private static partial Regex Chinese();

    // "why not", "not only no": what is denied twice is there.
    [GeneratedRegex(
        "(?:^| )(?:why|not|no|never|nothing|if|whether|or|cannot|cant|dont|hardly|warum|pourquoi|nicht|sans|porque)$"
    )]
    private static partial Regex Twice();

    [GeneratedRegex("^ (?:, )?(?:or|nor|oder|noch|ou|ni|o|of|lub|или|and|und|et|y|e|en|i|и)(?: any| no)? $")]
    private static partial Regex Or();

    [GeneratedRegex("^ (?:, )?(?:or|nor|oder|ou|ni|o|или|no)(?: |$)")]
    private static partial Regex OrBehind();

    [GeneratedRegex(
        "^ ?(?:なし|無し|禁止|ではない|じゃない|없이|없는|금지|yok|olmadan|verboten|prohibid[oa]s?|interdite?s?)"
    )]
    private static partial Regex Forbidden();

    [GeneratedRegex("(?:ity|sex|gore|porn|porno|torture|nsfw|suicide|content)$")]
    private static partial Regex Thing();
}
