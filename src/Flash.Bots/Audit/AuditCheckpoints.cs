using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flash.Bots.Audit;

/// <summary>Writes a signed checkpoint now and then, where witnesses are kept. Never behind a newer one: a database
/// that lost entries must not be vouched for.</summary>
public sealed class AuditCheckpoints(
    IDbContextFactory<FlashDb> databases,
    WitnessPlace place,
    AuditContinuity continuity,
    IOptions<AuditOptions> options,
    IEnumerable<IAuditWitness> witnesses,
    TimeProvider time,
    ILogger<AuditCheckpoints> logger
)
{
    private Ed25519PrivateKeyParameters? key;
    private long? lastTimestamp;
    private long? lastWitnessed;
    private long lastSequence;

    /// <summary>Writes one when the interval has passed and the chain has grown. Called by one loop at a
    /// time.</summary>
    public async Task WriteWhenDueAsync(CancellationToken cancellationToken)
    {
        if (
            (lastTimestamp is { } last && time.GetElapsedTime(last) < options.Value.CheckpointInterval)
            || await place.FindAsync(cancellationToken) is not { } folder
        )
        {
            return;
        }

        lastTimestamp = time.GetTimestamp();
        try
        {
            var isFirst = !folder.HasCheckpoints;
            if (await WriteAsync(folder, cancellationToken) is { } written)
            {
                if (isFirst)
                {
                    await place.History.BeginAsync(folder, cancellationToken);
                }

                Log.CheckpointWritten(logger, written.Sequence);
                await TellWitnessesAsync(written, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk must not stop the sealing; the next interval tries again.
            Log.CheckpointNotWritten(logger, exception);
        }
    }

    private async Task TellWitnessesAsync(AuditCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (lastWitnessed is { } last && time.GetElapsedTime(last) < options.Value.WitnessInterval)
        {
            return;
        }

        lastWitnessed = time.GetTimestamp();
        // The checkpoint was signed with it.
        var publicKey = Convert.ToHexStringLower(key!.GeneratePublicKey().GetEncoded());
        foreach (var witness in witnesses)
        {
            try
            {
                await witness.TakeAsync(checkpoint, publicKey, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A chat that is away must not stop the sealing. The next checkpoint is brought to it, however soon
                // that is.
                Log.WitnessAway(logger, exception, checkpoint.Sequence);
                lastWitnessed = null;
            }
        }
    }

    /// <summary>Signs the head now and appends it; null when it has not moved since the last one of this
    /// process.</summary>
    public async Task<AuditCheckpoint?> WriteAsync(WitnessFolder folder, CancellationToken cancellationToken)
    {
        if (await continuity.FindGapAsync(folder, cancellationToken) is { } gap)
        {
            Log.CheckpointRefused(logger, gap.Sentence);
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await AuditHead.ReadAsync(db, cancellationToken) is not var (sequence, hash) || sequence == lastSequence)
        {
            return null;
        }

        key ??= AuditKeys.LoadOrCreate(folder.Path);
        var checkpoint = await folder.AppendAsync(
            previous => AuditCheckpoint.Sign(key, sequence, hash, time.GetUtcNow(), previous),
            cancellationToken
        );
        folder.Claim(place.Database);
        lastSequence = checkpoint.Sequence;
        return checkpoint;
    }
}
