using Flash.Bots.Replies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Flash.Bots.Web.Security;

/// <summary>How a request is refused: a status, and one sentence in <c>detail</c> that the page shows as it
/// is.</summary>
internal static class Refusals
{
    public static ProblemHttpResult Of(int status, string sentence) =>
        TypedResults.Problem(detail: sentence, statusCode: status);

    public static ProblemHttpResult NoConversation(HttpContext context) =>
        Of(StatusCodes.Status401Unauthorized, context.Texts.WebNoConversation);

    public static ProblemHttpResult TooFast(HttpContext context) =>
        Of(StatusCodes.Status429TooManyRequests, context.Texts.WebTooFast);
}
