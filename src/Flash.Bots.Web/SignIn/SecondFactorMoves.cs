using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Data;
using Flash.Bots.Web.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.SignIn;

/// <summary>What a code is typed for.</summary>
internal enum SecondFactorUse
{
    /// <summary>A session gets in.</summary>
    Pass,

    /// <summary>What was offered becomes the second factor.</summary>
    Enrol,

    /// <summary>New recovery codes.</summary>
    RenewCodes,

    /// <summary>The second factor goes.</summary>
    Remove,
}

/// <summary>A moderator's second factor, locked.</summary>
internal sealed record SecondFactorRow(
    long Id,
    string Name,
    byte[]? Secret,
    byte[]? Offered,
    long LastStep,
    int Failures,
    DateTimeOffset? LockedUntil
)
{
    /// <summary>As the audit log and the sealed box name them.</summary>
    public string ModeratorId => $"moderator-{Id}";
}

/// <summary>What follows a code that was typed: in the transaction that locked the moderator.</summary>
internal sealed class SecondFactorMoves(FlashDb db, SecondFactorRow known, SecondFactorUse use, DateTimeOffset now)
{
    /// <summary>Uses a recovery code up. False when it is none, or was used.</summary>
    public static async Task<bool> UseRecoveryCodeAsync(
        FlashDb db,
        SecondFactorRow known,
        string code,
        CancellationToken cancellationToken
    ) =>
        RecoveryCode.Digest(code) is { } digest
        && await db
            .ModeratorRecoveryCodes.Where(made =>
                made.Hash == digest && made.ModeratorId == known.Id && made.UsedAt == null
            )
            .ExecuteUpdateAsync(set => set.SetProperty(made => made.UsedAt, _ => FlashDb.Now()), cancellationToken) > 0;

    /// <summary>The code was right.</summary>
    /// <param name="session">The digest of the session that it was typed in.</param>
    /// <param name="step">The time step of the code, from which on no older one works.</param>
    /// <param name="isRecovery">It was a recovery code.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<SecondFactorResult> AcceptAsync(
        byte[] session,
        long step,
        bool isRecovery,
        CancellationToken cancellationToken
    )
    {
        await Moderator.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.FailedCodes, 0)
                    .SetProperty(row => row.LockedUntil, (DateTimeOffset?)null)
                    .SetProperty(row => row.LastTimeStep, step),
            cancellationToken
        );
        if (use is not SecondFactorUse.Pass)
        {
            await db
                .ModeratorRecoveryCodes.Where(code => code.ModeratorId == known.Id)
                .ExecuteDeleteAsync(cancellationToken);
        }

        await ChangeAsync(cancellationToken);
        var codes = use is SecondFactorUse.Enrol or SecondFactorUse.RenewCodes
            ? Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList()
            : [];
        db.ModeratorRecoveryCodes.AddRange(
            codes.Select(made => new ModeratorRecoveryCode
            {
                Hash = RecoveryCode.Digest(made)!, // made just now, so it has a digest
                ModeratorId = known.Id,
            })
        );
        Note(
            use switch
            {
                SecondFactorUse.Pass => "moderator.second_factor_passed",
                SecondFactorUse.Enrol => "moderator.second_factor_set_up",
                SecondFactorUse.RenewCodes => "moderator.recovery_codes_renewed",
                _ => "moderator.second_factor_removed",
            },
            isRecovery ? """{"with": "recovery code"}""" : """{"with": "app"}"""
        );
        await db.SaveChangesAsync(cancellationToken);
        return new SecondFactorResult.Passed(await RenewAsync(session, cancellationToken), codes);
    }

    /// <summary>The code was wrong.</summary>
    public async Task<SecondFactorResult> RefuseAsync(CancellationToken cancellationToken)
    {
        // A moderator who sets one up has the secret on the screen: nothing to guess, and clocks are often wrong.
        if (use is SecondFactorUse.Enrol)
        {
            return new SecondFactorResult.Wrong();
        }

        var failures = known.Failures + 1;
        var isLast = failures >= SecondFactors.MaxFailures;
        var until = now + SecondFactors.LockedFor;
        await Moderator.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.FailedCodes, isLast ? 0 : failures)
                    .SetProperty(row => row.LockedUntil, isLast ? until : (DateTimeOffset?)null),
            cancellationToken
        );
        Note(
            isLast ? "moderator.second_factor_locked" : "moderator.second_factor_failed",
            string.Create(CultureInfo.InvariantCulture, $$"""{"failures": {{failures}}}""")
        );
        await db.SaveChangesAsync(cancellationToken);
        return isLast ? new SecondFactorResult.Locked(until) : new SecondFactorResult.Wrong();
    }

    private IQueryable<ModeratorRow> Moderator => db.Moderators.Where(row => row.Id == known.Id);

    /// <summary>What was offered counts from now on, or nothing does any more, in no session.</summary>
    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        if (use is SecondFactorUse.Enrol)
        {
            await Moderator.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.SecondFactor, row => row.SecondFactorOffered)
                        .SetProperty(row => row.SecondFactorOffered, (byte[]?)null),
                cancellationToken
            );
        }
        else if (use is SecondFactorUse.Remove)
        {
            await Moderator.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.SecondFactor, (byte[]?)null)
                        .SetProperty(row => row.SecondFactorOffered, (byte[]?)null),
                cancellationToken
            );
            await db
                .ModeratorSessions.Where(row => row.ModeratorId == known.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.SecondFactorAt, (DateTimeOffset?)null),
                    cancellationToken
                );
        }
    }

    /// <summary>Anyone who knew the session before it could do more does not know it now.</summary>
    private async Task<string> RenewAsync(byte[] session, CancellationToken cancellationToken)
    {
        var renewed = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var digest = Moderators.Digest(renewed);
        var shown = use is SecondFactorUse.Remove ? (DateTimeOffset?)null : now;
        await db
            .ModeratorSessions.Where(row => row.Hash == session)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Hash, digest).SetProperty(row => row.SecondFactorAt, shown),
                cancellationToken
            );
        return renewed;
    }

    private void Note(string action, string details) =>
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = "flash",
                ActorId = known.ModeratorId,
                ActorName = known.Name,
                Action = action,
                Details = details,
            }
        );
}
