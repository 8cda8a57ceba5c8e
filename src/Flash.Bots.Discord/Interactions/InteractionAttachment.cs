using System.Text.Json.Serialization;

namespace Flash.Bots.Discord.Interactions;

/// <summary>A file on Discord's servers.</summary>
/// <param name="Url">Signed, good for about a day.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentType">As Discord takes it to be.</param>
/// <param name="FileName">As the person's own machine names it; null where Discord does not say.</param>
internal sealed record InteractionAttachment(
    string? Url,
    long? Size,
    string? ContentType,
    [property: JsonPropertyName("filename")] string? FileName
)
{
    private const int IsSpoiler = 1 << 3;

    public ulong? Id { get; init; }

    /// <summary>Bits; others say how it was made.</summary>
    public int? Flags { get; init; }

    /// <summary>Blurred until someone taps it: by its flag, or by its name, as bots and people have long done
    /// it.</summary>
    public bool IsHidden =>
        (Flags & IsSpoiler) == IsSpoiler || FileName?.StartsWith("SPOILER_", StringComparison.Ordinal) == true;

    /// <summary>Leaves the signed address out: records print themselves into logs.</summary>
    public override string ToString() => $"attachment of {Size} bytes";
}
