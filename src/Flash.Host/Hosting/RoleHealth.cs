using Flash.Bots.Data;
using Flash.Bots.Supervision;
using Flash.Bots.Web;
using Flash.Host.Roles;
using Flash.Inference;
using Flash.Worker;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Flash.Host.Hosting;

/// <summary>
/// Does this process run, and can it work? <c>/health/live</c> answers as long as the process does: what a restart
/// mends ends the process by itself. <c>/health/ready</c> says in words what keeps it from working. The web role maps
/// both; this adds what every role knows, and maps them where the web role is not there.
/// </summary>
internal static class RoleHealth
{
    private const string Ready = "ready";

    public static void AddRoleHealth(this IServiceCollection services, Role roles)
    {
        var checks = services.AddHealthChecks();
        checks.AddCheck<LoopsCheck>("loops", tags: [Ready]);
        checks.AddCheck<WritesCheck>("writes", tags: [Ready]);
        checks.AddCheck<DiskCheck>("disk", tags: [Ready]);
        services.AddSingleton<WritesCheck>();
        if (roles.HasFlag(Role.Worker))
        {
            checks.AddCheck<WorkerCheck>("worker", tags: [Ready]);
        }
    }

    public static void MapRoleHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(
            "/health/ready",
            new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(Ready),
                ResponseWriter = Health.WriteAsync,
            }
        );
    }

    /// <summary>Every background loop does its rounds: polls, heartbeats, sealing, the queue.</summary>
    internal sealed class LoopsCheck(BackgroundLoops loops) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                loops.All.Select(loop => loop.Complaint()).OfType<string>().ToList() is { Count: > 0 } complaints
                    ? HealthCheckResult.Unhealthy(string.Join(' ', complaints))
                    : HealthCheckResult.Healthy()
            );
    }

    internal sealed class WorkerCheck(WorkerReadiness worker, IServiceProvider services) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                worker switch
                {
                    { IsModelReady: false } => HealthCheckResult.Unhealthy("The model is still loading."),
                    { QueueComplaint: { } still } => HealthCheckResult.Unhealthy(still),
                    { IsListening: false } => HealthCheckResult.Degraded(
                        "Notifications from PostgreSQL do not arrive; work starts up to a second later."
                    ),
                    { IsReady: false } => HealthCheckResult.Unhealthy("The queue is not being worked on."),
                    _ => HealthCheckResult.Healthy(Device(services.GetRequiredService<DiffusionModel>())),
                }
            );

        // Loaded by now, and never for a health check.
        private static string Device(DiffusionModel model) =>
            $"{model.Name} draws on the {(model.Device == InferenceDevice.Cpu ? "CPU" : "GPU")}: {model.DeviceReason}.";
    }

    /// <summary>The database takes writes: one that only answers, after a failover or on a full disk, is of no
    /// use.</summary>
    internal sealed class WritesCheck(IDbContextFactory<FlashDb> databases, TimeProvider time)
        : IHealthCheck,
            IDisposable
    {
        private static readonly NamedSql Write = NamedSql.Load("health/write");

        // Every balancer and every container asks; one write every so often answers all of them.
        private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

        private readonly SemaphoreSlim _gate = new(1);
        private (DateTimeOffset At, HealthCheckResult Result) _last = (DateTimeOffset.MinValue, default);

        public void Dispose() => _gate.Dispose();

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        )
        {
            await _gate.WaitAsync(cancellationToken);
            try
            {
                if (time.GetUtcNow() - _last.At > Fresh)
                {
                    _last = (time.GetUtcNow(), await WriteAsync(cancellationToken));
                }

                return _last.Result;
            }
            finally
            {
                _gate.Release();
            }
        }

        private async Task<HealthCheckResult> WriteAsync(CancellationToken cancellationToken)
        {
            using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bounded.CancelAfter(Patience);
            try
            {
                await Write.ExecuteAsync(databases, null, bounded.Token);
                return HealthCheckResult.Healthy();
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy($"PostgreSQL took no write within {Patience.TotalSeconds:0} s.");
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                return HealthCheckResult.Unhealthy("The database has no tables yet; run 'flash db migrate'.");
            }
            catch (PostgresException fault)
            {
                return HealthCheckResult.Unhealthy($"The database takes no writes: {ExpectedFaults.Describe(fault)}.");
            }
            catch (NpgsqlException)
            {
                return HealthCheckResult.Unhealthy("PostgreSQL does not answer; see ConnectionStrings:Flash.");
            }
        }
    }

    /// <summary>There is room where this process keeps files: the local database, checkpoints, models.</summary>
    internal sealed class DiskCheck(IConfiguration configuration) : IHealthCheck
    {
        private const long LeastBytes = 200L << 20;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
        {
            var tight = new[]
            {
                configuration["Flash:DataPath"],
                configuration["Flash:Audit:Folder"],
                configuration["Flash:Audit:DataFolder"],
            }
                .OfType<string>()
                .Where(Directory.Exists)
                .Select(folder => (Folder: folder, Free: new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace))
                .Where(disk => disk.Free < LeastBytes)
                .ToList();
            return Task.FromResult(
                tight.Count == 0
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Degraded(
                        string.Join(' ', tight.Select(disk => $"Only {disk.Free >> 20} MB are free in {disk.Folder}."))
                    )
            );
        }
    }
}
