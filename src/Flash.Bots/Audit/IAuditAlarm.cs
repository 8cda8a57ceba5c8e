namespace Flash.Bots.Audit;

/// <summary>Somewhere people are told that the audit log is not intact, such as the moderators' chat.</summary>
public interface IAuditAlarm
{
    /// <summary>Tells them once. May fail with any exception; then it is tried again.</summary>
    /// <param name="verified">What the verification said.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    Task TellAsync(AuditVerified verified, CancellationToken cancellationToken);
}
