using System.Text.Json.Serialization;
using Flash.Inference.Models;

namespace Flash.Inference.Things;

/// <summary><c>things/things.json</c>: the stored things, and every word that the planner reads. Each table's phrases
/// are in lower case, the plainest first.</summary>
internal sealed record ThingsFile
{
    public const string Folder = "things",
        Name = "things.json",
        Pictures = "art.pack";

    public int Version { get; init; } = 1;

    /// <summary>Pixels of a picture's sides.</summary>
    public int Side { get; init; } = 192;

    /// <summary>Words of captions, which are no slips of the finger.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>Phrases of places, hours and weathers, the longest first: what they name is no thing.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>Words such as "its", after which a thing is another's.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    public required IReadOnlyList<string> Prepositions { get; init; }

    public required IReadOnlyDictionary<string, ThingColour> Colours { get; init; }

    public required IReadOnlyDictionary<string, string[]> Settings { get; init; }

    /// <summary>Where feet are, by setting, as a share of the picture's height.</summary>
    public required IReadOnlyDictionary<string, double> Floors { get; init; }

    /// <summary>Settings in which things have no ground under them.</summary>
    public required IReadOnlyList<string> Floating { get; init; }

    public required IReadOnlyDictionary<string, string[]> Hours { get; init; }

    public required IReadOnlyDictionary<string, string[]> Sizes { get; init; }

    public required IReadOnlyDictionary<string, string[]> Positions { get; init; }

    public required IReadOnlyDictionary<string, string[]> Counts { get; init; }

    public required IReadOnlyDictionary<string, string[]> Relations { get; init; }

    public required IReadOnlyDictionary<string, string[]> Styles { get; init; }

    public required IReadOnlyList<ThingEntry> Things { get; init; }

    /// <summary>Reads it, and checks that each picture lies inside <c>art.pack</c>.</summary>
    /// <exception cref="InferenceException">Missing, not valid, or the two do not fit.</exception>
    public static ThingsFile Read(ModelFiles files)
    {
        var (path, art) = (files.In(Folder, Name), files.In(Folder, Pictures));
        var things = ModelFiles.Read<ThingsFile>(path);
        ModelFile.Expect(art);
        var length = ModelFile.Guard(art, () => new FileInfo(art).Length);
        if (
            things.Things.FirstOrDefault(thing => thing.At < 0 || thing.Bytes < 1 || thing.At + thing.Bytes > length) is
            { } lost
        )
        {
            throw new InferenceException(
                $"{path} says that the picture of \"{lost.Name}\" ends at byte {lost.At + lost.Bytes}; {art} has "
                    + $"{length}: one of the two belongs to another model."
            );
        }

        return things.Side is >= 16 and <= 1024
            ? things
            : throw new InferenceException(
                $"{path} says side {things.Side}; pictures have sides of 16 to 1024 pixels."
            );
    }
}

/// <param name="Rgb">Each in [0, 1].</param>
/// <param name="Words">Its own name first.</param>
internal sealed record ThingColour(float[] Rgb, string[] Words);

/// <summary>One stored thing.</summary>
internal sealed record ThingEntry
{
    /// <summary>In lower case, as it is said.</summary>
    public required string Name { get; init; }

    /// <summary>Its setting where the words name none.</summary>
    public required string Home { get; init; }

    /// <summary>Where its WebP file begins in <c>art.pack</c>.</summary>
    public long At { get; init; }

    public int Bytes { get; init; }

    /// <summary>Phrases that name it, plurals among them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Phrases that name it where a prompt calls nothing by its name.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<string> NameWords => Name.Split(' ');
}
