using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>What a moderator filled in, as a rule.</summary>
internal static partial class RuleEndpoints
{
    private static ProblemHttpResult? Rule(RuleWanted wanted, out PromptRule? rule)
    {
        rule = null;
        try
        {
            if (!Enum.TryParse<RuleKind>(wanted.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            {
                return Refusals.Of(StatusCodes.Status400BadRequest, "A rule is a phrase or a regex.");
            }

            if (
                !Enum.TryParse<RuleAction>(wanted.Action ?? "block", ignoreCase: true, out var action)
                || !Enum.IsDefined(action)
            )
            {
                return Refusals.Of(StatusCodes.Status400BadRequest, "A rule's action is allow, flag, hold or block.");
            }

            rule = PromptRule.Create(
                kind,
                (wanted.Pattern ?? "").Replace("\0", "", StringComparison.Ordinal),
                action,
                note: string.IsNullOrWhiteSpace(wanted.Note) ? null : FeedEndpoints.Reason(wanted.Note)
            );
            return null;
        }
        catch (ArgumentException exception)
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    internal sealed record RuleWanted(
        string? Kind,
        string? Pattern,
        string? Action,
        string? Note,
        string? Chat,
        string? Replaces,
        string? Sure
    );
}
