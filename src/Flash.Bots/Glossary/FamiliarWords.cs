using System.Text.RegularExpressions;
using Flash.Bots.Commands;

namespace Flash.Bots.Glossary;

/// <summary>
/// A prompt without what a small model has never seen: such a word blurs its neighbours. Its whole phrase goes, with
/// the preposition and the article that tie it: "a cat on a red wall" is "a cat", "a samurai on a horse" is "a horse".
/// </summary>
/// <remarks>Immutable. What is typed, stored and judged stays as it is; this is only what the model is told.</remarks>
internal sealed partial class FamiliarWords(Vocabulary vocabulary)
{
    /// <summary>The filter of a model; null for one that reads any words.</summary>
    public static FamiliarWords? Of(string model) =>
        Vocabulary.Of(model) is { } vocabulary ? new FamiliarWords(vocabulary) : null;

    /// <summary>The prompt without unknown phrases; as it is where everything is known. Null where no thing and no
    /// place that is known would be left.</summary>
    public string? In(string words)
    {
        var tokens = Token().Matches(words).Select(match => new PromptToken(match.Value)).ToList();
        if (tokens.TrueForAll(IsKnown))
        {
            return words;
        }

        var phrases = Phrase.Of(tokens);
        foreach (var phrase in phrases)
        {
            Judge(phrase);
        }

        MendOf(phrases);
        if (!phrases.Exists(phrase => phrase.Body.Exists(token => token.IsKept && IsAnchor(token))))
        {
            return null;
        }

        MendLeads(phrases);
        return Joined(tokens);
    }

    private bool IsKnown(PromptToken token) => !token.IsWord || vocabulary.Knows(token.Text);

    // What a picture can be of without anything else.
    private bool IsAnchor(PromptToken token) => vocabulary.IsThing(token.Text) || vocabulary.IsPlace(token.Text);

    private void Judge(Phrase phrase)
    {
        if (phrase.Body.TrueForAll(IsKnown))
        {
            return;
        }

        // "a wooden house" is a house, "a cat statue" a cat; but "a snow leopard" is no snow, and of "a red wall" no
        // red is left. "A cat sitting" goes on sitting.
        var last = phrase.Body.FindLastIndex(token => !(IsKnown(token) && NounPhrase.IsDoing(token.Text)));
        var head =
            last >= 0 && IsKnown(phrase.Body[last]) && IsAnchor(phrase.Body[last])
                ? last
                : phrase.Body.FindLastIndex(token => vocabulary.IsThing(token.Text));
        if (head < 0)
        {
            phrase.Drop();
            return;
        }

        for (var i = 0; i < phrase.Body.Count; i++)
        {
            var token = phrase.Body[i];
            token.IsKept = IsKnown(token) && (i <= head || NounPhrase.IsDoing(token.Text));
        }
    }

    // "in front of a wall" goes altogether; "a photo of a samurai on a horse" is a photo of a horse.
    private void MendOf(List<Phrase> phrases)
    {
        for (var i = phrases.Count - 1; i > 0; i--)
        {
            var (before, phrase) = (phrases[i - 1], phrases[i]);
            if (
                phrase.IsKept
                || !phrase.StartsWith("of")
                || !before.IsKept
                || before.Group != phrase.Group
                || before.Body.FindLast(token => token.IsKept) is not { } head
                || IsAnchor(head)
            )
            {
                continue;
            }

            var next = phrases.Find(later => later.IsKept && later.Group == phrase.Group && later.At > phrase.At);
            if (Media().IsMatch(head.Text) && next?.Body.Exists(token => vocabulary.IsThing(token.Text)) == true)
            {
                next.LeadWith("of");
            }
            else
            {
                before.Drop();
            }
        }
    }

    // A joining word with nothing on its other side goes; where what someone does went, "and" comes.
    private void MendLeads(List<Phrase> phrases)
    {
        Phrase? previous = null;
        foreach (var phrase in phrases.Where(phrase => phrase.IsKept))
        {
            var isFirst = previous is null || previous.Group != phrase.Group;
            var isThing = phrase.Body.Exists(token => vocabulary.IsThing(token.Text));
            if (
                isFirst && phrases.Exists(other => !other.IsKept && other.Group == phrase.Group && other.At < phrase.At)
            )
            {
                var isOpening = previous is null && isThing;
                if (isOpening || phrase.StartsWith("and") || phrase.StartsWith("or") || phrase.StartsWith("of"))
                {
                    phrase.LeadWith("");
                }
            }
            else if (!isFirst && phrase.Lead.Count == 0)
            {
                phrase.LeadWith(
                    !isThing ? "at"
                    : previous!.Tokens.Any(token => Riding().IsMatch(token.Text)) ? "on"
                    : "and"
                );
            }

            var isAlone = !phrases.Exists(other =>
                other.IsKept && other.At == phrase.At + 1 && other.StartsWith("and")
            );
            if (phrase.StartsWith("between") && isAlone)
            {
                phrase.LeadWith("next to");
            }

            previous = phrase;
        }
    }

    private static string Joined(List<PromptToken> tokens)
    {
        var kept = tokens.Where(token => token.IsKept && token.Said is not "").ToList();
        for (var i = 0; i + 1 < kept.Count; i++)
        {
            var next = tokens[tokens.IndexOf(kept[i]) + 1];
            if (kept[i].Text.ToLowerInvariant() is "a" or "an" && next != kept[i + 1])
            {
                var isVowel = "aeiou".Contains(char.ToLowerInvariant(kept[i + 1].Said[0]), StringComparison.Ordinal);
                kept[i].Said = kept[i].Text[..1] + (isVowel ? "n" : "");
            }
        }

        var text = Hanging().Replace(string.Join(' ', kept.Select(token => token.Said)), "$1");
        text = LooseDashes().Replace(EmptyBrackets().Replace(text, ""), " ");
        return OptionReader.Tidy(Commas().Replace(text, ", ").Trim(' ', ',', ';', '.'));
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|:\s*\d*\.?\d+(?=\s*\))|[^\s\p{L}\p{M}\p{N}]")]
    private static partial Regex Token();

    [GeneratedRegex(
        "^(?:photo|photograph|picture|image|painting|drawing|sketch|illustration|cartoon|watercolou?r|render)s?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Media();

    [GeneratedRegex("^(?:riding|rides|rode)$", RegexOptions.IgnoreCase)]
    private static partial Regex Riding();

    // No space where a bracket opens or closes, and none in front of punctuation.
    [GeneratedRegex(@"(?<=[(\[{])\s+|\s+(?=[)\]},;.!?:])()")]
    private static partial Regex Hanging();

    [GeneratedRegex(@"(?:[(\[{]\s*)+(?::\s*[\d.]+\s*)?(?:[)\]}]\s*)+")]
    private static partial Regex EmptyBrackets();

    // What stood between them went.
    [GeneratedRegex(@"(?:\s*[—–](?=\s|$)){2,}|\s*[—–]\s*$|^\s*[—–]\s*")]
    private static partial Regex LooseDashes();

    [GeneratedRegex(@"\s*[,;](?:\s*[,;.])*\s*")]
    private static partial Regex Commas();
}
