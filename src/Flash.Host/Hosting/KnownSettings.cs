using System.Collections;
using System.Text.RegularExpressions;
using F23.StringSimilarity;
using Flash.Host.CommandLine;

namespace Flash.Host.Hosting;

/// <summary>The settings that there are, as <c>docs/configuration.md</c> lists them: one that is misspelled does
/// nothing, and says so.</summary>
internal static partial class KnownSettings
{
    private const string Resource = "Flash.Host.configuration.md";
    private const string Root = "Flash:";

    // What .NET itself reads, in places that the page does not list.
    private static readonly string[] NetsOwn = ["Logging", "Kestrel", "Hangfire", "OpenTelemetry"];

    private static readonly Lazy<IReadOnlyList<string>> Keys = new(Read);

    // Letters to add, take out, replace, or exchange with their neighbour.
    private static readonly OptimalStringAlignment Slips = new();

    /// <summary>All of them, with colons.</summary>
    public static IReadOnlyList<string> All => Keys.Value;

    /// <summary>Refuses a setting of the command line that is none.</summary>
    /// <param name="argument">As it was typed: <c>--Flash:Logs:Format=json</c>, or without the value.</param>
    /// <exception cref="BadArgumentException">It is none; the message names the nearest one.</exception>
    public static void Check(string argument)
    {
        var key = argument.TrimStart('-', '/').Split('=', 2)[0];
        if (!IsKnown(key) && !NetsOwn.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new BadArgumentException(
                Nearest(key) is { } nearest
                    ? $"there is no setting '{key}'; did you mean --{nearest}?"
                    : $"there is no setting '{key}'; docs/configuration.md lists them all."
            );
        }
    }

    /// <summary>A sentence for each variable of the environment that looks like a setting of Flash and is
    /// none.</summary>
    public static IEnumerable<string> Strangers(IDictionary environment) =>
        environment
            .Keys.Cast<string>()
            .Where(name => name.Contains("__", StringComparison.Ordinal))
            .Select(name => (Name: name, Key: name.Replace("__", ":", StringComparison.Ordinal)))
            .Where(variable => IsOurs(variable.Key) && !IsKnown(variable.Key))
            .OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable =>
                Nearest(variable.Key)?.Replace(":", "__", StringComparison.Ordinal) is { } nearest
                    ? $"the environment sets {variable.Name}, which is no setting and does nothing; did you mean "
                        + $"{nearest}?"
                    : $"the environment sets {variable.Name}, which is no setting and does nothing."
            );

    // "Telegram__Token" is the slip of a person who thought of the section alone.
    private static bool IsOurs(string key) =>
        IsKnown(Root + key)
        || All.Any(known =>
            known.Split(':') is [var section, _, ..]
            && section.Equals(key.Split(':')[0], StringComparison.OrdinalIgnoreCase)
        );

    // Any may name a file instead.
    private static bool IsKnown(string key)
    {
        var plain = key.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) ? key[..^"_FILE".Length] : key;
        var parts = plain.Split(':');
        return All.Any(known =>
            known.Split(':') is var wanted && wanted.Length == parts.Length && wanted.Zip(parts).All(IsSame)
        );
    }

    // A list counts from 0, and NAME is one of people's own.
    private static bool IsSame((string Wanted, string Given) part) =>
        part.Wanted is "NAME"
        || part.Wanted.Equals(part.Given, StringComparison.OrdinalIgnoreCase)
        || (part.Wanted is "0" && part.Given.All(char.IsAsciiDigit));

    private static string? Nearest(string key) =>
        All.Select(known => (Known: known, Distance: Math.Min(Slip(known, key), Slip(known, Root + key))))
            .Where(candidate => candidate.Distance <= Math.Max(2, key.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Known)
            .FirstOrDefault();

    private static double Slip(string known, string key) =>
        Slips.Distance(known.ToUpperInvariant(), key.ToUpperInvariant());

    private static IReadOnlyList<string> Read()
    {
        using var stream = typeof(KnownSettings).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var reader = new StreamReader(stream);
        return [.. Listed().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"^- \*\*`([A-Za-z]+(?::[A-Za-z0-9]+)+)`\*\*", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
