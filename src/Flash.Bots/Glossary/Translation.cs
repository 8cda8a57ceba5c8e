using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Glossary;

/// <summary>A prompt of another language in the words of a small English model.</summary>
/// <param name="Words">The prompt in English, with what is not understood as it was typed.</param>
/// <param name="Unknown">Its words that are not understood, as typed.</param>
internal sealed partial record Translation(string Words, IReadOnlyList<string> Unknown)
{
    /// <summary>The prompt in English, without what is not understood.</summary>
    public required string Understood { get; init; }

    /// <summary>Translates a prompt; null for one that is English, or in no language that there is a glossary
    /// of.</summary>
    public static Translation? Of(string prompt, Vocabulary vocabulary)
    {
        // A weight is for a word of the model's own.
        prompt = Weights().Replace(prompt, " ");
        if (Unspaced().IsMatch(prompt))
        {
            return Said([.. Glossaries.All.Where(glossary => glossary.IsUnspaced)], prompt, vocabulary);
        }

        var foreign = Word().Matches(prompt).Count(match => !vocabulary.Knows(match.Value));
        return foreign == 0
            ? null
            : Said([.. Glossaries.All.Where(glossary => !glossary.IsUnspaced)], prompt, vocabulary);
    }

    /// <summary>Other languages for changes to a recipe.</summary>
    public static ForeignWords WordsFor(Recipe recipe) =>
        Vocabulary.Of(recipe.Model) is { } vocabulary
            ? new ForeignWords(Of(recipe.Prompt, vocabulary)?.Words, text => Of(text, vocabulary)?.Understood)
            : new ForeignWords(null, In(recipe.Prompt));

    // Where the prompt is in another language, so are the words that change it.
    private static Func<string, string?>? In(string prompt) =>
        Vocabulary.Of(Vocabulary.EmbeddedModel) is { } vocabulary && Of(prompt, vocabulary) is null
            ? text => Of(text, vocabulary)?.Understood
            : null;

    private static Translation? Said(IReadOnlyList<Glossaries> languages, string prompt, Vocabulary vocabulary)
    {
        // Words that two languages share do not decide which it is; the others do.
        var best = languages
            .Select(language => (Parts: Parts(language, prompt, vocabulary), language))
            .Select(read =>
                (
                    read.Parts,
                    Hits: read.Parts.Sum(part => part.Entry?.Words.Count ?? 0),
                    Misses: read.Parts.Count(part => part.Entry is null && part.IsForeign)
                )
            )
            .MaxBy(read => (read.Hits - read.Misses, read.Hits));
        var things = best.Parts?.Count(part =>
            part.Entry is { Kind: WordKind.Thing or WordKind.Phrase or WordKind.Quality }
        ) ?? 0;
        // Of few words one that no English has is proof enough.
        var isSure =
            best.Parts?.Exists(part =>
                part.Entry is { Kind: WordKind.Quality or WordKind.Thing } entry
                && IsForeignForSure(part.Typed, entry.Kind, vocabulary)
            ) == true;
        var isProven = isSure && best.Misses <= 2;
        // "a rose garden" is no pink garden.
        if (!isSure && best.Hits == 1 && best.Parts!.Count > 2 && prompt.All(c => c < '\u0080'))
        {
            return null;
        }

        if (
            best.Parts is null
            || things == 0
            || (best.Hits <= best.Misses && !isProven && prompt.All(c => c < '\u0300'))
        )
        {
            return null;
        }

        return new Translation(
            Sentence.Of(best.Parts, vocabulary),
            [.. best.Parts.Where(part => part.IsForeign).Select(part => part.Typed).Distinct()]
        )
        {
            Understood = Sentence.Of(
                [.. best.Parts.Where(part => part.Entry is not null || !part.IsForeign)],
                vocabulary
            ),
        };
    }

    // A thing may be English that a small vocabulary lacks: "table". Of colours and sizes the English ones are few.
    private static bool IsForeignForSure(string word, WordKind kind, Vocabulary vocabulary) =>
        !vocabulary.Knows(word)
        && (
            word.Any(c => c > '\u007F')
            || (kind == WordKind.Quality && word.Length > 3 && !EnglishToo.Contains(word.ToLowerInvariant()))
        );

