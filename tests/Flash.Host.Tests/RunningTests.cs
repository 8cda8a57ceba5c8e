using System.Globalization;
using System.Net;
using System.Text.Json;
using Flash.Testing;
using Npgsql;

namespace Flash.Host.Tests;

/// <summary>One role in a process of its own, as containers run it: what it tells about itself, and what keeps it from
/// starting.</summary>
public sealed class RunningTests : IAsyncLifetime
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string folder = Directory.CreateTempSubdirectory("flash-running-").FullName;
    private PostgresDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await PostgresDatabase.CreateAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_worker_tells_its_metrics_and_says_in_words_what_keeps_it_from_working()
    {
        // The setting follows the roles, as people write it.
        await using var flash = FlashProcess.Start(
            Settings(("Flash__Logs__Format", "json")),
            "serve",
            "--roles",
            "worker",
            "--Flash:Inference:Device=cpu"
        );
        var address = await AddressAsync(flash);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(address)).Status);

        var metrics = await http.GetStringAsync(new Uri(address, "/metrics"), Cancel);
        foreach (
            var name in (string[])
                [
                    "flash_queue_waiting",
                    "flash_queue_oldest_seconds",
                    "flash_queue_still",
                    "flash_deliveries_active",
                    "flash_loop_age_seconds",
                    "flash_loop_complaints",
                    "db_client_connection_count",
                    "dotnet_process_memory_working_set_bytes",
                ]
        )
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }

        await MakeReadOnlyAsync("on");
        var (status, said) = await UntilAsync(address, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("takes no writes", said, StringComparison.Ordinal);
        Assert.Contains("25006", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(address, "/health/live"), Cancel)).StatusCode);

        await MakeReadOnlyAsync("off");
        Assert.Equal(HttpStatusCode.OK, (await UntilAsync(address, HttpStatusCode.OK)).Status);
        var logged = flash.Output.Split('\n').Where(line => line.StartsWith('{')).ToList();
        Assert.NotEmpty(logged);
        Assert.All(logged, line =>
            Assert.NotNull(JsonDocument.Parse(line).RootElement.GetProperty("Timestamp").GetString())
        );
    }

    [Fact]
    public async Task A_part_that_meets_what_nobody_expects_ends_the_process_with_an_exit_code()
    {
        await using var flash = FlashProcess.Start(Settings(), "serve", "--roles", "worker");
        await AddressAsync(flash);

        await ExecuteAsync("ALTER TABLE flash.outbox RENAME TO elsewhere");

        Assert.Equal(1, await flash.ExitAsync(Cancel));
        Assert.Contains("ended the process", flash.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await ExecuteAsync(
            "INSERT INTO flash.migrations (migration_id, product_version) VALUES ('29990101000000_FromTheFuture', '10')"
        );

        foreach (
            var command in (string[][])
                [
                    ["serve", "--roles", "worker"],
                    ["db", "status"],
                    ["db", "migrate"],
                ]
        )
        {
            var (exitCode, output, errors) = await FlashProcess.RunAsync(Settings(), Cancel, command);

            Assert.True(exitCode == 1, $"{string.Join(' ', command)}: {output}{errors}");
            Assert.Contains(
                command is ["db", "migrate"] ? "another version" : "newer",
                errors,
                StringComparison.Ordinal
            );
            Assert.Contains("FromTheFuture", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_master_key_that_is_gone_or_another_one_is_refused_and_nothing_is_made()
    {
        await ExecuteAsync(
            "INSERT INTO flash.personal_keys (platform, external_id, wrapped, master, purpose) VALUES ('telegram', '1', '\\x01', '\\x0102030405060708', 'log')"
        );
        var gone = Path.Combine(folder, "personal.key");

        var (exitCode, _, errors) = await FlashProcess.RunAsync(
            Settings(("Flash__Personal__MasterKeyFile", gone)),
            Cancel,
            "serve",
            "--roles",
            "web"
        );
        Assert.Equal(1, exitCode);
        Assert.Contains($"{gone} is gone", errors, StringComparison.Ordinal);
        Assert.Contains("1 keys of 1 people", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(gone));

        (exitCode, _, errors) = await FlashProcess.RunAsync(
            Settings(("Flash__Personal__MasterKey", new string('7', 64))),
            Cancel,
            "serve",
            "--roles",
            "web"
        );
        Assert.Equal(1, exitCode);
        Assert.Contains("the master key is another one", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_stand_in_files()
    {
        var file = Path.Combine(folder, "connection");
        await File.WriteAllTextAsync(file, database.ConnectionString + "\n", Cancel);
        var settings = Settings(("ConnectionStrings__Flash_FILE", file));
        settings.Remove("ConnectionStrings__Flash");

        var (exitCode, output, errors) = await FlashProcess.RunAsync(settings, Cancel, "db", "status");

        Assert.True(exitCode == 0, errors);
        Assert.Contains("up to date", output, StringComparison.Ordinal);
        (exitCode, _, errors) = await FlashProcess.RunAsync(
            Settings(("ConnectionStrings__Flash_FILE", file)),
            Cancel,
            "db",
            "status"
        );
        Assert.Equal(2, exitCode);
        Assert.Contains("only one of them", errors, StringComparison.Ordinal);
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Flash"] = database.ConnectionString,
            ["Flash__DataPath"] = folder,
            ["Flash__Audit__Folder"] = Path.Combine(folder, "audit"),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    private static async Task<Uri> AddressAsync(FlashProcess flash)
    {
        var line = await flash.WaitForAsync(" at http", Cancel);
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Split(' ')[0]);
    }

    private async Task<(HttpStatusCode Status, string Said)> ReadyAsync(Uri address)
    {
        using var answer = await http.GetAsync(new Uri(address, "/health/ready"), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<(HttpStatusCode Status, string Said)> UntilAsync(Uri address, HttpStatusCode wanted)
    {
        for (var look = 0; look < 150; look++)
        {
            var (status, said) = await ReadyAsync(address);
            if (status == wanted && (wanted == HttpStatusCode.OK || said.Contains("25006", StringComparison.Ordinal)))
            {
                return (status, said);
            }

            await Task.Delay(200, Cancel);
        }

        return await ReadyAsync(address);
    }

    private Task MakeReadOnlyAsync(string setting) =>
        ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET transaction_read_only = off;
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {setting}', current_database());
                    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
                END $$
                """
            )
        );

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
