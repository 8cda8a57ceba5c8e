using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.SignIn;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// Who may look at everything: invitations, sign-in by one-time link or by an identity provider, and sessions. The
/// database keeps digests only, so a reader of it cannot sign in; each step is in the audit log.
/// </summary>
public sealed class Moderators(NpgsqlDataSource database, TimeProvider time, IOptions<ModerationOptions> options)
{
    /// <summary>How long a link waits to be opened.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts; then a new link is needed.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>How long a session outlives its last request.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(2);

    /// <summary>With the usual settings.</summary>
    public Moderators(NpgsqlDataSource database, TimeProvider time)
        : this(database, time, Options.Create(new ModerationOptions())) { }

    /// <inheritdoc cref="InviteAsync(string, ModeratorRole?, string?, Moderator?, CancellationToken)"/>
    public Task<string> InviteAsync(string name, CancellationToken cancellationToken) =>
        InviteAsync(name, null, cancellationToken);

    /// <inheritdoc cref="InviteAsync(string, ModeratorRole?, string?, Moderator?, CancellationToken)"/>
    public Task<string> InviteAsync(string name, ModeratorRole? role, CancellationToken cancellationToken) =>
        InviteAsync(name, role, null, cancellationToken);

    /// <inheritdoc cref="InviteAsync(string, ModeratorRole?, string?, Moderator?, CancellationToken)"/>
    public Task<string> InviteAsync(
        string name,
        ModeratorRole? role,
        string? signInName,
        CancellationToken cancellationToken
    ) => InviteAsync(name, role, signInName, null, cancellationToken);

    /// <summary>Makes a one-time link's secret for <paramref name="name"/>, who becomes a moderator if they are not one
    /// yet.</summary>
    /// <param name="name">1 to 100 characters, as it should stand in the audit log.</param>
    /// <param name="role">What they may do from now on; null leaves it as it is, and a new one is a moderator.</param>
    /// <param name="signInName">What the identity provider calls them, 1 to 320 characters; null leaves it as it is.
    /// Given again, it may be another account's from then on.</param>
    /// <param name="by">Who does it, as the audit log names them; null for the moderator's own doing.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <exception cref="ArgumentException">A name is too long or empty, or another moderator signs in with that
    /// one.</exception>
    public async Task<string> InviteAsync(
        string name,
        ModeratorRole? role,
        string? signInName,
        Moderator? by,
        CancellationToken cancellationToken
    )
    {
        if (signInName is not null && signInName.Trim().Length is 0 or > 320)
        {
            throw new ArgumentException(
                $"What the identity provider calls a person has 1 to 320 characters; this has {signInName.Trim().Length}.",
                nameof(signInName)
            );
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
        {
            throw new ArgumentException(
                $"A moderator's name has 1 to 100 characters; this one has {name?.Length ?? 0}.",
                nameof(name)
            );
        }

        var secret = NewSecret();
        await using var command = database.CreateCommand(
            """
            WITH moderator AS (
                INSERT INTO flash.moderators (name, role, sign_in_name, confirms_from) VALUES ($1, COALESCE($4, 'moderator'), $5, now() + interval '1 day')
                ON CONFLICT (name) DO UPDATE SET removed_at = NULL,
                    confirms_from = CASE WHEN moderators.second_factor IS NULL OR $5 IS NOT NULL THEN now() + interval '1 day' ELSE moderators.confirms_from END, role = COALESCE($4, moderators.role), sign_in_name = COALESCE($5, moderators.sign_in_name),
                    sign_in_subject = CASE WHEN $5 IS NULL THEN moderators.sign_in_subject END RETURNING id, role, xmax = 0 AS is_new),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT COALESCE($6, 'flash'), COALESCE($7, 'moderator-' || moderator.id), COALESCE($8, $1), 'moderator.invited',
                    jsonb_build_object('moderator', moderator.id, 'name', $1, 'role', moderator.role, 'isNew', moderator.is_new) FROM moderator)
            INSERT INTO flash.moderator_links (hash, moderator_id, expires_at) SELECT $2, moderator.id, $3 FROM moderator
            """
        );
        Add(command, name.Trim(), Digest(secret), time.GetUtcNow() + LinkLifetime);
        foreach (
            var text in new[]
            {
                role is { } given ? StoredName.Of(given) : null,
                signInName?.Trim(),
                by?.Platform,
                by?.Id,
                by?.Name,
            }
        )
        {
            command.Parameters.Add(
                new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
            );
        }

        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.UniqueViolation
                && exception.ConstraintName == "moderators_sign_in_name"
            )
        {
            throw new ArgumentException(
                $"Another moderator signs in as '{signInName}' already.",
                nameof(signInName),
                exception
            );
        }

        return secret;
    }

    /// <summary>Exchanges a link for a session's secret; null when the link is unknown, used or too old.</summary>
    public Task<string?> SignInAsync(string link, CancellationToken cancellationToken) =>
        SignInAsync(link, "", cancellationToken);

