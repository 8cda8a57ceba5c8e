using System.Net;
using Flash.Bots.Web.Moderation;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web;

/// <summary>The queue's dashboard, for whoever sits at the machine.</summary>
internal static class OperatorPages
{
    public const string DashboardPath = "/hangfire";

    /// <summary>The same for admins of the console, wherever they are: below the path that their cookie is sent
    /// to.</summary>
    public const string AdminDashboardPath = "/moderation/queue";

    public static void MapOperatorPages(this WebApplication app)
    {
        if (app.Services.GetService<JobStorage>() is { } storage)
        {
            app.MapHangfireDashboard(DashboardPath, OptionsOf("/", [new SameMachine()], []), storage);
            app.MapHangfireDashboard(
                AdminDashboardPath,
                OptionsOf("/moderation/", [], [new Admins(app.Services.GetRequiredService<Moderators>())]),
                storage
            );
        }
    }

    private static DashboardOptions OptionsOf(
        string back,
        IDashboardAuthorizationFilter[] filters,
        IDashboardAsyncAuthorizationFilter[] asyncFilters
    ) =>
        new()
        {
            Authorization = filters,
            AsyncAuthorization = asyncFilters,
            IsReadOnlyFunc = _ => true,
            DashboardTitle = "Flash queue",
            AppPath = back,
            DisplayStorageConnectionString = false,
        };

    /// <summary>Only admins of the console.</summary>
    internal sealed class Admins(Moderators moderators) : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var http = context.GetHttpContext();
            if (
                SessionCookie.Read(http.Request) is not { } session
                || await moderators.FindAsync(session, isByHand: true, http.RequestAborted)
                    is not { Role: Bots.Moderation.ModeratorRole.Admin } admin
            )
            {
                return false;
            }

            // Pages, not the styles and figures that they fetch.
            if (
                HttpMethods.IsGet(http.Request.Method)
                && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            )
            {
                await moderators.NoteAsync(
                    admin,
                    "moderation.queue_viewed",
                    null,
                    System.Text.Json.JsonSerializer.Serialize(new { path = http.Request.Path.Value }),
                    http.RequestAborted
                );
            }

            return true;
        }
    }

    /// <summary>
    /// Only a browser on this machine that asked for it by a name of this machine. A proxy on this machine also
    /// connects from loopback, so anything that was forwarded is refused; so is a foreign name that was made to resolve
    /// to 127.0.0.1.
    /// </summary>
    internal sealed class SameMachine : IDashboardAuthorizationFilter
    {
        private static readonly string[] ForwardingHeaders =
        [
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Real-IP",
            "Via",
        ];

        public bool Authorize(DashboardContext context)
        {
            var http = context.GetHttpContext();
            return http.Connection.RemoteIpAddress is { } address
                && IPAddress.IsLoopback(address)
                && !ForwardingHeaders.Any(http.Request.Headers.ContainsKey)
                && (
                    http.Request.Host.Host is "localhost"
                    || (
                        IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host)
                        && IPAddress.IsLoopback(host)
                    )
                );
        }
    }
}
