using Flash.Bots.Web.Moderation;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web;

/// <summary>The queue's dashboard, for admins of the console only, on the machine itself too.</summary>
internal static class OperatorPages
{
    /// <summary>Below the path that their cookie is sent to.</summary>
    public const string DashboardPath = "/moderation/queue";

    public static void MapOperatorPages(this WebApplication app)
    {
        if (app.Services.GetService<JobStorage>() is { } storage)
        {
            var options = new DashboardOptions
            {
                Authorization = [],
                AsyncAuthorization = [new Admins(app.Services.GetRequiredService<Moderators>())],
                IsReadOnlyFunc = _ => true,
                DashboardTitle = "Flash queue",
                AppPath = "/moderation/",
                DisplayStorageConnectionString = false,
            };
            app.MapHangfireDashboard(DashboardPath, options, storage);
        }
    }

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
}
