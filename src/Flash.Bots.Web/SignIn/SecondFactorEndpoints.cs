using System.Globalization;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.SignIn;

/// <summary>Setting up a second factor, showing it, and taking it away.</summary>
internal static class SecondFactorEndpoints
{
    public const string Path = "/moderation/second-factor";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/second-factor", PageAsync).WithMetadata(new BeforeSecondFactor());
        acts.MapPost("/second-factor", PassAsync).WithMetadata(new BeforeSecondFactor());
        acts.MapPost("/second-factor/offer", OfferAsync).WithMetadata(new BeforeSecondFactor());
        acts.MapPost("/second-factor/enrol", EnrolAsync).WithMetadata(new BeforeSecondFactor());
        acts.MapPost("/second-factor/codes", RenewCodesAsync);
        acts.MapPost("/second-factor/remove", RemoveAsync);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        SecondFactors factors,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        var visit = SignedIn.VisitOf(context);
        return new RazorComponentResult<SecondFactorPage>(
            new
            {
                Viewer = visit.Need is SecondFactorNeed.None ? await viewers.OfAsync(context) : null,
                Need = visit.Need.ToString(),
                Status = await factors.StatusAsync(visit.Moderator, cancellationToken),
            }
        );
    }

    private static async Task<IResult> PassAsync(
        HttpContext context,
        SecondFactors factors,
        ModerationLimits limits,
        CodeTyped typed,
        CancellationToken cancellationToken
    ) =>
        !limits.MayTry(context)
            ? ModerationEndpoints.TooManyAttempts()
            : Answer(context, await factors.PassAsync(Session(context), typed.Clean, cancellationToken), _ =>
                ModerationEndpoints.Said("Welcome.", "")
            );

    private static async Task<IResult> OfferAsync(
        HttpContext context,
        Moderators moderators,
        SecondFactors factors,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderator.second_factor_offered",
            null,
            "{}",
            cancellationToken
        );
        return await factors.OfferAsync(SignedIn.Of(context), cancellationToken) is { } secret
            ? new RazorComponentResult<SecondFactorOffer>(
                new
                {
                    Key = Base32.Group(Base32.Encode(secret), 4, ' '),
                    Address = Totp.Address(secret, SignedIn.Of(context).Name),
                }
            )
            : ModerationEndpoints.Said(null, "A second factor is set up already; remove it first.");
    }

    private static async Task<IResult> EnrolAsync(
        HttpContext context,
        SecondFactors factors,
        CodeTyped typed,
        CancellationToken cancellationToken
    ) => Answer(context, await factors.EnrolAsync(Session(context), typed.Clean, cancellationToken), Codes);

    private static async Task<IResult> RenewCodesAsync(
        HttpContext context,
        SecondFactors factors,
        CodeTyped typed,
        CancellationToken cancellationToken
    ) => Answer(context, await factors.RenewCodesAsync(Session(context), typed.Clean, cancellationToken), Codes);

    private static async Task<IResult> RemoveAsync(
        HttpContext context,
        SecondFactors factors,
        CodeTyped typed,
        CancellationToken cancellationToken
    ) =>
        Answer(context, await factors.RemoveAsync(Session(context), typed.Clean, cancellationToken), _ =>
            ModerationEndpoints.Said("The second factor is removed.", "")
        );

    private static IResult Codes(SecondFactorResult.Passed passed) =>
        new RazorComponentResult<RecoveryCodes>(new { Codes = passed.RecoveryCodes });

    private static IResult Answer(
        HttpContext context,
        SecondFactorResult result,
        Func<SecondFactorResult.Passed, IResult> passed
    )
    {
        switch (result)
        {
            case SecondFactorResult.Passed done:
                SessionCookie.Write(context, done.Session);
                return passed(done);
            case SecondFactorResult.Locked locked:
                return Refusals.Of(
                    StatusCodes.Status429TooManyRequests,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Too many wrong codes; try again after {locked.Until.UtcDateTime:HH:mm} UTC."
                    )
                );
            case SecondFactorResult.Wrong:
                return Refusals.Of(
                    StatusCodes.Status400BadRequest,
                    "This code is wrong, or was used already. A code of the app works once, within half a minute."
                );
            default:
                return Refusals.Of(
                    StatusCodes.Status409Conflict,
                    "No second factor waits for a code; open the page again."
                );
        }
    }

    // SignedIn has found someone by it.
    private static string Session(HttpContext context) => SessionCookie.Read(context.Request)!;

    internal sealed record CodeTyped(string? Code)
    {
        public string Clean => Code is { Length: <= 100 } code ? code.Trim() : "";
    }
}
