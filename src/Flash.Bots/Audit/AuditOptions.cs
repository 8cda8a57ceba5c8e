using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Audit;

/// <summary>Section <c>Flash:Audit</c>: outside witnesses of the audit log.</summary>
public sealed partial class AuditOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Audit";

    /// <summary>
    /// Folder for <c>checkpoints.jsonl</c>, the signing key <c>signing.key</c> and its public half <c>signing.pub</c>,
    /// made when missing. Default: none, and <see cref="DataFolder"/> is used. Best on a disk that the database's
    /// administrator cannot write.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Folder in which each log has a folder of its own when <see cref="Folder"/> says nothing. <c>flash</c> sets it to
    /// <c>audit</c> in its data folder; by itself this library keeps no witnesses.
    /// </summary>
    public string? DataFolder { get; set; }

    /// <summary>Time between two verifications of the whole log; it is also verified when a process starts. Default one
    /// day.</summary>
    [Range(
        typeof(TimeSpan),
        "00:01:00",
        "31.00:00:00",
        ErrorMessage = "Flash:Audit:VerifyInterval is one minute to 31 days."
    )]
    public TimeSpan VerifyInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Time between checkpoints; none is written while nothing happens. Default one minute.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "1.00:00:00",
        ErrorMessage = "Flash:Audit:CheckpointInterval is one second to one day."
    )]
    public TimeSpan CheckpointInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between checkpoints that are also given to <see cref="IAuditWitness"/>es, such as the moderators'
    /// chat. Default one day.</summary>
    [Range(
        typeof(TimeSpan),
        "00:01:00",
        "31.00:00:00",
        ErrorMessage = "Flash:Audit:WitnessInterval is one minute to 31 days."
    )]
    public TimeSpan WitnessInterval { get; set; } = TimeSpan.FromDays(1);

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<AuditOptions>;
}
