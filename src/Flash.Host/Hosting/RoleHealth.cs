using Flash.Host.Roles;
using Flash.Worker;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Flash.Host.Hosting;

/// <summary>
/// Does this process run, and can it work? The web role answers at <c>/health/live</c> and <c>/health/ready</c>; this
/// adds what the other roles know to its answer, and answers in its place where it is not one of the roles.
/// </summary>
internal static class RoleHealth
{
    private const string Ready = "ready";

    public static void AddRoleHealth(this IServiceCollection services, Role roles)
    {
        var checks = services.AddHealthChecks();
        if (roles.HasFlag(Role.Worker))
        {
            checks.AddCheck<WorkerCheck>("worker", tags: [Ready]);
        }

        if (!roles.HasFlag(Role.Web))
        {
            checks.AddCheck<DatabaseCheck>("database", tags: [Ready]);
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
                ResponseWriter = (context, report) =>
                    context.Response.WriteAsync(
                        string.Join(
                            ' ',
                            report.Entries.Values.Select(entry => entry.Description).Where(reason => reason is not null)
                        ),
                        context.RequestAborted
                    ),
            }
        );
    }

    internal sealed class WorkerCheck(WorkerReadiness worker) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                worker switch
                {
                    { IsModelReady: false } => HealthCheckResult.Unhealthy("The model is still loading."),
                    { IsListening: false } => HealthCheckResult.Degraded(
                        "Notifications from PostgreSQL do not arrive; work starts up to a second later."
                    ),
                    { IsReady: false } => HealthCheckResult.Unhealthy("The queue is not being worked on."),
                    _ => HealthCheckResult.Healthy(),
                }
            );
    }

    internal sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        )
        {
            try
            {
                await using var command = database.CreateCommand("SELECT 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException)
            {
                return HealthCheckResult.Unhealthy("PostgreSQL does not answer; see ConnectionStrings:Flash.");
            }
        }
    }
}
