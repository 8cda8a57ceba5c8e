using Hangfire.PostgreSql;
using Npgsql;

namespace Flash.Migrations;

/// <summary>Hangfire's tables, and our trigger on its queue.</summary>
internal static class HangfireSchema
{
    public const string Name = "hangfire";

    /// <summary>
    /// Hangfire's own long polling loses workers, so workers listen on <c>hf_job</c> instead; once for each statement,
    /// because a notification says only "look again".
    /// </summary>
    private const string NotifyTrigger = $"""
        CREATE OR REPLACE FUNCTION {Name}.flash_notify_job() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
        BEGIN
            PERFORM pg_notify('hf_job', '');
            RETURN NULL;
        END $$;

        CREATE OR REPLACE TRIGGER flash_notify_job AFTER INSERT ON {Name}.jobqueue
            FOR EACH STATEMENT EXECUTE FUNCTION {Name}.flash_notify_job();
        """;

    public static async Task InstallAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, Name);
        await using var command = new NpgsqlCommand(NotifyTrigger, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<bool> IsInstalledAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'flash_notify_job' AND tgrelid = to_regclass($1))"
        );
        command.Parameters.Add(new() { Value = $"{Name}.jobqueue" });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!; // EXISTS is never null
    }
}
