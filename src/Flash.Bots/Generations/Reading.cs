using System.Text.Json.Serialization;

namespace Flash.Bots.Generations;

/// <summary>What became of a person's words on their way to the model, for the model and for the caption.</summary>
public sealed record Reading
{
    /// <summary>What the model is told instead of the person's own words; null for those.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Words { get; init; }

    /// <summary>What was typed and is not drawn, as it was typed, with commas between.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LeftOut { get; init; }

    /// <summary>Words that the model has never seen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unknown { get; init; }

    /// <summary>The model cannot be told what to leave out: the words were only taken out of the prompt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OnlyTakenOut { get; init; }

    /// <summary>It was typed as an answer to nothing, and was taken as a change to the pictures before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ChangesLast { get; init; }

    /// <summary>The same for what follows: it is no change any more.</summary>
    public Reading? Again() => ChangesLast ? (this with { ChangesLast = false }).OrNull() : this;

    /// <summary>The same; null where there is nothing to tell.</summary>
    public Reading? OrNull() => this == new Reading() ? null : this;
}
