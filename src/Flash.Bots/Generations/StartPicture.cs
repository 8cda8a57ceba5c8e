using System.Text.Json.Serialization;

namespace Flash.Bots.Generations;

/// <summary>The picture that image-to-image starts from: one that Flash draws again from its recipe, or one that a
/// person sent.</summary>
public sealed record StartPicture
{
    /// <summary>How many starts may stand behind one another. Each is drawn again when the last one is.</summary>
    public const int MaxDepth = 6;

    /// <summary>How much of it is drawn anew: above 0 (nothing) to 1 (everything).</summary>
    public required double Strength { get; init; }

    /// <summary>The recipe that draws it; null when a person sent it.</summary>
    public Recipe? Drawn { get; init; }

    /// <summary>Which picture of <see cref="Drawn"/>, 1-based.</summary>
    public int Index { get; init; } = 1;

    /// <summary>Where the network keeps the picture that a person sent; null when it is drawn.</summary>
    public GivenPicture? Given { get; init; }

    /// <summary>Where it lies in the new picture, which continues it beyond its edges; null when it fills it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PictureFrame? Frame { get; init; }

    /// <summary>The part of it that is drawn anew; null for all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PictureRegion? Region { get; init; }

    /// <summary>What a person painted over, which is drawn anew; null for a part with a name, or all of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaintedMask? Painted { get; init; }

    /// <summary>What the model is told of the part that is drawn anew, where that is not what the whole picture shows;
    /// null for the recipe's own words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Words { get; init; }

    /// <summary>The picture that it is mixed with before anything is drawn; null for none. Its own strength is not
    /// read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StartPicture? With { get; init; }

    /// <summary>Only a part of it is drawn anew.</summary>
    [JsonIgnore]
    public bool IsPartial => Frame is not null || Region is not null || Painted is not null;

    /// <summary>1 for a start that has none of its own.</summary>
    [JsonIgnore]
    public int Depth => Math.Max(1 + (Drawn?.Start?.Depth ?? 0), With?.Depth ?? 0);
}