    /// <inheritdoc cref="SignInAsync(string, CancellationToken)"/>
    /// <param name="link">The link's secret.</param>
    /// <param name="browser">What the browser calls itself, for the list of sessions; cut at 200 characters.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<string?> SignInAsync(string link, string browser, CancellationToken cancellationToken)
    {
        var session = NewSecret();
        await using var command = database.CreateCommand(
            """
            WITH link AS (
                UPDATE flash.moderator_links SET used_at = $3 WHERE hash = $1 AND used_at IS NULL AND expires_at > $3 RETURNING moderator_id),
            moderator AS (
                SELECT id, name FROM flash.moderators JOIN link ON id = moderator_id WHERE removed_at IS NULL),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action)
                SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_in' FROM moderator)
            INSERT INTO flash.moderator_sessions (hash, moderator_id, expires_at, last_seen_at, browser) SELECT $2, id, $4, $3, $5 FROM moderator
            """
        );
        Add(
            command,
            Digest(link),
            Digest(session),
            time.GetUtcNow(),
            time.GetUtcNow() + SessionLifetime,
            PlainText.Shorten(PlainText.Clean(browser), 200)
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0 ? session : null;
    }

    /// <summary>A session's secret for the person whom the identity provider vouches for; null when they are no
    /// moderator, or someone else had that name before.</summary>
    internal async Task<string?> SignInAsync(OpenIdPerson person, string browser, CancellationToken cancellationToken)
    {
        var session = NewSecret();
        await using var command = database.CreateCommand(
            """
            WITH moderator AS (
                UPDATE flash.moderators SET sign_in_subject = $3 WHERE lower(sign_in_name) = lower($2) AND ($4 OR sign_in_name = $2) AND removed_at IS NULL
                    AND COALESCE(sign_in_subject, $3) = $3 RETURNING id, name),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_in', '{"by": "identity provider"}' FROM moderator)
            INSERT INTO flash.moderator_sessions (hash, moderator_id, expires_at, last_seen_at, browser) SELECT $1, id, $6, $5, $7 FROM moderator
            """
        );
        Add(
            command,
            Digest(session),
            person.Name,
            person.Subject,
            person.IgnoresCase,
            time.GetUtcNow(),
            time.GetUtcNow() + SessionLifetime,
            PlainText.Shorten(PlainText.Clean(browser), 200)
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0 ? session : null;
    }

    /// <summary>Whose session this is; null when it has ended, or lacks its second factor.</summary>
    internal async Task<Moderator?> FindAsync(string session, bool isByHand, CancellationToken cancellationToken) =>
        await VisitAsync(session, isByHand, cancellationToken) is { Need: SecondFactorNeed.None } visit
            ? visit.Moderator
            : null;

    /// <summary>Whose session this is, and what it still lacks; null when it has ended.</summary>
    /// <param name="session">The session's secret.</param>
    /// <param name="isByHand">The request is the person's doing; what a page asks for by itself keeps no session
    /// alive.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    internal async Task<ConsoleVisit?> VisitAsync(string session, bool isByHand, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH seen AS (
                UPDATE flash.moderator_sessions SET last_seen_at = $2 WHERE hash = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3 AND last_seen_at < $2 - interval '1 minute' AND $4)
            SELECT moderator.id, moderator.name, moderator.role,
                CASE WHEN moderator.second_factor IS NOT NULL AND session.second_factor_at IS NULL THEN 'code'
                    WHEN moderator.second_factor IS NULL AND (moderator.second_factor_required OR $5) THEN 'enrolment' ELSE 'none' END
            FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id
            WHERE session.hash = $1 AND session.ended_at IS NULL AND session.expires_at > $2 AND session.last_seen_at > $3 AND moderator.removed_at IS NULL
            """
        );
        Add(
            command,
            Digest(session),
            time.GetUtcNow(),
            time.GetUtcNow() - IdleLifetime,
            isByHand,
            options.Value.RequireSecondFactor
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new ConsoleVisit(
                new Moderator(
                    "flash",
                    $"moderator-{row.GetInt64(0)}",
                    row.GetString(1),
                    StoredName.Parse<ModeratorRole>(row.GetString(2))
                ),
                StoredName.Parse<SecondFactorNeed>(row.GetString(3))
            )
            : null;
    }

    /// <summary>Ends a session.</summary>
    internal async Task SignOutAsync(string session, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            WITH ended AS (
                UPDATE flash.moderator_sessions SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL RETURNING moderator_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action)
            SELECT 'flash', 'moderator-' || id, name, 'moderator.signed_out' FROM flash.moderators JOIN ended ON id = moderator_id
            """
        );
        Add(command, Digest(session), time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes down what a moderator looked at: those who watch are watched.</summary>
    internal async Task NoteAsync(
        Moderator moderator,
        string action,
        Guid? generation,
        string details,
        CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand(
            "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details) VALUES ('flash', $1, $2, $3, $4, $5)"
        );
        command.Parameters.Add(new() { Value = moderator.Id });
        command.Parameters.Add(new() { Value = moderator.Name });
        command.Parameters.Add(new() { Value = action });
        command.Parameters.Add(
            new() { Value = (object?)generation ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }
        );
        command.Parameters.Add(new() { Value = details, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
    }
}

/// <summary>Someone's session.</summary>
/// <param name="Moderator">Whose it is.</param>
/// <param name="Need">What it lacks before it may see anything.</param>
internal sealed record ConsoleVisit(Moderator Moderator, SecondFactorNeed Need);
