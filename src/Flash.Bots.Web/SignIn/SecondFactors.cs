using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Web.Moderation;
using Npgsql;

namespace Flash.Bots.Web.SignIn;

/// <summary>
/// Moderators' second factor: a code of an authenticator app, or a recovery code. Five wrong ones in a row lock it for
/// a quarter of an hour; a code works once. The secret is stored sealed with the master key, recovery codes as digests;
/// each step is in the audit log.
/// </summary>
internal sealed class SecondFactors(NpgsqlDataSource database, MasterKey master, TimeProvider time)
{
    public const int MaxFailures = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>What someone has.</summary>
    public async Task<SecondFactorStatus> StatusAsync(Moderator moderator, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                SELECT second_factor IS NOT NULL, (SELECT count(*) FROM flash.moderator_recovery_codes WHERE moderator_id = moderators.id AND used_at IS NULL)
                FROM flash.moderators WHERE 'moderator-' || id = $1
                """,
                row => new SecondFactorStatus(row.GetBoolean(0), (int)row.GetInt64(1)),
                cancellationToken,
                moderator.Id
            )
        ).Single();

    /// <summary>A new secret for the app; it counts once a code of it was typed. Null when a second factor is set up
    /// already.</summary>
    public async Task<byte[]?> OfferAsync(Moderator moderator, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretSize);
        return
            await database.ExecuteAsync(
                "UPDATE flash.moderators SET second_factor_offered = $2 WHERE 'moderator-' || id = $1 AND second_factor IS NULL",
                cancellationToken,
                moderator.Id,
                master.Seal(secret, SealedPlaces.SecondFactor(moderator.Id))
            ) > 0
            ? secret
            : null;
    }

    /// <summary>Lets a session in that has shown its first factor only.</summary>
    public Task<SecondFactorResult> PassAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, Use.Pass, cancellationToken);

    /// <summary>Makes the offered secret the second factor, and the session one that has shown it.</summary>
    public Task<SecondFactorResult> EnrolAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, Use.Enrol, cancellationToken);

    /// <summary>New recovery codes; those before do not work any more.</summary>
    public Task<SecondFactorResult> RenewCodesAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, Use.RenewCodes, cancellationToken);

    /// <summary>Takes the second factor away, for another app; where one is required, the next step is to set it up
    /// anew.</summary>
    public Task<SecondFactorResult> RemoveAsync(string session, string code, CancellationToken cancellationToken) =>
        TryAsync(session, code, Use.Remove, cancellationToken);

    private async Task<SecondFactorResult> TryAsync(
        string session,
        string code,
        Use use,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // The row stays locked to the end: of two tries at once, the second sees what the first one did.
        if (await ReadAsync(connection, session, cancellationToken) is not { } known)
        {
            return new SecondFactorResult.NotSetUp();
        }

        var now = time.GetUtcNow();
        if (known.LockedUntil > now)
        {
            return new SecondFactorResult.Locked(known.LockedUntil.Value);
        }

        if (
            (use is Use.Enrol ? known.Offered : known.Secret) is not { } sealedSecret
            || (use is Use.Enrol && known.Secret is not null)
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
            use is Use.Enrol ? 0 : known.LastStep
        );
        var isRecovery =
            step is null
            && use is not Use.Enrol
            && await UseRecoveryCodeAsync(connection, known.ModeratorId, code, cancellationToken);
        var result =
            step is null && !isRecovery
                ? await RefuseAsync(connection, known, use, cancellationToken)
                : await AcceptAsync(
                    connection,
                    known,
                    session,
                    use,
                    step ?? known.LastStep,
                    isRecovery,
                    cancellationToken
                );
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<SecondFactorResult> AcceptAsync(
        NpgsqlConnection connection,
        Known known,
        string session,
        Use use,
        long step,
        bool isRecovery,
        CancellationToken cancellationToken
    )
    {
        await ExecuteAsync(
            connection,
            "UPDATE flash.moderators SET failed_codes = 0, locked_until = NULL, last_time_step = $2 WHERE 'moderator-' || id = $1",
            cancellationToken,
            known.ModeratorId,
            step
        );
        var codes = new List<string>();
        if (use is not Use.Pass)
        {
            await ExecuteAsync(
                connection,
                "DELETE FROM flash.moderator_recovery_codes WHERE 'moderator-' || moderator_id = $1",
                cancellationToken,
                known.ModeratorId
            );
        }

        if (use is Use.Enrol)
        {
            await ExecuteAsync(
                connection,
                "UPDATE flash.moderators SET second_factor = second_factor_offered, second_factor_offered = NULL WHERE 'moderator-' || id = $1",
                cancellationToken,
                known.ModeratorId
            );
        }
        else if (use is Use.Remove)
        {
            await ExecuteAsync(
                connection,
                """
                WITH without AS (UPDATE flash.moderators SET second_factor = NULL, second_factor_offered = NULL WHERE 'moderator-' || id = $1 RETURNING id)
                UPDATE flash.moderator_sessions SET second_factor_at = NULL FROM without WHERE moderator_id = without.id
                """,
                cancellationToken,
                known.ModeratorId
            );
        }

        if (use is Use.Enrol or Use.RenewCodes)
        {
            codes.AddRange(Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()));
            await ExecuteAsync(
                connection,
                "INSERT INTO flash.moderator_recovery_codes (hash, moderator_id) SELECT hash, id FROM unnest($2) hash, flash.moderators WHERE 'moderator-' || id = $1",
                cancellationToken,
                known.ModeratorId,
                codes.Select(made => RecoveryCode.Digest(made)!).ToArray()
            ); // made just now, so it has a digest
        }

        // Anyone who knew the session before it could do more does not know it now.
        var renewed = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await ExecuteAsync(
            connection,
            "UPDATE flash.moderator_sessions SET hash = $2, second_factor_at = CASE WHEN $4 THEN $3 END WHERE hash = $1",
            cancellationToken,
            Moderators.Digest(session),
            Moderators.Digest(renewed),
            time.GetUtcNow(),
            use is not Use.Remove
        );
        await NoteAsync(
            connection,
            known,
            use switch
            {
                Use.Pass => "moderator.second_factor_passed",
                Use.Enrol => "moderator.second_factor_set_up",
                Use.RenewCodes => "moderator.recovery_codes_renewed",
                _ => "moderator.second_factor_removed",
            },
            isRecovery ? """{"with": "recovery code"}""" : """{"with": "app"}""",
            cancellationToken
        );
        return new SecondFactorResult.Passed(renewed, codes);
    }

    private async Task<SecondFactorResult> RefuseAsync(
        NpgsqlConnection connection,
        Known known,
        Use use,
        CancellationToken cancellationToken
    )
    {
        // A moderator who sets one up has the secret on the screen: nothing to guess, and clocks are often wrong.
        if (use is Use.Enrol)
        {
            return new SecondFactorResult.Wrong();
        }

        var isLast = known.Failures + 1 >= MaxFailures;
        var until = time.GetUtcNow() + LockedFor;
        await ExecuteAsync(
            connection,
            "UPDATE flash.moderators SET failed_codes = $2, locked_until = CASE WHEN $4 THEN $3 END WHERE 'moderator-' || id = $1",
            cancellationToken,
            known.ModeratorId,
            isLast ? 0 : known.Failures + 1,
            until,
            isLast
        );
        await NoteAsync(
            connection,
            known,
            isLast ? "moderator.second_factor_locked" : "moderator.second_factor_failed",
            string.Create(CultureInfo.InvariantCulture, $$"""{"failures": {{known.Failures + 1}}}"""),
            cancellationToken
        );
        return isLast ? new SecondFactorResult.Locked(until) : new SecondFactorResult.Wrong();
    }

    private async Task<Known?> ReadAsync(
        NpgsqlConnection connection,
        string session,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            connection,
            """
            SELECT 'moderator-' || moderator.id, moderator.name, moderator.second_factor, moderator.second_factor_offered, moderator.last_time_step, moderator.failed_codes, moderator.locked_until
            FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id
            WHERE session.hash = $1 AND session.ended_at IS NULL AND session.expires_at > $2 AND session.last_seen_at > $3 AND moderator.removed_at IS NULL FOR UPDATE OF moderator
            """,
            Moderators.Digest(session),
            time.GetUtcNow(),
            time.GetUtcNow() - Moderators.IdleLifetime
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Known(
                row.GetString(0),
                row.GetString(1),
                row[2] as byte[],
                row[3] as byte[],
                row.GetInt64(4),
                row.GetInt32(5),
                row.Moment(6)
            )
            : null;
    }

    private static async Task<bool> UseRecoveryCodeAsync(
        NpgsqlConnection connection,
        string moderator,
        string code,
        CancellationToken cancellationToken
    ) =>
        RecoveryCode.Digest(code) is { } digest
        && await ExecuteAsync(
            connection,
            "UPDATE flash.moderator_recovery_codes SET used_at = now() WHERE hash = $2 AND 'moderator-' || moderator_id = $1 AND used_at IS NULL",
            cancellationToken,
            moderator,
            digest
        ) > 0;

    private static Task<int> NoteAsync(
        NpgsqlConnection connection,
        Known known,
        string action,
        string details,
        CancellationToken cancellationToken
    ) =>
        ExecuteAsync(
            connection,
            "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details) VALUES ('flash', $1, $2, $3, $4::jsonb)",
            cancellationToken,
            known.ModeratorId,
            known.Name,
            action,
            details
        );

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return command;
    }

    private enum Use
    {
        Pass,
        Enrol,
        RenewCodes,
        Remove,
    }

    private sealed record Known(
        string ModeratorId,
        string Name,
        byte[]? Secret,
        byte[]? Offered,
        long LastStep,
        int Failures,
        DateTimeOffset? LockedUntil
    );
}

/// <summary>What a moderator has of a second factor.</summary>
public sealed record SecondFactorStatus(bool IsSetUp, int RecoveryCodes);
