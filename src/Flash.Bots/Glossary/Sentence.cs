using Flash.Bots.Commands;

namespace Flash.Bots.Glossary;

/// <summary>English from the parts of a prompt in another language: qualities in front of their things, articles, and
/// plurals after numbers.</summary>
internal static class Sentence
{
    public static string Of(IReadOnlyList<Part> parts, Vocabulary vocabulary)
    {
        var words = new List<string>();
        var qualities = new List<string>();
        var determiner = "";
        var number = false;
        var thingAt = -1;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            switch (part.Entry?.Kind)
            {
                case WordKind.Silent:
                    break;
                case WordKind.Article:
                    determiner = part.Entry.English == "a" ? "a" : determiner;
                    break;
                case WordKind.Number:
                    (determiner, number) = (part.Entry.English, true);
                    break;
                case WordKind.Quality when thingAt >= 0 && qualities.Count == 0 && !IsBeforeThing(parts, i):
                    // "un bateau rouge"
                    words.Insert(thingAt, part.Entry.English);
                    break;
                case WordKind.Quality:
                    qualities.Add(part.Entry.English);
                    break;
                case WordKind.Thing:
                    if (thingAt >= 0)
                    {
                        EndPhrase();
                    }

                    // "the sea": there is one.
                    var isOnly = part.Entry.English.StartsWith("the ", StringComparison.Ordinal);
                    var thing = isOnly ? part.Entry.English[4..] : part.Entry.English;
                    words.Add(
                        number ? determiner
                        : isOnly ? "the"
                        : determiner is "" ? "a"
                        : determiner
                    );
                    thingAt = words.Count;
                    words.AddRange(qualities);
                    words.Add(number ? vocabulary.Plurals.GetValueOrDefault(thing, thing + "s") : thing);
                    (determiner, number) = ("", false);
                    qualities.Clear();
                    break;
                case WordKind.Phrase:
                    // "在森林里": the place says its preposition itself.
                    if (i > 0 && parts[i - 1].Entry is { Kind: WordKind.Joint, English: "in" or "on" })
                    {
                        words.RemoveAt(words.Count - 1);
                    }

                    EndPhrase();
                    words.Add(part.Entry.English);
                    break;
                case WordKind.Joint:
                    EndPhrase();
                    words.Add(part.Entry.English);
                    break;
                default:
                    // What is not understood stays in its place, so that what belongs to it can go with it.
                    EndPhrase();
                    words.Add(part.Typed);
                    break;
            }
        }

        EndPhrase();
        return Joined(words);

        // Qualities without a thing are said all the same.
        void EndPhrase()
        {
            words.AddRange(qualities);
            qualities.Clear();
            (determiner, number, thingAt) = ("", false, -1);
        }
    }

    private static bool IsBeforeThing(IReadOnlyList<Part> parts, int at)
    {
        var next = at + 1;
        while (next < parts.Count && parts[next].Entry?.Kind == WordKind.Quality)
        {
            next++;
        }

        return next < parts.Count && parts[next].Entry?.Kind == WordKind.Thing;
    }

    private static string Joined(List<string> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] == "a" && "aeiou".Contains(words[i + 1][0], StringComparison.Ordinal))
            {
                words[i] = "an";
            }
        }

        return OptionReader.Tidy(string.Join(' ', words)).TrimEnd(' ', '?', '？', '؟', '!', '！', '.', '。');
    }
}
