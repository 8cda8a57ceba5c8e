namespace Flash.Inference.Things;

/// <summary>From a prompt and a seed to what stands where. It reads what the words say and leaves the rest to the seed,
/// so that four pictures of a prompt differ.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class ThingPlanner(ThingsFile file)
{
    private const int Size = ThingPlan.Size;
    private const string UsualSize = "large",
        UsualStyle = "illustration";

    private static readonly Dictionary<string, double> Sides = new()
    {
        ["small"] = 80,
        ["medium"] = 112,
        ["large"] = 160,
    };

    private readonly ThingWords _words = new(file);
    private readonly Dictionary<string, string[]> _colours = file.Colours.ToDictionary(
        colour => colour.Key,
        colour => colour.Value.Words
    );

    /// <summary>Null where nothing is named that is stored.</summary>
    public ThingPlan? Plan(string prompt, ulong pictureSeed) =>
        Read(prompt) is { } read ? Place(read, new ThingChances(pictureSeed)) : null;

    /// <summary>The prompt with the setting that the plan chooses, where the words name a thing and no setting:
    /// captions nearly always name one.</summary>
    public string Said(string prompt) =>
        Phrases.OneOf(file.Settings, prompt.ToLowerInvariant()) is null
        && Read(prompt) is { } read
        && file.Settings.TryGetValue(read.Setting, out var words)
            ? $"{prompt.TrimEnd(' ', '.', '!')} {words[0]}"
            : prompt;

    /// <summary>What the words alone decide; null where they name nothing that is stored.</summary>
    internal ThingReading? Read(string prompt)
    {
        var (words, mentions, things) = _words.Read(prompt);
        if (things.Count == 0)
        {
            return null;
        }

        var first = things.ToDictionary(thing => thing, thing => mentions.First(mention => mention.Thing == thing));
        var named = things.OrderBy(thing => first[thing].At).ToList();
        var text = prompt.ToLowerInvariant();
        var before = named.ConvertAll(thing =>
        {
            // What belongs to one thing ends where the thing before it ends.
            var (at, _, _) = first[thing];
            var start = mentions.Where(mention => mention.At < at).Select(mention => mention.At + mention.Length);
            return string.Join(' ', words[Math.Max(Math.Max(0, at - 4), start.LastOrDefault())..at]);
        });
        var count = file
            .Counts.Where(number => number.Value.Any(word => Phrases.Find(before[0], word, 0) >= 0))
            .Select(number => int.Parse(number.Key, System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(1)
            .Max();
        var relation =
            named.Count == 2
                ? Phrases.OneOf(
                    file.Relations,
                    string.Join(' ', words[(first[named[0]].At + first[named[0]].Length)..first[named[1]].At])
                )
                : null;
        return new ThingReading(
            named,
            named
                .Zip(before, (thing, said) =>
                    Phrases.OneOf(_colours, said) is { } colour && !thing.NameWords.Contains(colour) ? colour : null
                )
                .ToList(),
            count,
            Phrases.OneOf(file.Settings, text) ?? named[0].Home,
            Phrases.OneOf(file.Styles, text) ?? UsualStyle,
            Phrases.OneOf(file.Sizes, before[0]),
            Phrases.OneOf(file.Positions, text),
            relation
        );
    }

    private ThingPlan Place(ThingReading read, ThingChances chances)
    {
        (double X, double Base, double Side)[] spots = read.Things.Count switch
        {
            1 when read.Count == 1 => [Alone(read, chances)],
            1 => Row(read.Setting, read.Count, chances),
            2 => Related(read.Setting, read.Relation ?? (chances.Below(2) == 0 ? "left of" : "right of"), chances),
            _ => Row(read.Setting, 3, chances),
        };
        var (gait, mirrored) = (chances.Below(3), chances.Next() < 0.5);
        return new ThingPlan(
            read.Setting,
            read.Style,
            [
                .. spots.Select(
                    (spot, i) =>
                    {
                        var kind = read.Things.Count == 1 ? 0 : i;
                        return Placed(read.Things[kind], spot, mirrored, read.Colours[kind], gait);
                    }
                ),
            ]
        );
    }

    // Moved inside the picture.
    internal static PlacedThing Placed(
        ThingEntry thing,
        (double X, double Base, double Side) spot,
        bool mirrored,
        string? colour,
        int gait
    )
    {
        var side = (int)Math.Round(spot.Side);
        var left = Math.Min(Math.Max((int)Math.Round((spot.X * Size) - (side / 2.0)), 0), Size - side);
        var foot = Math.Min(Math.Max((int)Math.Round(spot.Base * Size), side), Size - 2);
        return new PlacedThing(thing, left, foot, side, mirrored, colour, gait);
    }

    // Usually near the middle, and nearer or farther, larger or smaller by a little.
    private (double X, double Base, double Side) Alone(ThingReading read, ThingChances chances)
    {
        var side = Sides.GetValueOrDefault(read.Size ?? UsualSize, Sides[UsualSize]) * chances.Between(0.9, 1.12);
        var shift = chances.Between(-1, 1) * Math.Min(0.14, 0.5 - (side / 2 / Size));
        var x = read.Position switch
        {
            "left" => 0.27,
            "right" => 0.73,
            _ => 0.5 + shift,
        };
        return (x, Foot(read.Setting, side, chances), side);
    }

    // Side by side, each a little nearer or farther.
    private (double X, double Base, double Side)[] Row(string setting, int count, ThingChances chances)
    {
        var (usual, middles) = count switch
        {
            2 => (106, (double[])[0.27, 0.73]),
            3 => (78, [0.18, 0.5, 0.82]),
            _ => (60, [0.14, 0.38, 0.62, 0.86]),
        };
        var side = usual * chances.Between(0.88, 1.08);
        var foot = Foot(setting, side, chances);
        return [.. middles.Select(x => (x + chances.Between(-0.03, 0.03), foot + chances.Between(-0.03, 0.03), side))];
    }

    // The first thing's spot and the second's.
    private (double X, double Base, double Side)[] Related(string setting, string relation, ThingChances chances)
    {
        double[] sides = [chances.Between(84, 116), chances.Between(84, 116)];
        if (relation is "left of" or "right of")
        {
            var near = chances.Between(0.24, 0.30);
            double[] x = relation == "left of" ? [near, 1 - near] : [1 - near, near];
            return [.. x.Select((at, i) => (at, Foot(setting, sides[i], chances), sides[i]))];
        }

        var middle = chances.Between(0.38, 0.62);
        var upper = (middle + chances.Between(-0.06, 0.06), chances.Between(0.40, 0.45), Math.Min(sides[0], 98));
        var lower = (middle, Floats(setting) ? 0.94 : Foot(setting, sides[1], chances), sides[1]);
        return relation == "above" ? [upper, lower] : [lower, upper];
    }

    // Where there is ground, on it or a little nearer; else anywhere.
    private double Foot(string setting, double side, ThingChances chances) =>
        Floats(setting)
            ? chances.Between((side / Size) + 0.04, 0.95)
            : file.Floors.GetValueOrDefault(setting, 0.88) + chances.Between(-0.03, 0.08);

    private bool Floats(string setting) => file.Floating.Contains(setting);
}

/// <summary>What a prompt's words say of stored things.</summary>
/// <param name="Things">In the words' order, one to three.</param>
/// <param name="Colours">Of each; null for its own.</param>
/// <param name="Count">Of the first, 1 to 4.</param>
/// <param name="Setting">Named, or where the first is at home.</param>
/// <param name="Style">Named, or the usual one.</param>
/// <param name="Size">Of the first; null where it is not named.</param>
/// <param name="Position">Likewise.</param>
/// <param name="Relation">Of the first as seen from the second; null where there are not two, or it is not
/// named.</param>
internal sealed record ThingReading(
    IReadOnlyList<ThingEntry> Things,
    IReadOnlyList<string?> Colours,
    int Count,
    string Setting,
    string Style,
    string? Size,
    string? Position,
    string? Relation
);
