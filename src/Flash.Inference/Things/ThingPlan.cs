namespace Flash.Inference.Things;

/// <summary>What stands where, as the words and the seed have it.</summary>
/// <param name="Setting">One of <c>things.json</c>'s.</param>
/// <param name="Style">Likewise.</param>
/// <param name="Things">What is named first comes first; several of a kind one after the other.</param>
internal sealed record ThingPlan(string Setting, string Style, IReadOnlyList<PlacedThing> Things)
{
    /// <summary>Pixels of the picture that places are counted in, whatever the picture's own size.</summary>
    public const int Size = 256;
}

/// <summary>A thing in its square, in pixels of <see cref="ThingPlan.Size"/>, at rest.</summary>
/// <param name="Thing">Which.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Base">Lower edge.</param>
/// <param name="Side">Of the square.</param>
/// <param name="Mirrored">Whether it looks the other way.</param>
/// <param name="Colour">Another than its own; null for its own.</param>
/// <param name="Gait">How it moves, 0 to 2, beside where it stands.</param>
internal sealed record PlacedThing(
    ThingEntry Thing,
    int Left,
    int Base,
    int Side,
    bool Mirrored,
    string? Colour,
    int Gait
);
