namespace Flash.Bots.Glossary;

/// <content>Choices made deliberately: another colour, and all of a surprise.</content>
internal sealed partial class OpenChoices
{
    /// <summary>A prompt for who leaves it to the painter: a thing in one of its colours, at one of its places, at an
    /// hour.</summary>
    /// <param name="seed">The same seed chooses the same.</param>
    public string Surprise(ulong seed)
    {
        var (name, thing) = _names[(int)(Draw(seed, 0, 12) % (ulong)_names.Count)];
        var colour = thing.Colours[(int)(Draw(seed, 0, 13) % (ulong)thing.Colours.Length)];
        var setting = thing.Settings[(int)(Draw(seed, 0, 14) % (ulong)thing.Settings.Length)];
        var hour = Draw(seed, 0, 15) % (ulong)(_hours.Length + 1);
        var when = WithoutSky.Contains(setting) || hour == 0 ? "" : " " + _hours[hour - 1];
        return $"{ArticleFor(colour)}{colour} {name} {_settings[setting][0]}{when}";
    }

    /// <summary>Words that name no colour, with one that is not among those that are not wanted: a boat that need not
    /// be red is red all the same, as most boats are. As they are where no colour is meant, or no thing is
    /// named.</summary>
    /// <param name="words">What the model is told.</param>
    /// <param name="unwanted">What is not wanted: colours and other things.</param>
    /// <param name="seed">The same seed chooses the same.</param>
    public string Avoiding(string words, IReadOnlyCollection<string> unwanted, ulong seed)
    {
        var colours = _colours
            .Where(colour => colour.Value.Any(form => unwanted.Contains(form, StringComparer.OrdinalIgnoreCase)))
            .Select(colour => colour.Key)
            .ToList();
        if (
            colours.Count == 0
            || _anyColour.IsMatch(words)
            || _anyThing.Match(Blank(Blank(words, _anySetting), _anyHour)) is not { Success: true } thing
        )
        {
            return words;
        }

        var known = _things[thing.Value].Colours.Except(colours).ToList();
        var free = known.Count > 0 ? known : _colours.Keys.Except(colours).ToList();
        return Before(words, thing, free[(int)(Draw(seed, 0, 11) % (ulong)free.Count)]);
    }
}
