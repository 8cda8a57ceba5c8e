using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using F23.StringSimilarity;

namespace Flash.Bots.Glossary;

/// <summary>What a small model was shown, by the words for it: <c>vocabulary.json</c> of its folder.</summary>
/// <remarks>Immutable. Only the embedded model's is here; models that read any words have none.</remarks>
internal sealed partial class Vocabulary
{
    /// <summary>The model that comes with Flash, and brings its vocabulary.</summary>
    public const string EmbeddedModel = "flash-mini";

    // Said in any prompt without being a thing to see.
    private static readonly FrozenSet<string> Grammar = FrozenSet.ToFrozenSet(
        (
            "the of to for from by at his her my your our very that this these those is are be been its their as it he "
            + "she they we you i me him them which who whose while "
            + "then there here some any all both each every no not without or but so too just also more most less much "
            + "many few out up down off into onto over through across "
            + "toward towards along around against like style look looking scene view shot please wearing holding "
            + "having has have was were being made using only one"
        ).Split(' ')
    );

    private static readonly Lazy<Vocabulary> FlashMini = new(() => Load("vocabularies/flash-mini.json"));

    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string> _things;
    private readonly FrozenSet<string> _places;

    private Vocabulary(JsonElement root)
    {
        var things = root.GetProperty("things").EnumerateObject().ToList();
        _words = Set(Texts(root.GetProperty("words")));
        _things = Set(
            things
                .SelectMany(thing =>
                    (IEnumerable<string>)
                        [
                            thing.Name,
                            .. Texts(thing.Value.GetProperty("synonyms")),
                            .. Texts(thing.Value.GetProperty("plurals")),
                        ]
                )
                .Select(LastWord)
        );
        string[] groups = ["settings", "hours", "weathers", "lights"];
        _places = Set(
            groups
                .SelectMany(group => root.GetProperty(group).EnumerateObject())
                .SelectMany(phrases => Texts(phrases.Value))
                .Select(LastWord)
        );
        Plurals = things.ToDictionary(
            thing => thing.Name,
            thing => Texts(thing.Value.GetProperty("plurals")).FirstOrDefault() ?? thing.Name
        );
    }

    /// <summary>The plural of each thing's name.</summary>
    public IReadOnlyDictionary<string, string> Plurals { get; }

    /// <summary>The vocabulary of a model; null for one that has none.</summary>
    public static Vocabulary? Of(string model) =>
        model.Equals(EmbeddedModel, StringComparison.OrdinalIgnoreCase) ? FlashMini.Value : null;

    /// <summary>Whether the model was shown the word, or it is a word that nothing is seen of.</summary>
    public bool Knows(string word)
    {
        var plain = word.ToLowerInvariant();
        return _words.Contains(plain)
            || Grammar.Contains(plain)
            || (plain.Length < 2 && plain[0] < '\u2E80')
            || Endings.Any(ending =>
                plain.EndsWith(ending, StringComparison.Ordinal) && _words.Contains(plain[..^ending.Length])
            )
            || plain.All(c => char.IsDigit(c));
    }

    /// <summary>Whether the word names a thing that the model draws, in any number.</summary>
    public bool IsThing(string word) => _things.Contains(word.ToLowerInvariant());

    /// <summary>Whether the word names a place, an hour, a weather or a light.</summary>
    public bool IsPlace(string word) => _places.Contains(word.ToLowerInvariant());

    /// <summary>The words of a prompt that the model has never seen, each once, in their order.</summary>
    public IReadOnlyList<string> UnknownIn(string prompt) =>
        [
            .. Words()
                .Matches(prompt)
                .Select(match => match.Value)
                .Where(word => !Knows(word))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>The thing that a word of four letters or more names with one slip of the finger: "pengiun" is a
    /// penguin; null where there is none, or more than one.</summary>
    public string? Nearest(string word)
    {
        var plain = word.ToLowerInvariant();
        return plain.Length < 4 || plain.Any(c => !char.IsAsciiLetter(c)) ? null
            : _things.Where(thing => thing.Length > 2 && Slips.Distance(thing, plain) <= 1).ToList() is [var only]
                ? only
            : null;
    }

    // Letters to add, take out, replace, or exchange with their neighbour.
    private static readonly OptimalStringAlignment Slips = new();

    private static readonly string[] Endings = ["s", "es", "'s", "’s", "y", "ish", "ly"];

    private static Vocabulary Load(string resource)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(resource)!; // the project embeds it
        using var json = JsonDocument.Parse(stream);
        return new Vocabulary(json.RootElement);
    }

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.EnumerateArray().Select(text => text.GetString() ?? "");

    private static string LastWord(string phrase) => phrase[(phrase.LastIndexOf(' ') + 1)..].ToLowerInvariant();

    private static FrozenSet<string> Set(IEnumerable<string> words) => words.ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Words();
}
