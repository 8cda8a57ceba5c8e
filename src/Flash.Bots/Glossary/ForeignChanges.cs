using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Flash.Bots.Commands;

namespace Flash.Bots.Glossary;

/// <summary>
/// Changes said in another language, as the English sentence that means the same: "mach ihn größer" is "make it
/// bigger", "sans l'arbre" is "remove the tree". What is changed is then read as English (<see cref="ChangeWords"/>);
/// the languages are a table, <c>changes.txt</c>.
/// </summary>
/// <remarks>Immutable, loaded once.</remarks>
internal static partial class ForeignChanges
{
    private static readonly Lazy<IReadOnlyList<ChangeForm>> Forms = new(ChangeForm.Load);

    // First words that are English ones, too: there a word of the other language has to follow.
    private static readonly FrozenSet<string> EnglishToo = FrozenSet.ToFrozenSet(
        (
            "male mal con sin come as o a e y ma ora no die den das fall fa fai tire en mas mais de mete mettre pour "
            + "change transforme fais mets borra pon style remove "
            + "elimina saca leva metti cambia noch des ce la le les el los im ancora neu quer encore plus menor major "
            + "vertical undo i et un une and en blanco enorme"
        ).Split(' ')
    );

    /// <summary>The sentence in English; null where no language has it.</summary>
    /// <param name="text">One change, as typed.</param>
    /// <param name="prompt">What is changed.</param>
    /// <param name="english">Words in English: a thing, a colour; the same where they are not understood.</param>
    /// <param name="isEnglishKnown">Words of other languages are put into English, so that there can be proof that it
    /// is one.</param>
    public static string? English(string text, string prompt, Func<string, string> english, bool isEnglishKnown)
    {
        if (text.Length > 200)
        {
            return null;
        }

        text = Begging().Replace(text, "");
        var plain = text.ToLowerInvariant().Replace('’', '\'');
        var isEnglishScript = plain.All(c => c < '\u0250');
        foreach (var form in Forms.Value)
        {
            foreach (Match match in form.Matches(plain))
            {
                if (Said(form, match) is { } said)
                {
                    return said;
                }
            }
        }

        return null;

        string? Said(ChangeForm form, Match match)
        {
            var isProven =
                !isEnglishScript || !isEnglishKnown || form.Slots.Count == 0 || (form.HasWords && !IsEnglishToo(plain));
            var sentence = form.English;
            foreach (var slot in form.Slots)
            {
                var typed = Typed(text, match.Groups[slot.Name]);
                if (form.It.IsMatch(typed))
                {
                    return null;
                }

                if (slot.IsChange && English(typed, prompt, english, isEnglishKnown) is { } change)
                {
                    return change;
                }

                var known = Known(form.Language, typed, english);
                isProven |= !known.Equals(typed, StringComparison.OrdinalIgnoreCase);
                if (!slot.Fits(known))
                {
                    return null;
                }

                known = slot.IsMany ? Many(known) : known;
                var at = sentence.IndexOf(slot.Mark, StringComparison.Ordinal);
                var isThe = at >= 4 && sentence[..at].EndsWith("the ", StringComparison.Ordinal);
                if (isThe && !PromptWords.Has(prompt, PromptWords.AsIn(prompt, ChangeWords.WithoutArticle(known))))
                {
                    return null;
                }

                sentence = sentence.Replace(
                    slot.Mark,
                    isThe ? ChangeWords.WithoutArticle(known) : known,
                    StringComparison.Ordinal
                );
            }

            return isProven ? sentence : null;
        }
    }

    private static string Typed(string text, Group group) => text.Substring(group.Index, group.Length);

    private static bool IsEnglishToo(string plain) => EnglishToo.Contains(FirstWord().Match(plain).Value);

    // "größer" is a word of the table, "Katze" one of the glossary.
    private static string Known(string language, string typed, Func<string, string> english)
    {
        var lower = typed.Trim().ToLowerInvariant();
        var word = Forms.Value.FirstOrDefault(form =>
            form.Slots.Count == 0 && form.Language == language && form.Matches(lower).Any()
        );
        return word?.English ?? english(typed.Trim()).Trim(' ', ',', '.');
    }

    private static string Many(string thing)
    {
        var bare = ChangeWords.WithoutArticle(thing);
        return
            bare == thing
            || bare.Contains(' ', StringComparison.Ordinal)
            || Vocabulary.Of(Vocabulary.EmbeddedModel)?.Plurals.TryGetValue(bare, out var plural) != true
            ? bare
            : plural!;
    }

    // "mach ihn bitte schwarz"
    [GeneratedRegex(
        @"(?<=\S)\s+(?:bitte|doch|s['’]il (?:te|vous) plaît|por favor|per favore|пожалуйста|будь ласка|من فضلك)(?=\s)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Begging();

    [GeneratedRegex(@"^\p{L}+")]
    private static partial Regex FirstWord();
}
