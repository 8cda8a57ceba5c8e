using System.Diagnostics;
using System.Globalization;
using Flash.Bots;
using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Flash.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Benchmarks.AuditLog;

/// <summary>
/// <c>dotnet run -c Release --project bench/Flash.Benchmarks -- audit "Host=…;Username=…" [ENTRIES]</c>: how quick the
/// lists are when the log is long, and how much it takes a second while it is sealed. Makes a database of its own on
/// that server and drops it again.
/// </summary>
internal static class AuditLogBench
{
    private const int Writers = 8;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(string server, int entries)
    {
        var name = $"flash_bench_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0");
        var database = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 50 }.ConnectionString;
        try
        {
            await FlashMigrator.MigrateAsync(database, CancellationToken.None);
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection([
                            new("ConnectionStrings:Flash", database),
                            new("Flash:Personal:MasterKey", new string('e', 64)),
                        ])
                        .Build()
                )
                .AddLogging()
                .AddFlashBots()
                .BuildServiceProvider();
            await FillAsync(database, services, entries);
            await ListAsync(database, services);
            await AppendAsync(database, services);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task FillAsync(string database, ServiceProvider services, int entries)
    {
        var people = Math.Max(1, entries / 100);
        await ExecuteAsync(
            database,
            $"""
            INSERT INTO flash.users (platform, external_id, name) SELECT 'telegram', n::text, 'Person ' || n FROM generate_series(1, {people}) n;
            INSERT INTO flash.chats (platform, external_id, is_private) SELECT 'telegram', n::text, false FROM generate_series(1, 1000) n;
            INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address, created_at)
            SELECT (lpad(to_hex(1790000000000 + n * 5000::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, 'imagine', 1 + n % {people}, 1 + n % 1000, n::text,
                'a ' || (ARRAY['red', 'blue', 'green', 'golden', 'old'])[1 + n % 5] || ' ' || (ARRAY['boat', 'house', 'moon', 'cat', 'tree', 'balloon', 'mountain'])[1 + n % 7] || ' number' || n % 5000,
                '{"{}"}', 'delivered', '{"{}"}', now() FROM generate_series(1, {entries / 2}) n;
            """
        );
        var watch = Stopwatch.StartNew();
        await ExecuteAsync(
            database,
            $"""
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT 'telegram', (1 + (n / 2) % {people})::text, 'Person', CASE WHEN n % 2 = 0 THEN 'imagine.requested' ELSE 'imagine.delivered' END,
                (lpad(to_hex(1790000000000 + (n / 2) * 5000::bigint), 12, '0') || '7' || substr(md5((n / 2)::text), 1, 3) || '8' || substr(md5((n / 2)::text), 4, 15))::uuid, ((n / 2) % 1000)::text, jsonb_build_object('seed', n)
            FROM generate_series(1, {entries}) n
            """
        );
        Say($"{entries:N0} entries written in one statement: {watch.Elapsed.TotalSeconds:0.0} s");
        watch.Restart();
        var count = 0L;
        for (
            var batch = 0;
            await services.GetRequiredService<AuditSealer>().SealAsync(CancellationToken.None) is > 0 and var more;
            batch++
        )
        {
            count += more;
        }

        Say(
            $"sealed, names and prompts encrypted: {count:N0} in {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:N0} a second"
        );
        await ExecuteAsync(database, "VACUUM ANALYZE");
        watch.Restart();
        var report = await services.GetRequiredService<AuditVerifier>().VerifyAsync([], null, CancellationToken.None);
        Say($"verified: {report.Sealed:N0} in {watch.Elapsed.TotalSeconds:0.0} s, intact: {report.IsIntact}");
    }

    private static async Task ListAsync(string database, ServiceProvider services)
    {
        var (log, generations) = (
            services.GetRequiredService<AuditSearch>(),
            services.GetRequiredService<GenerationSearch>()
        );
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var middle = (long)
            (await new NpgsqlCommand("SELECT max(id) / 2 FROM flash.audit_log", connection).ExecuteScalarAsync())!;
        var half = new GenerationId(
            (Guid)
                (
                    await new NpgsqlCommand(
                        "SELECT id FROM flash.generations ORDER BY id OFFSET (SELECT count(*) / 2 FROM flash.generations) LIMIT 1",
                        connection
                    ).ExecuteScalarAsync()
                )!
        );
        await MeasureAsync("log, newest page", () => log.ReadAsync(new AuditFilter(), null, 50, default));
        await MeasureAsync("log, page in the middle", () => log.ReadAsync(new AuditFilter(), middle, 50, default));
        await MeasureAsync("log, one person", () =>
            log.ReadAsync(new AuditFilter { ActorPlatform = "telegram", ActorId = "7" }, null, 50, default)
        );
        await MeasureAsync("log, one action", () =>
            log.ReadAsync(new AuditFilter { Action = "imagine.delivered" }, middle, 50, default)
        );
        await MeasureAsync("log, an action that never was", () =>
            log.ReadAsync(new AuditFilter { Action = "user.erased" }, null, 50, default)
        );
        await MeasureAsync("log, one generation", () =>
            log.ReadAsync(new AuditFilter { GenerationId = half.Value }, null, 50, default)
        );
        await MeasureAsync("generations, newest page", () =>
            generations.FindAsync(new GenerationQuery(), null, 50, default)
        );
        await MeasureAsync("generations, page in the middle", () =>
            generations.FindAsync(new GenerationQuery(), half, 50, default)
        );
        await MeasureAsync("generations, one person", () =>
            generations.FindAsync(new GenerationQuery { UserId = "7" }, null, 50, default)
        );
        await MeasureAsync("generations, one chat, in the middle", () =>
            generations.FindAsync(new GenerationQuery { ChatId = "70" }, half, 50, default)
        );
        await MeasureAsync("words: a frequent one", () =>
            generations.FindAsync(new GenerationQuery { Words = "boat" }, null, 50, default)
        );
        await MeasureAsync("words: a rare one", () =>
            generations.FindAsync(new GenerationQuery { Words = "number4321" }, null, 50, default)
        );
        await MeasureAsync("words: a frequent and a rare one", () =>
            generations.FindAsync(new GenerationQuery { Words = "red number4321" }, null, 50, default)
        );
        await MeasureAsync("words: none such", () =>
            generations.FindAsync(new GenerationQuery { Words = "zeppelin" }, null, 50, default)
        );
    }

    private static async Task MeasureAsync<T>(string what, Func<Task<IReadOnlyList<T>>> list)
    {
        var times = new List<double>();
        var found = 0;
        for (var run = 0; run < 22; run++)
        {
            var watch = Stopwatch.StartNew();
            found = (await list()).Count;
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        // Two to warm up.
        var measured = times.Skip(2).Order().ToList();
        Say(
            $"{what, -40} {found, 3} rows   median {measured[measured.Count / 2], 7:0.0} ms   worst {measured[^1], 7:0.0} ms"
        );
    }

    private static async Task AppendAsync(string database, ServiceProvider services)
    {
        using var end = new CancellationTokenSource(Span);
        var sealer = services.GetRequiredService<AuditSealer>();
        var sealing = Task.Run(async () =>
        {
            var count = 0L;
            while (!end.IsCancellationRequested)
            {
                var batch = await sealer.SealAsync(CancellationToken.None);
                count += batch;
                if (batch < 1_000)
                {
                    await Task.Delay(200, CancellationToken.None);
                }
            }

            return count;
        });
        var watch = Stopwatch.StartNew();
        var written = await Task.WhenAll(
            Enumerable
                .Range(1, Writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        await using var connection = new NpgsqlConnection(database);
                        await connection.OpenAsync();
                        await using var insert = new NpgsqlCommand(
                            "INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, chat_id) VALUES ('telegram', $1, 'Person', 'imagine.requested', '70')",
                            connection
                        );
                        insert.Parameters.Add(new() { Value = writer.ToString(CultureInfo.InvariantCulture) });
                        await insert.PrepareAsync();
                        var count = 0L;
                        for (; !end.IsCancellationRequested; count++)
                        {
                            await insert.ExecuteNonQueryAsync();
                        }

                        return count;
                    })
                )
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var sealedMeanwhile = await sealing;
        Say(
            $"{Writers} writers, one transaction for each entry: {written.Sum() / seconds:N0} a second; sealed meanwhile: {sealedMeanwhile / seconds:N0} a second; left over: {written.Sum() - sealedMeanwhile:N0}"
        );
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
