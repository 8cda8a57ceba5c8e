using Flash.Bots.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Flash.Bots.Web;

/// <summary>Two questions for the operator: does it run, and can it work?</summary>
public static class Health
{
    public const string Database = "database";

    public const string Audit = "audit";

    public const string Ready = "ready";

    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(
            "/health/live",
            new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }
        );
        routes.MapHealthChecks(
            "/health/ready",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }
        );
    }

    /// <summary>Answers in JSON, with a reason in words for everything that keeps the process from working, and notes
    /// on what works.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status == HealthStatus.Unhealthy ? "not ready" : "ready",
                reasons = report
                    .Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy)
                    .Select(entry => entry.Description),
                notes = report
                    .Entries.Values.Where(entry => entry is { Status: HealthStatus.Healthy, Description: not null })
                    .Select(entry => entry.Description),
            }
        );
}

/// <summary>PostgreSQL answers, and its schema is there.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<FlashDb> databases) : IHealthCheck
{
    private static readonly NamedSql HasTables = NamedSql.Load("health/has_tables");

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await HasTables.ReadAsync<bool>(databases, null, cancellationToken) is [true]
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database has no tables yet; run 'flash db migrate'.");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer; see ConnectionStrings:Flash.");
        }
    }
}

/// <summary>The audit log was found intact when it was last verified. That it was not keeps no one from working, but
/// has to be seen.</summary>
internal sealed class AuditCheck(Audit.AuditVerification verification) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await verification.LastAsync(cancellationToken) is { Findings: > 0 } last
                ? HealthCheckResult.Degraded(last.Summary)
                : HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Healthy("PostgreSQL does not answer, which another check says.");
        }
    }
}
