using System.Security.Cryptography;
using System.Text;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>
/// Who of the people on Telegram and Discord is a moderator. A moderator shows a code that the command line or the
/// console gave them, once, to the bot; from then on their presses count. One person on each network for each
/// moderator.
/// </summary>
public sealed class ModeratorIdentities(NpgsqlDataSource dataSource, TimeProvider time)
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

    /// <summary>A new code for a moderator, which voids the one before; null when no one moderates under this
    /// name.</summary>
    public async Task<string?> IssueAsync(string moderator, Moderator by, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        await using var command = dataSource.Command(
            """
            WITH moderator AS (SELECT id FROM flash.moderators WHERE name = $1 AND removed_at IS NULL),
            later AS (
                UPDATE flash.moderators SET confirms_from = now() + interval '1 day' FROM moderator
                WHERE moderators.id = moderator.id AND NOT ($5 = 'flash' AND $6 = 'moderator-' || moderator.id)),
            void AS (UPDATE flash.moderator_codes SET used_at = $4 FROM moderator WHERE moderator_codes.moderator_id = moderator.id AND used_at IS NULL),
            issued AS (INSERT INTO flash.moderator_codes (hash, moderator_id, expires_at) SELECT $2, id, $3 FROM moderator RETURNING moderator_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $5, $6, $7, 'moderator.code_issued', jsonb_build_object('moderator', moderator_id) FROM issued
            """,
            moderator.Trim(),
            Digest(code),
            time.GetUtcNow() + CodeLifetime,
            time.GetUtcNow(),
            by.Platform,
            by.Id,
            by.Name
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0 ? $"{code[..5]}-{code[5..]}" : null;
    }

    /// <summary>Makes the person who shows the code the moderator it was given to. A code works once; a wrong one
    /// counts against the person.</summary>
    public async Task<LinkOutcome> LinkAsync(Person person, string code, CancellationToken cancellationToken)
    {
        var (platform, id) = (StoredName.Of(person.Platform), PlainText.Clean(person.Id));
        if (!await MayTryAsync(platform, id, cancellationToken))
        {
            return new LinkOutcome.TooMany();
        }

        await using var command = dataSource.Command(
            """
            WITH code AS (
                UPDATE flash.moderator_codes SET used_at = $4 WHERE hash = $3 AND used_at IS NULL AND expires_at > $4 RETURNING moderator_id),
            moderator AS (SELECT id, name FROM flash.moderators JOIN code ON id = code.moderator_id WHERE removed_at IS NULL),
            before AS (
                DELETE FROM flash.moderator_identities USING moderator
                WHERE platform = $1 AND (external_id = $2 AND moderator_id <> moderator.id OR moderator_id = moderator.id AND external_id <> $2) RETURNING external_id, moderator_id),
            linked AS (
                INSERT INTO flash.moderator_identities (platform, external_id, moderator_id, linked_at) SELECT $1, $2, id, $4 FROM moderator, (SELECT count(*) FROM before) first
                ON CONFLICT (platform, external_id) DO UPDATE SET moderator_id = EXCLUDED.moderator_id, linked_at = EXCLUDED.linked_at RETURNING moderator_id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
                SELECT 'flash', 'moderator-' || id, name, 'moderator.linked', jsonb_strip_nulls(jsonb_build_object('moderator', id, 'platform', $1, 'user', $2,
                    'before', (SELECT before.external_id FROM before WHERE before.moderator_id = moderator.id))) FROM moderator JOIN linked ON moderator_id = id),
            forgiven AS (DELETE FROM flash.moderator_code_attempts USING linked WHERE platform = $1 AND external_id = $2)
            SELECT name FROM moderator
            """,
            platform,
            id,
            Digest(code),
            time.GetUtcNow()
        );
        return await command.ExecuteScalarAsync(cancellationToken) is string name
            ? new LinkOutcome.Linked(name)
            : new LinkOutcome.Unknown();
    }

    /// <summary>Voids a code that others may have read. False when it was none.</summary>
    public async Task<bool> VoidAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.moderator_codes SET used_at = $2 WHERE hash = $1 AND used_at IS NULL",
            Digest(code),
            time.GetUtcNow()
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>The moderator that this person is, as the audit log names them; null for everyone else.</summary>
    public async Task<Moderator?> FindAsync(Person person, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            SELECT moderator.id, moderator.name, moderator.role FROM flash.moderator_identities identity JOIN flash.moderators moderator ON moderator.id = identity.moderator_id
            WHERE identity.platform = $1 AND identity.external_id = $2 AND moderator.removed_at IS NULL
            """,
            StoredName.Of(person.Platform),
            PlainText.Clean(person.Id)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Moderator(
                "flash",
                $"moderator-{row.GetInt64(0)}",
                row.GetString(1),
                StoredName.Parse<ModeratorRole>(row.GetString(2))
            )
            : null;
    }

    /// <summary>The person is a moderator no longer, on their network. False when they were none.</summary>
    public async Task<bool> UnlinkAsync(Person person, CancellationToken cancellationToken) =>
        await UnlinkAsync(
            """
            WITH gone AS (DELETE FROM flash.moderator_identities WHERE platform = $1 AND external_id = $2 RETURNING moderator_id, platform, external_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT 'flash', 'moderator-' || moderator.id, moderator.name, 'moderator.unlinked', jsonb_build_object('moderator', moderator.id, 'platform', gone.platform, 'user', gone.external_id)
            FROM gone JOIN flash.moderators moderator ON moderator.id = gone.moderator_id
            """,
            cancellationToken,
            StoredName.Of(person.Platform),
            PlainText.Clean(person.Id)
        ) > 0;

    /// <summary>No one on this network, or on any when it is null, is this moderator any more. Returns how many they
    /// were.</summary>
    public Task<int> UnlinkAsync(
        string moderator,
        Platform? platform,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        UnlinkAsync(
            """
            WITH gone AS (
                DELETE FROM flash.moderator_identities USING flash.moderators moderator
                WHERE moderator.id = moderator_id AND moderator.name = $1 AND ($2::text IS NULL OR platform = $2) RETURNING moderator_id, platform, external_id)
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            SELECT $3, $4, $5, 'moderator.unlinked', jsonb_build_object('moderator', moderator_id, 'platform', platform, 'user', external_id) FROM gone
            """,
            cancellationToken,
            moderator.Trim(),
            SqlCommands.Text(platform is { } network ? StoredName.Of(network) : null),
            by.Platform,
            by.Id,
            by.Name
        );

    private async Task<int> UnlinkAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = dataSource.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Counted before the code is looked at, and one person's attempts one after the other: many at once find no more
    // room than many in a row.
    private async Task<bool> MayTryAsync(string platform, string id, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.Add(
            "SELECT pg_advisory_xact_lock(hashtextextended('moderator code ' || $1 || ':' || $2, 0))",
            platform,
            id
        );
        batch.Add(
            "DELETE FROM flash.moderator_code_attempts WHERE attempted_at < $1",
            time.GetUtcNow() - AttemptWindow
        );
        batch.Add(
            """
            INSERT INTO flash.moderator_code_attempts (platform, external_id, attempted_at)
            SELECT $1, $2, $3 WHERE (SELECT count(*) FROM flash.moderator_code_attempts WHERE platform = $1 AND external_id = $2) < $4 RETURNING true
            """,
            platform,
            id,
            time.GetUtcNow(),
            MostAttempts
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken);
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
