using System.Security.Claims;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.SignIn;

/// <summary>What follows from the provider's answer: a session for a moderator, a sentence for everyone
/// else.</summary>
internal sealed class OpenIdEvents(
    Moderators moderators,
    IOptions<OpenIdOptions> provider,
    ILogger<OpenIdEvents> logger
) : OpenIdConnectEvents
{
    public const string AddressIsVerified = "email_verified";

    public override Task TokenValidated(TokenValidatedContext context)
    {
        // The handler takes a token without a signature when it came straight from the provider. Ours is always signed.
        if (context.SecurityToken is not { RawSignature.Length: > 0 })
        {
            context.Fail("The provider's token is not signed.");
        }

        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        if (
            PersonOf(context.Principal) is not { } person
            || await moderators.SignInAsync(person, http.Request.Headers.UserAgent.ToString(), http.RequestAborted)
                is not { } session
        )
        {
            Log.SignInRefused(logger, provider.Value.Claim);
            await SayAsync(
                http,
                StatusCodes.Status403Forbidden,
                "You are signed in there, but you are no moderator here. Ask an admin to add you."
            );
            return;
        }

        SessionCookie.Write(http, session);
        await SayAsync(http, StatusCodes.Status200OK, null);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        Log.SignInFailed(logger, context.Failure ?? new InvalidOperationException("The provider gave no reason."));
        await SayAsync(
            context.HttpContext,
            StatusCodes.Status400BadRequest,
            "Signing in did not work, or took too long. Please try again."
        );
    }

    /// <summary>Null when the provider does not vouch for what the claim says.</summary>
    private OpenIdPerson? PersonOf(ClaimsPrincipal? principal)
    {
        var options = provider.Value;
        return
            principal?.FindFirst(options.Claim)?.Value is { Length: > 0 } name
            && principal.FindFirst("sub") is { } subject
            && (
                !options.ClaimIsAddress
                || string.Equals(
                    principal.FindFirst(AddressIsVerified)?.Value,
                    "true",
                    StringComparison.OrdinalIgnoreCase
                )
            )
            ? new OpenIdPerson(name, $"{subject.Issuer} {subject.Value}", options.ClaimIsAddress)
            : null;
    }

    /// <summary>A page, not a redirect: what follows is then a step within this site, and the session's cookie, which
    /// is Strict, comes along.</summary>
    private static Task SayAsync(HttpContext context, int status, string? problem)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SignInPage>(new { Problem = problem, IsDone = problem is null })
        {
            StatusCode = status,
        }.ExecuteAsync(context);
    }
}

/// <summary>Who someone is, as the provider says.</summary>
/// <param name="Name">The value of the claim that moderators are found by.</param>
/// <param name="Subject">Issuer and subject, which never belong to someone else.</param>
/// <param name="IgnoresCase">Addresses are the same in any case.</param>
internal sealed record OpenIdPerson(string Name, string Subject, bool IgnoresCase);
