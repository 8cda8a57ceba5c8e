using System.Globalization;
using System.Text;

namespace Flash.Inference.Text;

/// <summary>Unicode's canonical composition (Unicode Standard Annex 15, form C): an e followed by an accent becomes
/// é.</summary>
/// <remarks>.NET leaves this to ICU, which is not there where Flash runs; <c>composition.txt</c> holds what has to be
/// known of each character. Thread safe.</remarks>
internal static class CanonicalComposition
{
    // Below this every character is composed already and takes no part in a composition as its second half.
    private const char FirstCombining = '\u0300';

    // Hangul syllables are counted, not listed: leading consonant, vowel, trailing consonant.
    private const int Syllables = 0xAC00,
        Leading = 0x1100,
        Vowels = 0x1161,
        Trailing = 0x11A7,
        LeadingCount = 19,
        VowelCount = 21,
        TrailingCount = 28;

    private static readonly Lazy<Tables> Data = new(Tables.Read);

    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstCombining - 1)) < 0)
        {
            return text;
        }

        var tables = Data.Value;
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, tables, runes);
        }

        Order(runes, tables);
        Recompose(runes, tables);
        var composed = new StringBuilder(text.Length);
        foreach (var rune in runes)
        {
            composed.Append(new Rune(rune).ToString());
        }

        return composed.ToString();
    }

    private static void Decompose(int rune, Tables tables, List<int> into)
    {
        if (rune - Syllables is >= 0 and < LeadingCount * VowelCount * TrailingCount and var syllable)
        {
            into.Add(Leading + (syllable / (VowelCount * TrailingCount)));
            into.Add(Vowels + (syllable / TrailingCount % VowelCount));
            if (syllable % TrailingCount is > 0 and var trailing)
            {
                into.Add(Trailing + trailing);
            }
        }
        else if (tables.Parts.TryGetValue(rune, out var parts))
        {
            Decompose(parts.First, tables, into);
            if (parts.Second is { } second)
            {
                Decompose(second, tables, into);
            }
        }
        else
        {
            into.Add(rune);
        }
    }

    // Each run of combining marks by class; marks of one class stay in the order they were typed in.
    private static void Order(List<int> runes, Tables tables)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            var end = start;
            while (end < runes.Count && tables.ClassOf(runes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] ordered = [.. runes.GetRange(start, end - start).OrderBy(tables.ClassOf)];
                for (var i = 0; i < ordered.Length; i++)
                {
                    runes[start + i] = ordered[i];
                }
            }

            start = Math.Max(start, end);
        }
    }

    // A mark joins the last character that starts something, unless one of the same or a higher class stands between
    // them.
    private static void Recompose(List<int> runes, Tables tables)
    {
        var (starter, kept, lastClass) = (-1, 0, 0);
        for (var i = 0; i < runes.Count; i++)
        {
            var (rune, own) = (runes[i], tables.ClassOf(runes[i]));
            var adjacent = starter == kept - 1;
            if (
                starter >= 0
                && (adjacent || (lastClass != 0 && lastClass < own))
                && Pair(runes[starter], rune, tables) is { } whole
            )
            {
                runes[starter] = whole;
                continue;
            }

            if (own == 0)
            {
                starter = kept;
            }

            lastClass = own;
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        if (
            first - Leading is >= 0 and < LeadingCount and var leading
            && second - Vowels is >= 0 and < VowelCount and var vowel
        )
        {
            return Syllables + (((leading * VowelCount) + vowel) * TrailingCount);
        }

        if (
            first - Syllables is >= 0 and < LeadingCount * VowelCount * TrailingCount and var syllable
            && syllable % TrailingCount == 0
            && second - Trailing is > 0 and < TrailingCount and var trailing
        )
        {
            return first + trailing;
        }

        return tables.Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private sealed class Tables
    {
        private readonly Dictionary<int, int> _classes = [];

        /// <summary>One level of each canonical decomposition.</summary>
        public Dictionary<int, (int First, int? Second)> Parts { get; } = [];

        /// <summary>From two characters to the one that stands for both.</summary>
        public Dictionary<(int First, int Second), int> Wholes { get; } = [];

        public static Tables Read()
        {
            var tables = new Tables();
            using var stream = typeof(Tables).Assembly.GetManifestResourceStream("Flash.Inference.Text.composition.txt")
                ?? throw new InvalidOperationException("composition.txt is not in this assembly.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                var words = line.Split(' ');
                if (words[0] == "class")
                {
                    tables.AddClass(int.Parse(words[1].TrimEnd(':'), CultureInfo.InvariantCulture), words.AsSpan(2));
                }
                else if (words[0] != "#")
                {
                    tables.AddParts(words);
                }
            }

            return tables;
        }

        public int ClassOf(int rune) => rune < FirstCombining ? 0 : _classes.GetValueOrDefault(rune);

        private void AddClass(int number, ReadOnlySpan<string> ranges)
        {
            foreach (var range in ranges)
            {
                var dash = range.IndexOf('-', StringComparison.Ordinal);
                var (first, last) =
                    dash < 0 ? (Hex(range), Hex(range)) : (Hex(range[..dash]), Hex(range[(dash + 1)..]));
                for (var rune = first; rune <= last; rune++)
                {
                    _classes.Add(rune, number);
                }
            }
        }

        private void AddParts(string[] words)
        {
            var whole = Hex(words[0]);
            Parts.Add(whole, (Hex(words[1]), words.Length > 2 && words[2] != "!" ? Hex(words[2]) : null));
            if (words[^1] != "!" && Parts[whole].Second is { } second)
            {
                Wholes.Add((Parts[whole].First, second), whole);
            }
        }

        private static int Hex(string digits) =>
            int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
