using System.Security.Cryptography;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Web.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Web.SignIn;

/// <summary>
/// Moderators' second factor: a code of an authenticator app, or a recovery code. Five wrong ones in a row lock it for
/// a quarter of an hour; a code works once. The secret is stored sealed with the master key, recovery codes as digests;
/// each step is in the audit log.
/// </summary>
internal sealed class SecondFactors(IDbContextFactory<FlashDb> databases, MasterKey master, TimeProvider time)
{
    private static readonly NamedSql Lock = NamedSql.Load("moderators/lock_second_factor");

    public const int MaxFailures = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>What someone has.</summary>
    public async Task<SecondFactorStatus> StatusAsync(Moderator moderator, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Moderators.Where(row => "moderator-" + row.Id == moderator.Id)
            .Select(row => new SecondFactorStatus(
                row.SecondFactor != null,
                db.ModeratorRecoveryCodes.Count(code => code.ModeratorId == row.Id && code.UsedAt == null)
            ))
            .SingleAsync(cancellationToken);
    }

    /// <summary>A new secret for the app; it counts once a code of it was typed. Null when a second factor is set up
    /// already.</summary>
    public async Task<byte[]?> OfferAsync(Moderator moderator, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretSize);
        var box = master.Seal(secret, SealedPlaces.SecondFactor(moderator.Id));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var offered = await db
            .Moderators.Where(row => "moderator-" + row.Id == moderator.Id && row.SecondFactor == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SecondFactorOffered, box), cancellationToken);
        return offered > 0 ? secret : null;
    }

    /// <summary>Lets a session in that has shown its first factor only.</summary>
    public Task<SecondFactorResult> PassAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, SecondFactorUse.Pass, cancellationToken);

    /// <summary>Makes the offered secret the second factor, and the session one that has shown it.</summary>
    public Task<SecondFactorResult> EnrolAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, SecondFactorUse.Enrol, cancellationToken);

    /// <summary>New recovery codes; those before do not work any more.</summary>
    public Task<SecondFactorResult> RenewCodesAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, SecondFactorUse.RenewCodes, cancellationToken);

    /// <summary>Takes the second factor away, for another app; where one is required, the next step is to set it up
    /// anew.</summary>
    public Task<SecondFactorResult> RemoveAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, SecondFactorUse.Remove, cancellationToken);

    private async Task<SecondFactorResult> TryAsync(
        string session,
        string code,
        SecondFactorUse use,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var digest = Moderators.Digest(session);
        var idleSince = now - Moderators.IdleLifetime;
        if (
            await Lock.ReadOneAsync<SecondFactorRow>(
                db,
                new
                {
                    Session = digest,
                    now,
                    idleSince,
                },
                cancellationToken
            )
            is not { } known
        )
        {
            return new SecondFactorResult.NotSetUp();
        }

        if (known.LockedUntil > now)
        {
            return new SecondFactorResult.Locked(known.LockedUntil.Value);
        }

        if (
            (use is SecondFactorUse.Enrol ? known.Offered : known.Secret) is not { } sealedSecret
            || (use is SecondFactorUse.Enrol && known.Secret is not null)
        )
        {
            return new SecondFactorResult.NotSetUp();
        }

        var secret = master.Open(sealedSecret, SealedPlaces.SecondFactor(known.ModeratorId))
            ?? throw new InvalidOperationException(
                "Another master key sealed this second factor: set Flash:Personal:MasterKey to that one."
            );
        // Another secret has other codes, so none of them was used.
        var step = Totp.Match(
            secret,
            code.Replace(" ", "", StringComparison.Ordinal),
            now,
            use is SecondFactorUse.Enrol ? 0 : known.LastStep
        );
        var isRecovery =
            step is null
            && use is not SecondFactorUse.Enrol
            && await SecondFactorMoves.UseRecoveryCodeAsync(db, known, code, cancellationToken);
        var moves = new SecondFactorMoves(db, known, use, now);
        var result =
            step is null && !isRecovery
                ? await moves.RefuseAsync(cancellationToken)
                : await moves.AcceptAsync(digest, step ?? known.LastStep, isRecovery, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}

/// <summary>What a moderator has of a second factor.</summary>
public sealed record SecondFactorStatus(bool IsSetUp, int RecoveryCodes);
