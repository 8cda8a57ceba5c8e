using System.Text.RegularExpressions;
using Flash.Bots.Commands;

namespace Flash.Bots.Glossary;

/// <summary>One way to say a change in one language.</summary>
/// <param name="Language">Two letters (ISO 639-1).</param>
/// <param name="English">The English sentence, with the marks of its slots.</param>
/// <param name="Slots">What is put in, in the order of the sentence.</param>
internal sealed partial record ChangeForm(string Language, string English, IReadOnlyList<ChangeSlot> Slots)
{
    private Regex[] _patterns = [];

    /// <summary>The language's words for the whole picture: "it", "everything".</summary>
    public required Regex It { get; init; }

    /// <summary>It has words beside its slots that must be there.</summary>
    public required bool HasWords { get; init; }

    /// <summary>Every way in which a text can be read as this form: with the first slot short, then long.</summary>
    /// <param name="text">Lower case.</param>
    public IEnumerable<Match> Matches(string text) =>
        _patterns.Select(pattern => pattern.Match(text)).Where(match => match.Success);

    /// <summary>Reads <c>changes.txt</c>.</summary>
    public static IReadOnlyList<ChangeForm> Load()
    {
        // The project embeds it.
        using var stream = typeof(ChangeForm).Assembly.GetManifestResourceStream("changes.txt")!;
        using var reader = new StreamReader(stream);
        var classes = new Dictionary<(string Name, string Language), string>();
        var forms = new List<ChangeForm>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            foreach (var part in parts.Skip(1))
            {
                var (language, said) = (part[..2], part[3..].Trim());
                if (parts[0][0] == '[')
                {
                    classes.Add((parts[0], language), $"(?:{said})");
                    continue;
                }

                forms.AddRange(said.Split(" / ").Select(form => Of(parts[0], language, form.Trim(), classes)));
            }
        }

        return forms;
    }

    private static ChangeForm Of(
        string english,
        string language,
        string form,
        Dictionary<(string Name, string Language), string> classes
    )
    {
        var whole = form;
        foreach (var ((name, of), words) in classes)
        {
            whole = of == language ? whole.Replace(name, words, StringComparison.Ordinal) : whole;
        }

        var slots = ChangeSlot.In(english);
        var isUnspaced = language == "zh";
        var spaces = whole
            .Replace(" ?", @"\s*", StringComparison.Ordinal)
            .Replace(" ", isUnspaced ? @"\s*" : @"\s+", StringComparison.Ordinal);
        // "viel größer" is "größer"; "der Hund" is "Hund".
        var much = classes[("[much]", language)];
        var the = classes[("[the]", language)];
        var lazy = slots.Aggregate(spaces, (pattern, slot) =>
            pattern.Replace(slot.InForm, slot.Pattern(isUnspaced, isLong: false, the, much), StringComparison.Ordinal)
        );
        var greedy = slots.Aggregate(spaces, (pattern, slot) =>
            pattern.Replace(slot.InForm, slot.Pattern(isUnspaced, isLong: true, the, much), StringComparison.Ordinal)
        );
        var before = slots.Count == 0 ? $@"(?:{much}\s*)?" : "";
        return new ChangeForm(language, english, slots)
        {
            HasWords = OptionalOrSlot().Replace(form, "").Any(char.IsLetter),
            It = Whole(classes[("[it]", language)]),
            _patterns = lazy == greedy ? [Whole(before + lazy)] : [Whole(before + lazy), Whole(before + greedy)],
        };
    }

    [GeneratedRegex(@"\(\?:[^()]*\)\?|~[12qs]")]
    private static partial Regex OptionalOrSlot();

    private static Regex Whole(string pattern) =>
        new($"^(?:{pattern})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}

/// <summary>A place for words in a change: <c>~1</c> and <c>~2</c> any, <c>~q</c> a colour, size, hour or place,
/// <c>~s</c> a style.</summary>
/// <param name="Mark">As it stands in the English sentence.</param>
/// <param name="IsMany">A plural is wanted.</param>
internal sealed partial record ChangeSlot(string Mark, bool IsMany)
{
    /// <summary>A whole change may stand there: "now ~1".</summary>
    public bool IsChange { get; private init; }

    private bool IsOfThing { get; init; }

    public string Name => "slot" + Mark[1];

    /// <summary>As it stands in a form.</summary>
    public string InForm => Mark;

    public static IReadOnlyList<ChangeSlot> In(string english) =>
        [
            .. SlotMark()
                .Matches(english)
                .Select(match => new ChangeSlot(match.Value, IsMany: english.Split(' ')[0] is "more" or "fewer")
                {
                    IsChange = english.StartsWith("now ", StringComparison.Ordinal),
                    IsOfThing = english.StartsWith("make the ", StringComparison.Ordinal),
                }),
        ];

    public string Pattern(bool isUnspaced, bool isLong, string the, string much)
    {
        var spaces = isUnspaced ? @"\s*" : @"\s+";
        var words = isLong && Mark == "~1" ? ".+" : ".+?";
        return Mark switch
        {
            "~q" => $"(?:{much}{spaces})?(?<{Name}>.+)",
            "~1" when isUnspaced => $"(?<{Name}>{words})",
            _ => $"(?:{the}(?<=')|{the}{spaces})?(?<{Name}>{words})",
        };
    }

    /// <summary>Whether English words are of the kind that belongs here.</summary>
    public bool Fits(string english) =>
        Mark switch
        {
            "~q" => IsOfThing ? ChangeWords.IsQualityOfThing(english) : ChangeWords.IsQuality(english),
            "~s" => ChangeWords.StyleIn(english) is not null,
            _ => english is not "",
        };

    [GeneratedRegex("~[12qs]")]
    private static partial Regex SlotMark();
}
