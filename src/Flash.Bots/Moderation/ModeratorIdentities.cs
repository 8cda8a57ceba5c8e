using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Moderation;

/// <summary>
/// Who of the people on Telegram and Discord is a moderator. A moderator shows a code that the command line or the
/// console gave them, once, to the bot; from then on their presses count. One person on each network for each
/// moderator.
/// </summary>
public sealed class ModeratorIdentities(IDbContextFactory<FlashDb> databases, TimeProvider time)
{
    /// <summary>How long a code waits to be shown.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Codes that one person may try in <see cref="AttemptWindow"/>: with 50 bits in a code, guessing is for
    /// nothing.</summary>
    public const int MostAttempts = 5;

    public static readonly TimeSpan AttemptWindow = TimeSpan.FromHours(1);

    // Crockford's base 32: no letter that is taken for another. Ten of them are 50 bits.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 10;

    private static readonly NamedSql Issue = NamedSql.Load("moderators/issue_code");
    private static readonly NamedSql Link = NamedSql.Load("moderators/link");
    private static readonly NamedSql UnlinkPerson = NamedSql.Load("moderators/unlink_person");
    private static readonly NamedSql UnlinkModerator = NamedSql.Load("moderators/unlink_moderator");
    private static readonly NamedSql LockAttempts = NamedSql.Load("moderators/lock_attempts");

    /// <summary>A new code for a moderator, which voids the one before; null when no one moderates under this
    /// name.</summary>
    public async Task<string?> IssueAsync(string moderator, Moderator by, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var now = time.GetUtcNow();
        var issued = await Issue.ExecuteAsync(
            databases,
            new[]
            {
                by.Signature,
                new
                {
                    Moderator = moderator.Trim(),
                    Hash = Digest(code),
                    ExpiresAt = now + CodeLifetime,
                    now,
                },
            },
            cancellationToken
        );
        return issued > 0 ? $"{code[..5]}-{code[5..]}" : null;
    }

    /// <summary>Makes the person who shows the code the moderator it was given to. A code works once; a wrong one
    /// counts against the person.</summary>
    public async Task<LinkOutcome> LinkAsync(Person person, string code, CancellationToken cancellationToken)
    {
        var user = PlainText.Clean(person.Id);
        if (!await MayTryAsync(person.Platform, user, cancellationToken))
        {
            return new LinkOutcome.TooMany();
        }

        var linked = await Link.ReadAsync<string>(
            databases,
            new
            {
                person.Platform,
                user,
                Hash = Digest(code),
                Now = time.GetUtcNow(),
            },
            cancellationToken
        );
        return linked is [var name] ? new LinkOutcome.Linked(name) : new LinkOutcome.Unknown();
    }

    /// <summary>Voids a code that others may have read. False when it was none.</summary>
    public async Task<bool> VoidAsync(string code, CancellationToken cancellationToken)
    {
        var hash = Digest(code);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
                .ModeratorCodes.Where(issued => issued.Hash == hash && issued.UsedAt == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(issued => issued.UsedAt, time.GetUtcNow()),
                    cancellationToken
                ) > 0;
    }

    /// <summary>The moderator that this person is, as the audit log names them; null for everyone else.</summary>
    public async Task<Moderator?> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var user = PlainText.Clean(person.Id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var moderator = await db
            .ModeratorIdentities.Where(identity =>
                identity.Platform == person.Platform
                && identity.ExternalId == user
                && identity.Moderator!.RemovedAt == null // an identity is a moderator's
            )
            .Select(identity => identity.Moderator)
            .FirstOrDefaultAsync(cancellationToken);
        return moderator is null
            ? null
            : new Moderator("flash", $"moderator-{moderator.Id}", moderator.Name, moderator.Role);
    }

    /// <summary>The person is a moderator no longer, on their network. False when they were none.</summary>
    public async Task<bool> UnlinkAsync(Person person, CancellationToken cancellationToken) =>
        await UnlinkPerson.ExecuteAsync(
            databases,
            new { person.Platform, User = PlainText.Clean(person.Id) },
            cancellationToken
        ) > 0;

    /// <summary>No one on this network, or on any when it is null, is this moderator any more. Returns how many they
    /// were.</summary>
    public Task<int> UnlinkAsync(
        string moderator,
        Platform? platform,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        UnlinkModerator.ExecuteAsync(
            databases,
            new[] { by.Signature, new { Moderator = moderator.Trim(), platform } },
            cancellationToken
        );

    // Counted before the code is looked at, and one person's attempts one after the other: many at once find no more
    // room than many in a row.
    private async Task<bool> MayTryAsync(Platform platform, string user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LockAttempts.ExecuteAsync(db, new { platform, user }, cancellationToken);
        await db
            .ModeratorCodeAttempts.Where(attempt => attempt.AttemptedAt < now - AttemptWindow)
            .ExecuteDeleteAsync(cancellationToken);
        var tried = await db.ModeratorCodeAttempts.CountAsync(
            attempt => attempt.Platform == platform && attempt.ExternalId == user,
            cancellationToken
        );
        if (tried < MostAttempts)
        {
            db.ModeratorCodeAttempts.Add(
                new ModeratorCodeAttempt
                {
                    Platform = platform,
                    ExternalId = user,
                    AttemptedAt = now,
                }
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return tried < MostAttempts;
    }

    // People type it in small letters, without the dash, and with the letters that the alphabet leaves out.
    private static byte[] Digest(string code) =>
        SHA256.HashData(
            Encoding.ASCII.GetBytes(
                string.Concat(
                    code.ToUpperInvariant()
                        .Select(letter =>
                            letter switch
                            {
                                'O' => '0',
                                'I' or 'L' => '1',
                                _ => letter,
                            }
                        )
                        .Where(Alphabet.Contains)
                )
            )
        );
}

/// <summary>What became of a code that someone showed.</summary>
public abstract record LinkOutcome
{
    private LinkOutcome() { }

    /// <summary>The person is this moderator now.</summary>
    public sealed record Linked(string Name) : LinkOutcome;

    /// <summary>There is no such code, or it was used, or it is too old.</summary>
    public sealed record Unknown : LinkOutcome;

    /// <summary>The person has tried too often.</summary>
    public sealed record TooMany : LinkOutcome;
}
