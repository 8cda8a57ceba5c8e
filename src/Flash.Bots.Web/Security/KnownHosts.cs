using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Flash.Bots.Web.Security;

/// <summary>
/// Answers only to names that are Flash's own: a name that someone made to resolve to this machine is not one, so that
/// a foreign page cannot read ours through it. <c>AllowedHosts</c> adds names; <c>*</c> allows any.
/// </summary>
internal static class KnownHosts
{
    private static readonly string[] Guarded = ["/playground", "/moderation"];

    public static void UseKnownHosts(this WebApplication app)
    {
        var allowed = (app.Configuration["AllowedHosts"] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Append("localhost")
            .Select(name => (StringSegment)name)
            .ToList();
        if (allowed.Contains("*"))
        {
            return;
        }

        app.Use(
            (context, next) =>
                !IsGuarded(context.Request.Path) || IsKnown(context.Request.Host, allowed)
                    ? next(context)
                    : Refusals
                        .Of(
                            StatusCodes.Status421MisdirectedRequest,
                            "Flash is not known by this name; its operator can add it to the setting AllowedHosts."
                        )
                        .ExecuteAsync(context)
        );
    }

    // Webhooks and health checks come by whatever name the network was told, and show nothing to a browser.
    private static bool IsGuarded(PathString path) =>
        path == "/" || Guarded.Any(guarded => path.StartsWithSegments(guarded));

    // An address is no name that could resolve to another one.
    private static bool IsKnown(HostString host, List<StringSegment> allowed) =>
        IPAddress.TryParse(host.Host.Trim('[', ']'), out _) || HostString.MatchesAny(host.Host, allowed);
}
