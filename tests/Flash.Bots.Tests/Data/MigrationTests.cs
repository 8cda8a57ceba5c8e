using Flash.Migrations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Data;

public sealed class MigrationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrating_twice_is_harmless()
    {
        await using var database = await PostgresDatabase.CreateEmptyAsync(Cancelled);
        Assert.NotEmpty(await FlashMigrator.PendingAsync(database.ConnectionString, Cancelled));

        await FlashMigrator.MigrateAsync(database.ConnectionString, Cancelled);
        await FlashMigrator.MigrateAsync(database.ConnectionString, Cancelled);

        Assert.Empty(await FlashMigrator.PendingAsync(database.ConnectionString, Cancelled));
    }

    [Fact]
    public async Task Four_processes_may_migrate_at_once()
    {
        await using var database = await PostgresDatabase.CreateEmptyAsync(Cancelled);

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() => FlashMigrator.MigrateAsync(database.ConnectionString, Cancelled), Cancelled)
                )
        );

        Assert.Empty(await FlashMigrator.PendingAsync(database.ConnectionString, Cancelled));
    }

    [Fact]
    public void No_change_of_the_model_lacks_a_migration() => Assert.False(FlashMigrator.HasPendingModelChanges());

    [Theory]
    [InlineData("UPDATE flash.audit_log SET action = 'imagine.delivered'")]
    [InlineData("DELETE FROM flash.audit_log")]
    [InlineData("TRUNCATE flash.audit_log")]
    public async Task The_audit_log_refuses_to_change(string sql)
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancelled);
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await dataSource
            .CreateCommand(
                "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action) VALUES ('telegram', '1', 'Ada', 'imagine.requested')"
            )
            .ExecuteNonQueryAsync(Cancelled);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            dataSource.CreateCommand(sql).ExecuteNonQueryAsync(Cancelled)
        );

        Assert.Contains("the audit log only grows", refusal.MessageText, StringComparison.Ordinal);
        Assert.Equal(
            "imagine.requested",
            await dataSource.CreateCommand("SELECT action FROM flash.audit_log").ExecuteScalarAsync(Cancelled)
        );
    }

    [Fact]
    public async Task An_outbox_row_and_a_job_each_notify_their_listeners()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancelled);
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await using var listener = await dataSource.OpenConnectionAsync(Cancelled);
        var heard = new List<string>();
        listener.Notification += (_, notification) => heard.Add(notification.Channel);
        await using (
            var listen = new NpgsqlCommand("LISTEN flash_outbox; LISTEN hf_job; LISTEN flash_playground", listener)
        )
        {
            await listen.ExecuteNonQueryAsync(Cancelled);
        }

        await dataSource
            .CreateCommand(
                """
                INSERT INTO flash.outbox (generation_id) SELECT gen_random_uuid() WHERE false;
                INSERT INTO hangfire.jobqueue (jobid, queue) SELECT 1, 'a-interactive' WHERE false;
                INSERT INTO flash.playground_messages (conversation_id, from_person, text) VALUES (gen_random_uuid(), true, 'hello');
                """
            )
            .ExecuteNonQueryAsync(Cancelled);
        for (var i = 0; i < 3 && heard.Count < 3; i++)
        {
            await listener.WaitAsync(TimeSpan.FromSeconds(10), Cancelled);
        }

        Assert.Equal(["flash_outbox", "flash_playground", "hf_job"], heard.Order(StringComparer.Ordinal));
    }
}
