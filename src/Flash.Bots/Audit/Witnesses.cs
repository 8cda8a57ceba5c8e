using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Bots.Audit;

/// <summary>What is remembered of the chain outside the database: signed heads, and who they must be signed
/// by.</summary>
/// <param name="Checkpoints">In the order of the chain; may be empty.</param>
/// <param name="Key">Whose signature they must carry; null when unknown.</param>
public sealed record Witnesses(IReadOnlyList<AuditCheckpoint> Checkpoints, Ed25519PublicKeyParameters? Key)
{
    /// <summary>No witness is kept anywhere: the chain can only be compared with itself.</summary>
    public static Witnesses None { get; } = new([], null);

    /// <summary>Where they were read; null when they came from elsewhere, such as a chat.</summary>
    public string? Folder { get; init; }

    /// <summary>Backups that were put back, and by whom, as signed beside the checkpoints.</summary>
    public IReadOnlyList<AuditRestore> Restores { get; init; } = [];

    /// <summary>Where lines were taken out.</summary>
    public IReadOnlyList<WitnessGap> Gaps { get; init; } = [];

    /// <summary>What could not be read and does no harm, such as a line that a crash tore; one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why there are none although some are kept: one sentence; null when they are there.</summary>
    public string? Missing { get; init; }
}
