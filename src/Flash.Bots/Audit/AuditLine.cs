namespace Flash.Bots.Audit;

/// <summary>An entry with what is personal in it opened.</summary>
/// <param name="Entry">As it is stored.</param>
/// <param name="Name">Who acted; empty when nobody can tell any more, or the network gave no name.</param>
/// <param name="Prompt">What was asked for, where the entry holds it.</param>
/// <param name="IsErased">The person's key was destroyed, or another master key has wrapped it.</param>
public sealed record AuditLine(AuditRecord Entry, string Name, string? Prompt, bool IsErased);
