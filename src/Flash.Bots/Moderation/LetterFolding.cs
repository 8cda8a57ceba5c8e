using System.Collections.Frozen;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>Which plain letters a character is read as; the tables are <c>Folding/*.txt</c>, made by the scripts beside
/// them.</summary>
internal static class LetterFolding
{
    private static readonly Lazy<FrozenDictionary<Rune, string>> Table = new(() => Load("folding"));
    private static readonly Lazy<FrozenDictionary<Rune, string>> Rarer = new(() => Load("look-alikes"));

    /// <summary>The lower-case letters or digits it stands for; null for a character that is only itself.</summary>
    public static string? Of(Rune rune) => Table.Value.GetValueOrDefault(rune);

    /// <summary>The letters it looks like, though it is an honest letter of another alphabet; <c>|</c> is i or l. Null
    /// where it looks like none.</summary>
    public static string? LooksLike(Rune rune) => Rarer.Value.GetValueOrDefault(rune);

    private static FrozenDictionary<Rune, string> Load(string table)
    {
        var name = $"Flash.Bots.Moderation.Folding.{table}.txt";
        using var stream = typeof(LetterFolding).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The resource {name} is missing from {typeof(LetterFolding).Assembly.GetName().Name}."
            );
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var runes = new Dictionary<Rune, string>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var rune in line[(space + 1)..].EnumerateRunes())
            {
                runes[rune] = line[..space];
            }
        }

        return runes.ToFrozenDictionary();
    }
}
