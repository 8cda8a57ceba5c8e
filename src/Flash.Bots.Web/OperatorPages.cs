using System.Net;
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

    public static void MapOperatorPages(this WebApplication app)
    {
        if (app.Services.GetService<JobStorage>() is { } storage)
        {
            app.MapHangfireDashboard(DashboardPath, new DashboardOptions
            {
                Authorization = [new SameMachine()],
                IsReadOnlyFunc = _ => true,
                DashboardTitle = "Flash queue",
                AppPath = "/",
                DisplayStorageConnectionString = false,
            }, storage);
        }
    }

    /// <summary>
    /// Only a browser on this machine that asked for it by a name of this machine. A proxy on this machine also connects from loopback, so
    /// anything that was forwarded is refused; so is a foreign name that was made to resolve to 127.0.0.1.
    /// </summary>
    internal sealed class SameMachine : IDashboardAuthorizationFilter
    {
        private static readonly string[] ForwardingHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

        public bool Authorize(DashboardContext context)
        {
            var http = context.GetHttpContext();
            return http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
                && !ForwardingHeaders.Any(http.Request.Headers.ContainsKey)
                && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
        }
    }
}
