using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Patterns of what people say, read once from a file in <c>Commands/Patterns</c>.</summary>
/// <remarks>
/// A line <c>= Name</c> begins a pattern; each line below it is another way to say the same. What follows the name is
/// around all of them, with <c>…</c> in their place. A line that begins with a space goes on with the one above,
/// <c>%Name%</c> is a pattern from further up, and <c>#</c> begins a comment. Immutable.
/// </remarks>
internal sealed class PatternFile
{
    private const string Place = "…";

    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private PatternFile() { }

    /// <summary>The names, in the order of the file.</summary>
    public IEnumerable<string> Names => _patterns.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="name">Without folder and extension.</param>
    public static PatternFile Load(string name)
    {
        using var stream = typeof(PatternFile).Assembly.GetManifestResourceStream($"patterns/{name}.txt")!; // embedded
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>The lines of a file that is a table: a name, then each language's words as <c>; de: …</c>.</summary>
    public static IEnumerable<(string Name, string Language, string Said)> Table(string name)
    {
        using var stream = typeof(PatternFile).Assembly.GetManifestResourceStream($"patterns/{name}.txt")!; // embedded
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            foreach (var part in parts.Skip(1))
            {
                yield return (parts[0], part[..2], part[3..].Trim());
            }
        }
    }

    /// <exception cref="FormatException">A line stands in front of the first name.</exception>
    /// <exception cref="ArgumentException">A pattern is none.</exception>
    internal static PatternFile Read(TextReader reader)
    {
        var file = new PatternFile();
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var (name, around, ways) = ("", Place, new List<StringBuilder>());
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                End();
                var header = line[2..].Split(' ', 2);
                (name, around, ways) = (header[0], header.Length > 1 ? header[1] : Place, []);
            }
            else if (line[0] == ' ')
            {
                ways[^1].Append(line.TrimStart());
            }
            else
            {
                ways.Add(new StringBuilder(line));
            }
        }

        End();
        return file;

        void End()
        {
            if (name is "")
            {
                _ = ways.Count == 0 ? 0 : throw new FormatException("A pattern has no name.");
                return;
            }

            var whole = around.Replace(Place, string.Join('|', ways), StringComparison.Ordinal);
            whole = Named.Replace(whole, use => $"(?:{named[use.Groups[1].Value]})");
            named.Add(name, whole);
            file._texts.Add(name, whole);
            file._patterns.Add(name, new Regex(whole, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
        }
    }

    /// <summary>The pattern with the name of the caller.</summary>
    public Regex Of([CallerMemberName] string name = "") => _patterns[name];

    /// <summary>The same as it stands in a longer pattern.</summary>
    public string TextOf(string name) => _texts[name];

    private static readonly Regex Named = new("%([A-Z][A-Za-z]*)%", RegexOptions.CultureInvariant);
}
