namespace Flash.Bots.Glossary;

/// <content>What is around the things of a prompt.</content>
internal sealed partial class OpenChoices
{
    /// <summary>What they begin with.</summary>
    public const string Scene = "a scene";

    /// <summary>The prompt without what it is about: setting, hour, weather, light. "a red boat on the sea at night" is
    /// "a scene on the sea at night"; where it names no setting, the one that is usual for the thing.</summary>
    /// <param name="words">What the model is told of the whole picture, without a style.</param>
    public string Surroundings(string words)
    {
        var setting = _anySetting.Match(words) is { Success: true } named ? named.Value : Usual(words);
        var said = (string?[])
            [
                setting,
                .. new[] { _anyHour, _anyWeather }
                    .Select(phrases => phrases.Match(words))
                    .Select(match => match.Success ? match.Value : null),
            ];
        return string.Join(' ', said.Where(phrase => phrase is not null).Distinct().Prepend(Scene));
    }

    private string? Usual(string words) =>
        _anyThing.Matches(words).LastOrDefault() is { } thing && _things[thing.Value].Settings is [var usual, ..]
            ? _settings[usual][0]
            : null;
}
