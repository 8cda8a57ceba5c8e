namespace Flash.Bots.Audit;

/// <summary>An entry with what is personal in it opened.</summary>
/// <param name="Entry">As it is stored.</param>
/// <param name="Name">Who acted; empty when no one can tell any more, or the network gave no name.</param>
/// <param name="Prompt">What was asked for, where the entry holds it.</param>
/// <param name="IsErased">The person's key was destroyed.</param>
public sealed record AuditLine(AuditRecord Entry, string Name, string? Prompt, bool IsErased)
{
    /// <summary>What was to be left out, where the entry holds it.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>The style that was asked for, where the entry holds it.</summary>
    public string? Style { get; init; }

    /// <summary>By which the entry knows its request again; null where it has none.</summary>
    internal AuditMark? Mark { get; init; }
}
