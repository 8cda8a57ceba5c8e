using Flash.Testing;
using Npgsql;

namespace Flash.Host.Tests;

/// <summary>The log and its witnesses as an operator meets them: on by default, and a backup that is older.</summary>
public sealed class AuditRestoreTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_backup_stops_the_start_until_somebody_answers_for_it()
    {
        await using var data = new DataFolderForTests();
        await using var database = await PostgresDatabase.CreateAsync(CancellationToken);
        var settings = new Dictionary<string, string>(data.Settings)
        {
            ["ConnectionStrings__Flash"] = database.ConnectionString,
            ["Flash__Personal__MasterKey"] = new string('3', 64),
            ["Flash__Audit__CheckpointInterval"] = "00:00:01",
        };
        await RunAsync(settings, "moderator", "add", "Ada");
        await RunAsync(settings, "moderator", "add", "Grace");
        await using (var serving = FlashProcess.Start(settings, "serve", "--roles", "web"))
        {
            await serving.WaitForAsync("Serving", CancellationToken);
            await WaitForCheckpointAsync(Path.Combine(data.Path, "audit"));
            serving.Signal("TERM");
            Assert.Equal(0, await serving.ExitAsync(CancellationToken));
        }

        var before = await RunAsync(settings, "audit", "verify");
        Assert.Equal(0, before.ExitCode);
        Assert.Contains("The audit log is intact", before.Output, StringComparison.Ordinal);

        await ExecuteAsync(
            database,
            "ALTER TABLE flash.audit_log DISABLE TRIGGER ALL; DELETE FROM flash.audit_log WHERE sequence > 1; ALTER TABLE flash.audit_log ENABLE TRIGGER ALL"
        );

        var cut = await RunAsync(settings, "audit", "verify");
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("The end was cut off", cut.Output, StringComparison.Ordinal);
        var refused = await RunAsync(settings, "serve", "--roles", "web");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the audit log is older than its witness", refused.Errors, StringComparison.Ordinal);

        Assert.Equal(
            2,
            (await RunAsync(settings, "audit", "acknowledge-restore", "--by", "Ada", "--reason", " ")).ExitCode
        );
        var said = await RunAsync(
            settings,
            "audit",
            "acknowledge-restore",
            "--by",
            "Ada",
            "--reason",
            "The disk died."
        );
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("agrees with its witnesses up to entry", said.Output, StringComparison.Ordinal);

        await using (var again = FlashProcess.Start(settings, "serve", "--roles", "web"))
        {
            await again.WaitForAsync("Serving", CancellationToken);
        }

        var after = await RunAsync(settings, "audit", "verify");
        Assert.Equal(0, after.ExitCode);
        Assert.Contains("Ada put an older backup back", after.Output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Dictionary<string, string> settings,
        params string[] arguments
    ) => FlashProcess.RunAsync(settings, CancellationToken, arguments);

    private static async Task WaitForCheckpointAsync(string folder)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        bounded.CancelAfter(TimeSpan.FromMinutes(1));
        while (
            !Directory.Exists(folder)
            || !Directory.EnumerateFiles(folder, "checkpoints.jsonl", SearchOption.AllDirectories).Any()
        )
        {
            await Task.Delay(50, bounded.Token);
        }
    }

    private static async Task ExecuteAsync(PostgresDatabase database, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken);
    }
}
