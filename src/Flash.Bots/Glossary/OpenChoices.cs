using System.Text.Json;
using System.Text.RegularExpressions;

namespace Flash.Bots.Glossary;

/// <summary>
/// What a prompt leaves open, chosen differently for each picture from what a small model was shown: colour, size,
/// place, setting, hour, weather, style. What the prompt says is never touched.
/// </summary>
/// <remarks>Immutable. Only the embedded model has a list of what it knows; others differ by their noise.</remarks>
internal sealed partial class OpenChoices
{
    private static readonly Lazy<OpenChoices> FlashMini = new(() => new("vocabularies/flash-mini.json"));

    // Where there is no sky, hour and weather cannot be seen.
    private static readonly string[] WithoutSky = ["space", "underwater", "room"];

    private readonly Dictionary<string, Thing> _things = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, Thing Thing)> _names = [];
    private readonly Dictionary<string, string[]> _settings;
    private readonly string[] _hours;
    private readonly string[] _weathers;
    private readonly string[] _styles;
    private readonly Dictionary<string, string[]> _colours;
    private readonly Regex _anyThing;
    private readonly Regex _anyColour;
    private readonly Regex _anySize;
    private readonly Regex _anyPlace;
    private readonly Regex _anySetting;
    private readonly Regex _anyHour;
    private readonly Regex _anyWeather;
    private readonly Regex _anyStyle;
    private readonly Regex _several;

    private OpenChoices(string resource)
    {
        using var stream = typeof(OpenChoices).Assembly.GetManifestResourceStream(resource)!; // the project embeds it
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        foreach (var thing in root.GetProperty("things").EnumerateObject())
        {
            var known = new Thing(Texts(thing.Value, "colours"), Texts(thing.Value, "settings"));
            _names.Add((thing.Name, known));
            foreach (
                var name in (string[])[thing.Name, .. Texts(thing.Value, "synonyms"), .. Texts(thing.Value, "plurals")]
            )
            {
                _things.TryAdd(name, known);
            }
        }

        _settings = Lists(root, "settings");
        var (hours, weathers, lights) = (Lists(root, "hours"), Lists(root, "weathers"), Lists(root, "lights"));
        // What is usual is drawn where nothing is said, so it is no choice: day, clear weather, medium, the middle.
        _hours = [.. hours.Where(hour => hour.Key != "day").Select(hour => hour.Value[0])];
        _weathers = [.. weathers.Where(weather => weather.Key != "clear").Select(weather => weather.Value[0])];
        var styles = Lists(root, "styles");
        _styles = [.. styles.Values.Where(forms => forms.Length > 0).Select(forms => forms[0])];
        _anyThing = AnyOf(_things.Keys);
        _colours = Lists(root, "colours");
        _anyColour = AnyOf(_colours.SelectMany(colour => colour.Value));
        _anySize = AnyOf(Lists(root, "sizes").SelectMany(size => size.Value));
        _anyPlace = AnyOf(Lists(root, "positions").SelectMany(place => place.Value));
        _anySetting = AnyOf(_settings.Values.SelectMany(phrases => phrases));
        _anyHour = AnyOf([.. hours.Values.SelectMany(phrases => phrases), .. lights.Values.SelectMany(p => p)]);
        _anyWeather = AnyOf(weathers.Values.SelectMany(phrases => phrases));
        _anyStyle = AnyOf([.. styles.Keys, .. styles.Values.SelectMany(forms => forms).Select(Bare)]);
        _several = AnyOf([
            .. Lists(root, "counts").SelectMany(count => count.Value),
            .. root.GetProperty("things").EnumerateObject().SelectMany(thing => Texts(thing.Value, "plurals")),
        ]);
    }

    /// <summary>The choices of a model; null for one that has no list.</summary>
    public static OpenChoices? Of(string model) =>
        model.Equals(Vocabulary.EmbeddedModel, StringComparison.OrdinalIgnoreCase) ? FlashMini.Value : null;

    /// <summary>The words of each picture; null for those of the prompt. The first picture always has the prompt's
    /// own.</summary>
    /// <param name="words">What the model is told.</param>
    /// <param name="hasStyle">A style is chosen beside the words.</param>
    /// <param name="seed">The same seed chooses the same, and each choice by itself: where a later prompt says one of
    /// them, the others stay.</param>
    /// <param name="count">Number of pictures.</param>
    /// <param name="chaos">How likely each open choice is made, in percent; at least one is, above 0.</param>
    public IReadOnlyList<string?> For(string words, bool hasStyle, ulong seed, int count, int chaos)
    {
        var open = Open(words, hasStyle, chaos);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(picture => picture == 0 || chaos == 0 ? null : Chosen(words, open, seed, picture, chaos)),
        ];
    }

    // In the order in which they stand in a caption.
    private List<Choice> Open(string words, bool hasStyle, int chaos)
    {
        var rest = Blank(Blank(Blank(Blank(words, _anyHour), _anyWeather), _anySetting), _anyPlace);
        var things = _anyThing.Matches(rest);
        var only = things.Count == 1 ? things[0] : null;
        var known = only is null ? null : _things[only.Value];
        var isOne = only is not null && !_several.IsMatch(rest);
        // Words like "in" and "with" that are left over say where it is, in words that are not known.
        var isSomewhere = _anySetting.IsMatch(words) || Somewhere().IsMatch(rest);
        var hasSky = !WithoutSky.Any(name => _settings[name].Any(phrase => Contains(words, phrase)));
        var choices = new List<Choice>();
        if (isOne && !_anySize.IsMatch(words))
        {
            choices.Add(new Choice(0, ["small", "big"], (text, value) => Before(text, only!, value)));
        }

        if (known is { Colours.Length: > 1 } && !_anyColour.IsMatch(words))
        {
            choices.Add(new Choice(1, known.Colours, (text, value) => Before(text, only!, value)));
        }

        if (known is { Settings.Length: > 0 } && !isSomewhere)
        {
            var phrases = known.Settings.Select(name => _settings[name][0]).ToArray();
            choices.Add(new Choice(2, phrases, After));
        }

        if (hasSky && !_anyHour.IsMatch(words))
        {
            choices.Add(new Choice(3, _hours, After));
        }

        if (hasSky && chaos > 50 && !_anyWeather.IsMatch(words))
        {
            choices.Add(new Choice(4, _weathers, After));
        }

        // At an edge a thing is drawn less well: of 48 things on the right the referee knew 83 %, in the middle all.
        if (isOne && chaos > 50 && !_anyPlace.IsMatch(words) && !Somewhere().IsMatch(rest))
        {
            choices.Add(new Choice(5, ["on the left", "on the right"], After));
        }

        if (chaos > 50 && !hasStyle && !_anyStyle.IsMatch(words))
        {
            choices.Add(new Choice(6, _styles, (text, form) => form.Replace("{}", text, StringComparison.Ordinal)));
        }

        return choices;
    }

    private string? Chosen(string words, List<Choice> open, ulong seed, int picture, int chaos)
    {
        var made = open.Where(choice => Draw(seed, picture, choice.Number) % 100 < (ulong)chaos).ToList();
        if (made.Count == 0 && open.Count > 0)
        {
            made = [open.OrderBy(choice => Draw(seed, picture, choice.Number) % 100).First()];
        }

        var text = words;
        var isSkyGone = false;
        foreach (var choice in made)
        {
            // Pictures beside each other take values beside each other, so that they differ.
            var value = choice.Values[
                (int)((Draw(seed, 0, choice.Number) + (ulong)picture) % (ulong)choice.Values.Length)
            ];
            isSkyGone |= choice.Number == 2 && WithoutSky.Any(name => _settings[name][0] == value);
            text = isSkyGone && choice.Number is 3 or 4 ? text : choice.Say(text, value);
        }

        return text == words ? null : text;
    }

    private static string After(string text, string phrase)
    {
        var trimmed = text.TrimEnd(' ', '.', '!', ',');
        var comma = trimmed.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? $"{trimmed} {phrase}" : $"{trimmed[..comma]} {phrase}{trimmed[comma..]}";
    }

    // "a cat" becomes "an orange cat".
    private static string Before(string text, Match thing, string word)
    {
        var at = text.IndexOf(thing.Value, Math.Min(thing.Index, text.Length), StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var front = Article().Replace(text[..at], ArticleFor(word));
        return $"{front}{word} {text[at..]}";
    }

    private static string ArticleFor(string word) => "aeiou".Contains(word[0], StringComparison.Ordinal) ? "an " : "a ";

    private static string Blank(string text, Regex phrases) =>
        phrases.Replace(text, match => new string(' ', match.Length));

    private static bool Contains(string text, string phrase) =>
        Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(phrase)}(?!\w)", RegexOptions.IgnoreCase);

    private static Regex AnyOf(IEnumerable<string> phrases)
    {
        var longestFirst = phrases.Distinct().OrderByDescending(phrase => phrase.Length).Select(Regex.Escape);
        return new(
            $@"(?<!\w)(?:{string.Join('|', longestFirst)})(?!\w)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
    }

    private static string Bare(string form) =>
        form.Replace("{}", "", StringComparison.Ordinal).Trim(' ', ',').Replace(" of", "", StringComparison.Ordinal);

    private static string[] Texts(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];

    private static Dictionary<string, string[]> Lists(JsonElement root, string name) =>
        root.GetProperty(name)
            .EnumerateObject()
            .ToDictionary(
                entry => entry.Name,
                entry => entry.Value.EnumerateArray().Select(text => text.GetString() ?? "").ToArray()
            );

    // SplitMix64 (Steele, Lea & Flood 2014), so that every machine chooses alike.
    private static ulong Draw(ulong seed, int picture, int choice)
    {
        unchecked
        {
            var z = seed + (((ulong)picture * 16) + (ulong)choice + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    [GeneratedRegex(
        @"(?<!\w)(?:in|on|at|under|over|above|below|by|near|inside|among|through|behind|between|with|next to)(?!\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Somewhere();

    [GeneratedRegex(@"(?<!\w)an? $", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    private sealed record Thing(string[] Colours, string[] Settings);

    /// <param name="Number">Its own, whatever else is open.</param>
    /// <param name="Values">To choose from.</param>
    /// <param name="Say">The text with a value in it.</param>
    private sealed record Choice(int Number, string[] Values, Func<string, string, string> Say);
}
