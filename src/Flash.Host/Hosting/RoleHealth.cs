using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Npgsql;

namespace Flash.Host.Hosting;

/// <summary>Health of a process without the web role, at the addresses the web role has: does it run, and can it work?</summary>
internal static class RoleHealth
{
    public static void MapRoleHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return Results.Text("ready");
        }
        catch (NpgsqlException)
        {
            return Results.Text("PostgreSQL does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