    // Colours and sizes that stand in English prompts as well.
    private static readonly FrozenSet<string> EnglishToo = FrozenSet.ToFrozenSet(
        (
            "rose rouge violet marron gross grand grands grande gran rosa rosas viola bella bell bells belle linda "
            + "bonita petit petite pastel alto alte mini mono dora dorado "
            + "blanca blanco bianca bianco negra negro noir blank gray grin verde branca preto smalls oldies pinky "
            + "grise brunette jolie mignon mignonette"
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries)
    );

    private static List<Part> Parts(Glossaries language, string prompt, Vocabulary vocabulary)
    {
        var parts = new List<Part>();
        if (language.IsUnspaced)
        {
            var unknown = new StringBuilder();
            for (var i = 0; i < prompt.Length; i++)
            {
                var entry = language.FindIn(prompt, i);
                if (entry is { Kind: WordKind.LookAlike })
                {
                    // "熊猫" is no bear and no cat.
                    unknown.Append(entry.Words[0]);
                    i += entry.Words[0].Length - 1;
                }
                else if (entry is not null)
                {
                    Flush();
                    parts.Add(new Part(entry.Words[0], entry, !KnowsAll(vocabulary, entry)));
                    i += entry.Words[0].Length - 1;
                }
                else if (char.IsLetterOrDigit(prompt[i]))
                {
                    unknown.Append(prompt[i]);
                }
                else
                {
                    Flush();
                    parts.Add(new Part(",", null, false));
                }
            }

            Flush();
            return parts;

            void Flush()
            {
                if (unknown.Length > 0)
                {
                    parts.Add(new Part(unknown.ToString(), null, !vocabulary.Knows(unknown.ToString())));
                    unknown.Clear();
                }
            }
        }

        var typed = Token().Matches(prompt).Select(match => match.Value).ToList();
        var lower = typed.Select(word => word.ToLowerInvariant().Replace('’', '\'')).ToList();
        if (language.Language == "ar")
        {
            (typed, lower) = Arabic(language, typed);
        }

        for (var i = 0; i < typed.Count; i++)
        {
            if (language.Find(lower, i) is { } entry)
            {
                parts.Add(new Part(typed[i], entry, !KnowsAll(vocabulary, entry)));
                i += entry.Words.Count - 1;
            }
            else
            {
                var isWord = char.IsLetterOrDigit(typed[i][0]);
                parts.Add(new Part(typed[i], null, isWord && !vocabulary.Knows(typed[i])));
            }
        }

        return parts;
    }

    private static bool KnowsAll(Vocabulary vocabulary, GlossaryEntry entry) =>
        entry.Kind is not WordKind.Thing || vocabulary.Knows(entry.English.Split(' ')[^1]);

    // "والقمر" is two words, and "قمرا" is "قمر" as what something is done to.
    private static (List<string> Typed, List<string> Plain) Arabic(Glossaries language, List<string> tokens)
    {
        var (typed, plain) = (new List<string>(), new List<string>());
        foreach (var token in tokens)
        {
            var whole = ArabicWords.Plain(token);
            if (whole is "")
            {
                // A mark alone, such as the one that makes a heart red.
                typed.Add(token);
                plain.Add(token);
            }
            else if (token[0] == 'و' && token.Length > 3 && language.Find([whole], 0) is null)
            {
                typed.Add("و");
                plain.Add("و");
                typed.Add(token[1..]);
                plain.Add(Object(ArabicWords.Plain(token[1..])));
            }
            else
            {
                typed.Add(token);
                plain.Add(Object(whole));
            }
        }

        return (typed, plain);

        string Object(string word) =>
            language.Find([word], 0) is null
            && word.Length > 3
            && word[^1] == 'ا'
            && language.Find([word[..^1]], 0) is not null
                ? word[..^1]
                : word;
    }

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF]")]
    private static partial Regex Unspaced();

    [GeneratedRegex(@"\s*[:：]\s*-?\d*[.,]?\d+(?=\s*[)）\]])|[()（）\[\]]")]
    private static partial Regex Weights();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();

    // An apostrophe ends an article: l'eau.
    [GeneratedRegex(@"(?:[ldLD]|un)['’](?=\p{L})|[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")]
    private static partial Regex Token();
}

/// <summary>A word or phrase of a prompt.</summary>
/// <param name="Typed">As typed.</param>
/// <param name="Entry">What it is in English; null when unknown.</param>
/// <param name="IsForeign">Not understood, and no English either.</param>
internal readonly record struct Part(string Typed, GlossaryEntry? Entry, bool IsForeign);
