using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>
/// What moderators do, and what people bring before them. Every act and its audit entry are one statement, so one
/// transaction; an act that changes nothing leaves no entry.
/// </summary>
public sealed partial class ModerationDesk(NpgsqlDataSource dataSource, IOptions<ModerationOptions> options)
{
    // Someone who is reported, banned or given a quota need not have asked for anything yet.
    private const string PersonCte = """
        person AS (
            INSERT INTO flash.users (platform, external_id, name) VALUES ($1, $2, '')
            ON CONFLICT (platform, external_id) DO UPDATE SET name = users.name RETURNING id)
        """;

    /// <summary>With the usual settings.</summary>
    public ModerationDesk(NpgsqlDataSource dataSource)
        : this(dataSource, Options.Create(new ModerationOptions())) { }

    private async Task<bool> ActAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = dataSource.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
