using System.Collections.Frozen;
using System.Globalization;

namespace Flash.Bots.Glossary;

/// <summary>Prompts of emoji alone, in the words of flash-mini: 🐱🌙 is a cat and a moon. The table is
/// <c>emoji.txt</c>.</summary>
/// <param name="Words">What is shown; empty where nothing of it is known.</param>
/// <param name="Unknown">The signs that are not in the table.</param>
internal sealed record PictureSigns(string Words, IReadOnlyList<string> Unknown)
{
    private static readonly FrozenDictionary<string, (bool IsThing, string Words)> Signs = Load();

    /// <summary>Null for a prompt with letters or digits in it, or without a sign.</summary>
    public static PictureSigns? In(string prompt)
    {
        if (prompt.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        var (things, places, unknown) = (new List<string>(), new List<string>(), new List<string>());
        var elements = StringInfo.GetTextElementEnumerator(prompt);
        while (elements.MoveNext())
        {
            var sign = elements.GetTextElement();
            if (Signs.TryGetValue(Bare(sign), out var known))
            {
                (known.IsThing ? things : places).Add(known.Words);
            }
            else if (sign.Any(c => char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol))
            {
                unknown.Add(sign);
            }
        }

        if (things.Count + places.Count + unknown.Count == 0)
        {
            return null;
        }

        var shown = things.GroupBy(thing => thing).Select(group => Counted(group.Key, group.Count())).ToList();
        return new PictureSigns(
            string.Join(
                    ' ',
                    shown.Take(3).Aggregate("", (all, one) => all is "" ? one : $"{all} and {one}"),
                    places.FirstOrDefault()
                )
                .Trim(),
            [.. unknown.Distinct()]
        );
    }

    private static readonly string[] Numbers = ["two", "three", "four"];

    private static string Counted(string thing, int count)
    {
        var plurals = Vocabulary.Of(Vocabulary.EmbeddedModel)!.Plurals;
        return count switch
        {
            1 => ("aeiou".Contains(thing[0], StringComparison.Ordinal) ? "an " : "a ") + thing,
            2 or 3 or 4 => Numbers[count - 2] + " " + plurals.GetValueOrDefault(thing, thing + "s"),
            _ => $"many {plurals.GetValueOrDefault(thing, thing + "s")}",
        };
    }

    // Without the mark for colour, and without skin tones.
    private static string Bare(string sign) =>
        string.Concat(
            sign.EnumerateRunes().Where(rune => rune.Value is not (0xFE0F or 0xFE0E or (>= 0x1F3FB and <= 0x1F3FF)))
        );

    private static FrozenDictionary<string, (bool IsThing, string Words)> Load()
    {
        using var stream = typeof(PictureSigns).Assembly.GetManifestResourceStream("emoji.txt")!; // embedded
        using var reader = new StreamReader(stream);
        var signs = new Dictionary<string, (bool, string)>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var parts = line.Split(';');
                foreach (var sign in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    signs.TryAdd(Bare(sign), (parts[0][0] == 'n', parts[0][2..]));
                }
            }
        }

        return signs.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
