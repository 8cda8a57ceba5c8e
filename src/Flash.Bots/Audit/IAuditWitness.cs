namespace Flash.Bots.Audit;

/// <summary>
/// Somewhere outside the database that remembers checkpoints, such as the moderators' chat. Registered ones are told now and then
/// (<see cref="AuditOptions.WitnessInterval"/>); what they remember is checked with <c>flash audit verify --checkpoints FILE</c>.
/// </summary>
public interface IAuditWitness
{
    /// <summary>Takes a checkpoint in. May fail with any exception; that is logged, and the next interval brings a newer one.</summary>
    Task TakeAsync(AuditCheckpoint checkpoint, CancellationToken cancellationToken);
}
