using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>
/// Who may look at everything: invitations, sign-in by one-time link or by an identity provider, and sessions. The
/// database keeps digests only, so a reader of it cannot sign in; each step is in the audit log.
/// </summary>
public sealed class Moderators(
    IDbContextFactory<FlashDb> databases,
    TimeProvider time,
    IOptions<ModerationOptions> options
)
{
    private static readonly NamedSql Invite = NamedSql.Load("moderators/invite");
    private static readonly NamedSql SignIn = NamedSql.Load("moderators/sign_in");
    private static readonly NamedSql SignInByProvider = NamedSql.Load("moderators/sign_in_by_provider");
    private static readonly NamedSql Visit = NamedSql.Load("moderators/visit");
    private static readonly NamedSql SignOut = NamedSql.Load("moderators/sign_out");

    /// <summary>How long a link waits to be opened.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts; then a new link is needed.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>How long a session outlives its last request.</summary>
    public static readonly TimeSpan IdleLifetime = TimeSpan.FromHours(2);

    /// <summary>With the usual settings.</summary>
    public Moderators(IDbContextFactory<FlashDb> databases, TimeProvider time)
        : this(databases, time, Options.Create(new ModerationOptions())) { }

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
                "What the identity provider calls a person has 1 to 320 characters; "
                    + $"this has {signInName.Trim().Length}.",
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
        try
        {
            await Invite.ExecuteAsync(
                databases,
                new
                {
                    Name = name.Trim(),
                    Hash = Digest(secret),
                    ExpiresAt = time.GetUtcNow() + LinkLifetime,
                    role,
                    SignInName = signInName?.Trim(),
                    ByPlatform = by?.Platform,
                    ById = by?.Id,
                    ByName = by?.Name,
                },
                cancellationToken
            );
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
        var now = time.GetUtcNow();
        var signedIn = await SignIn.ExecuteAsync(
            databases,
            new
            {
                Link = Digest(link),
                Session = Digest(session),
                now,
                ExpiresAt = now + SessionLifetime,
                Browser = PlainText.Shorten(PlainText.Clean(browser), 200),
            },
            cancellationToken
        );
        return signedIn > 0 ? session : null;
    }

    /// <summary>A session's secret for the person whom the identity provider vouches for; null when they are no
    /// moderator, or someone else had that name before.</summary>
    internal async Task<string?> SignInAsync(OpenIdPerson person, string browser, CancellationToken cancellationToken)
    {
        var session = NewSecret();
        var now = time.GetUtcNow();
        var signedIn = await SignInByProvider.ExecuteAsync(
            databases,
            new
            {
                Session = Digest(session),
                person.Name,
                person.Subject,
                person.IgnoresCase,
                now,
                ExpiresAt = now + SessionLifetime,
                Browser = PlainText.Shorten(PlainText.Clean(browser), 200),
            },
            cancellationToken
        );
        return signedIn > 0 ? session : null;
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
        var now = time.GetUtcNow();
        var seen = await Visit.ReadOneAsync<Seen>(
            databases,
            new
            {
                Session = Digest(session),
                now,
                IdleSince = now - IdleLifetime,
                isByHand,
                IsRequired = options.Value.RequireSecondFactor,
            },
            cancellationToken
        );
        return seen is null
            ? null
            : new ConsoleVisit(new Moderator("flash", $"moderator-{seen.Id}", seen.Name, seen.Role), seen.Need);
    }

    /// <summary>Ends a session.</summary>
    internal Task SignOutAsync(string session, CancellationToken cancellationToken) =>
        SignOut.ExecuteAsync(databases, new { Session = Digest(session), Now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Writes down what a moderator looked at: those who watch are watched.</summary>
    internal async Task NoteAsync(
        Moderator moderator,
        string action,
        Guid? generation,
        string details,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = "flash",
                ActorId = moderator.Id,
                ActorName = moderator.Name,
                Action = action,
                GenerationId = generation,
                Details = details,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static byte[] Digest(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A row of <c>moderators/visit.sql</c>.</summary>
    private sealed record Seen(long Id, string Name, ModeratorRole Role, SecondFactorNeed Need);
}
