using Npgsql;

namespace Flash.Migrations;

/// <summary>
/// The database role that Flash's processes use: it reads and writes what they need, and of the audit log it can only
/// read, add to and continue the chain. Everything belongs to the role that migrates.
/// </summary>
internal static class ApplicationRole
{
    /// <summary>Makes the role unless there is one, and gives it its rights anew: migrations may have brought
    /// tables.</summary>
    /// <exception cref="NpgsqlException">The migrating role may not make roles, or not grant.</exception>
    public static async Task EnsureAsync(
        NpgsqlDataSource owner,
        string role,
        string? password,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await using var script = new NpgsqlCommand(
            "SELECT flash_grants.sql FROM (SELECT format($3, quote_ident($1), quote_literal($1), coalesce('PASSWORD ' || quote_literal($2), ''), CASE WHEN $2 IS NULL THEN 'false' ELSE 'true' END) AS sql) flash_grants",
            connection
        )
        {
            Parameters =
            {
                new() { Value = role },
                new() { Value = (object?)password ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = Script },
            },
        };
        var sql = (string)(await script.ExecuteScalarAsync(cancellationToken))!; // format() of what is not null
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // %1$s is the role's name quoted, %2$s as a literal, %3$s its password, %4$s whether one is given: a
    // password that was changed in the settings is changed here. Roles belong to the whole server, so
    // another database's migration may be making the same one right now.
    private const string Script = """
        DO $do$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %2$s) THEN
                CREATE ROLE %1$s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS %3$s;
            ELSIF %4$s THEN
                ALTER ROLE %1$s %3$s;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
            NULL; -- Someone else has just made it; or it is another's to change.
        END $do$;

        GRANT USAGE ON SCHEMA flash, hangfire TO %1$s;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA flash, hangfire TO %1$s;
        REVOKE UPDATE ON ALL SEQUENCES IN SCHEMA flash, hangfire FROM %1$s;
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA flash, hangfire TO %1$s;
        REVOKE ALL ON flash.migrations FROM %1$s;
        GRANT SELECT ON flash.migrations TO %1$s;
        REVOKE DELETE ON flash.personal_keys FROM %1$s;

        DO $do$
        DECLARE
            part regclass;
        BEGIN
            FOR part IN SELECT 'flash.audit_log'::regclass UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = 'flash.audit_log'::regclass LOOP
                EXECUTE format('REVOKE ALL ON %%s FROM %%I', part, %2$s);
            END LOOP;
        END $do$;
        GRANT SELECT, INSERT (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details, personal) ON flash.audit_log TO %1$s;
        GRANT EXECUTE ON FUNCTION flash.seal_audit_entries, flash.ensure_audit_partition TO %1$s;
        """;
}
