using System.Collections.Frozen;
using System.Text;

namespace Flash.Bots.Moderation;

/// <summary>Which plain letters a character is read as; the table is <c>Folding/folding.txt</c>, made by the script
/// beside it.</summary>
internal static class LetterFolding
{
    private static readonly Lazy<FrozenDictionary<Rune, string>> Table = new(Load);

    /// <summary>The lower-case letters or digits it stands for; null for a character that is only itself.</summary>
    public static string? Of(Rune rune) => Table.Value.GetValueOrDefault(rune);

    private static FrozenDictionary<Rune, string> Load()
    {
        const string name = "Flash.Bots.Moderation.Folding.folding.txt";
        using var stream = typeof(LetterFolding).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The resource {name} is missing from {typeof(LetterFolding).Assembly.GetName().Name}."
            );
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<Rune, string>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var rune in line[(space + 1)..].EnumerateRunes())
            {
                table[rune] = line[..space];
            }
        }

        return table.ToFrozenDictionary();
    }
}
