namespace Flash.Bots.Privacy;

/// <summary>A person, as the audit log names them.</summary>
/// <param name="Platform">The network in lower case.</param>
/// <param name="ExternalId">The network's id for the person.</param>
public readonly record struct PersonId(string Platform, string ExternalId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Platform}:{ExternalId}";
}
