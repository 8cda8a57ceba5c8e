namespace Flash.Bots.Audit;

/// <summary>
/// Somewhere outside the database that remembers checkpoints, such as the moderators' chat. Registered ones are told
/// now and then (<see cref="AuditOptions.WitnessInterval"/>); what they remember is checked with <c>flash audit verify
/// --checkpoint TEXT</c>.
/// </summary>
public interface IAuditWitness
{
    /// <summary>Takes a checkpoint in. May fail with any exception; that is logged, and the next checkpoint is brought
    /// instead.</summary>
    /// <param name="checkpoint">What was signed.</param>
    /// <param name="publicKey">By which key, in hexadecimal.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    Task TakeAsync(AuditCheckpoint checkpoint, string publicKey, CancellationToken cancellationToken);
}
