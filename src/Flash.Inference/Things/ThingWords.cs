using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Flash.Inference.Things;

/// <summary>Which stored things a prompt names: the longest phrases first, plurals and slips of the finger
/// allowed.</summary>
/// <remarks>Immutable.</remarks>
internal sealed partial class ThingWords
{
    /// <summary>Things taken of a prompt.</summary>
    public const int Most = 3;

    // Words of a phrase.
    private const int Longest = 5;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private readonly FrozenDictionary<string, ThingEntry> _keys,
        _hints;
    private readonly FrozenSet<string> _known,
        _owners,
        _prepositions;
    private readonly IReadOnlyList<string> _places;

    public ThingWords(ThingsFile file)
    {
        _keys = Table(file.Things, thing => thing.Keys);
        _hints = Table(file.Things, thing => thing.Hints);
        (_known, _owners, _prepositions) = (
            file.Known.ToFrozenSet(),
            file.Owners.ToFrozenSet(),
            file.Prepositions.ToFrozenSet()
        );
        _places = file.Places;
    }

    /// <param name="At">Its first word.</param>
    /// <param name="Length">Words.</param>
    /// <param name="Thing">What they name.</param>
    internal readonly record struct Mention(int At, int Length, ThingEntry Thing);

    /// <summary>A prompt's words without those of places and hours, its mentions in their order, and the things: what
    /// the prompt is about first.</summary>
    public (string[] Words, IReadOnlyList<Mention> Mentions, IReadOnlyList<ThingEntry> Things) Read(string prompt)
    {
        string[] words = [.. Word().Matches(WithoutPlaces(prompt.ToLowerInvariant())).Select(match => match.Value)];
        var found = Matches(words, phrase => Exact(_keys, phrase), Near);
        found = found.Count > 0 ? found : Matches(words, phrase => Exact(_hints, phrase));
        // Of nouns in a row the last is the thing: an apple pie is a pie.
        var mentions = found.Where(mention => found.All(other => other.At != mention.At + mention.Length)).ToList();
        // "a cat on a chair": what comes after a preposition is where, or with what.
        var things = mentions
            .Where(mention => !IsGoverned(words, mention.At))
            .Concat(mentions)
            .Select(mention => mention.Thing)
            .Distinct()
            .Take(Most)
            .ToList();
        return (words, mentions, things);
    }

    private static FrozenDictionary<string, ThingEntry> Table(
        IReadOnlyList<ThingEntry> things,
        Func<ThingEntry, IReadOnlyList<string>> phrases
    )
    {
        var table = new Dictionary<string, ThingEntry>(StringComparer.Ordinal);
        foreach (var thing in things)
        {
            foreach (var phrase in phrases(thing))
            {
                // What was taught last is meant.
                table[phrase] = thing;
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // No word counts twice; what the first way of looking finds goes before.
    private static List<Mention> Matches(string[] words, params ReadOnlySpan<Func<string, ThingEntry?>> looks)
    {
        var (taken, found) = (new bool[words.Length], new List<Mention>());
        foreach (var look in looks)
        {
            for (var length = Math.Min(Longest, words.Length); length > 0; length--)
            {
                for (var at = 0; at + length <= words.Length; at++)
                {
                    if (
                        !taken.AsSpan(at, length).Contains(true)
                        && look(string.Join(' ', words.AsSpan(at, length)!)) is { } thing
                    )
                    {
                        found.Add(new Mention(at, length, thing));
                        taken.AsSpan(at, length).Fill(true);
                    }
                }
            }
        }

        found.Sort((a, b) => a.At.CompareTo(b.At));
        return found;
    }

    private static ThingEntry? Exact(FrozenDictionary<string, ThingEntry> known, string phrase) =>
        known.GetValueOrDefault(phrase)
        ?? known.GetValueOrDefault(phrase.Replace('-', ' '))
        ?? known.GetValueOrDefault(phrase.Replace(" ", "", StringComparison.Ordinal));

    // One slip away: a letter too many, two that changed places, f for ph, another letter, one too few. The first
    // letter is never wrong, and only words of six letters or more that no caption has are looked at.
    private ThingEntry? Near(string phrase)
    {
        if (phrase.Length < 6 || phrase.Contains(' ') || _known.Contains(phrase))
        {
            return null;
        }

        foreach (var slip in Slips(phrase))
        {
            if (slip[0] == phrase[0] && _keys.TryGetValue(slip, out var thing))
            {
                return thing;
            }
        }

        return null;
    }

    private static IEnumerable<string> Slips(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
        }

        for (var i = 0; i + 1 < word.Length; i++)
        {
            yield return $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}";
        }

        yield return word.Replace("f", "ph", StringComparison.Ordinal);
        for (var i = 0; i < word.Length; i++)
        {
            foreach (var letter in Letters)
            {
                yield return $"{word[..i]}{letter}{word[(i + 1)..]}";
            }
        }

        for (var i = 0; i <= word.Length; i++)
        {
            foreach (var letter in Letters)
            {
                yield return word.Insert(i, letter.ToString());
            }
        }
    }

    private string WithoutPlaces(string prompt)
    {
        foreach (var phrase in _places)
        {
            for (var at = Phrases.Find(prompt, phrase, 0); at >= 0; at = Phrases.Find(prompt, phrase, at + 3))
            {
                prompt = $"{prompt[..at]} , {prompt[(at + phrase.Length)..]}";
            }
        }

        return prompt;
    }

    // Whether a preposition stands before the thing, with nothing between but what belongs to it, or it is another's
    // ("its feathers").
    private bool IsGoverned(string[] words, int at) =>
        words[Math.Max(0, at - 3)..at].Any(_prepositions.Contains)
        || words[Math.Max(0, at - 2)..at].Any(_owners.Contains);

    [GeneratedRegex("[a-z0-9]+(?:['-][a-z0-9]+)*")]
    private static partial Regex Word();
}
