using Flash.Bots.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Flash.Bots.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Moderation;

/// <summary>The moderators themselves, for admins.</summary>
internal static class TeamEndpoints
{
    public static void Map(IEndpointRouteBuilder adminPages, IEndpointRouteBuilder admins)
    {
        adminPages.MapGet("/team", PageAsync);
        admins.MapPost("/team", InviteAsync);
        admins.MapPost("/team/{id:long}/remove", RemoveAsync);
        admins.MapPost(
            "/team/{id:long}/second-factor/require",
            (HttpContext context, ModeratorTeam team, long id, CancellationToken cancellationToken) =>
                RequireAsync(context, team, id, true, cancellationToken)
        );
        admins.MapPost(
            "/team/{id:long}/second-factor/waive",
            (HttpContext context, ModeratorTeam team, long id, CancellationToken cancellationToken) =>
                RequireAsync(context, team, id, false, cancellationToken)
        );
        admins.MapPost(
            "/team/{id:long}/second-factor/reset",
            async (HttpContext context, ModeratorTeam team, long id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await team.ResetSecondFactorAsync(id, SignedIn.Of(context), cancellationToken)
                        ? "The second factor is gone, and their sessions have ended."
                        : null,
                    "They have no second factor."
                )
        );
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        ModeratorTeam team,
        IOptions<OpenIdOptions> provider,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.team_listed", null, "{}", cancellationToken);
        return new RazorComponentResult<TeamPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Members = await team.ListAsync(cancellationToken),
                Me = SignedIn.Of(context).Id,
                Provider = provider.Value.IsOn ? provider.Value.Name : null,
            }
        );
    }

    private static async Task<IResult> InviteAsync(
        HttpContext context,
        Moderators moderators,
        MemberWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (
            !Enum.TryParse<ModeratorRole>(wanted.Role ?? "moderator", ignoreCase: true, out var role)
            || !Enum.IsDefined(role)
        )
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, "A role is moderator or admin.");
        }

        try
        {
            var name = (wanted.Name ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
            var link = await moderators.InviteAsync(
                name,
                role,
                string.IsNullOrWhiteSpace(wanted.SignInName)
                    ? null
                    : wanted.SignInName.Replace("\0", "", StringComparison.Ordinal),
                SignedIn.Of(context),
                cancellationToken
            );
            await moderators.NoteAsync(
                SignedIn.Of(context),
                "moderator.added",
                null,
                System.Text.Json.JsonSerializer.Serialize(new { name, role = role.ToString().ToLowerInvariant() }),
                cancellationToken
            );
            return new RazorComponentResult<Invitation>(
                new
                {
                    Name = name,
                    Address = $"{context.Request.Scheme}://{context.Request.Host}{ModerationEndpoints.SignInPath}#"
                        + $"{link}",
                }
            );
        }
        catch (ArgumentException exception)
        {
            // The parameter's name, which .NET adds, is for programmers.
            return Refusals.Of(StatusCodes.Status400BadRequest, exception.Message.Split(" (Parameter '")[0]);
        }
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context,
        ModeratorTeam team,
        long id,
        CancellationToken cancellationToken
    ) =>
        SignedIn.Of(context).Id == $"moderator-{id}"
            ? ModerationEndpoints.Said(
                null,
                "No one removes themselves here; ask another admin, or use flash moderator remove NAME."
            )
            : ModerationEndpoints.Said(
                await team.RemoveAsync(id, SignedIn.Of(context), cancellationToken)
                    ? "Removed; their sessions have ended."
                    : null,
                "They are no moderator any more."
            );

    private static async Task<IResult> RequireAsync(
        HttpContext context,
        ModeratorTeam team,
        long id,
        bool isRequired,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await team.RequireSecondFactorAsync(id, isRequired, SignedIn.Of(context), cancellationToken)
                ? isRequired
                    ? "From their next click on they need a second factor."
                    : "They may do without a second factor."
                : null,
            "They are no moderator any more."
        );

    internal sealed record MemberWanted(string? Name, string? Role, string? SignInName);
}
