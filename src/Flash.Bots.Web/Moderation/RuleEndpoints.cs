using System.Globalization;
using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Web.Moderation;

/// <summary>Prompt rules: writing one, trying it over the last thirty days, switching it on and off, what it
/// caught.</summary>
internal static partial class RuleEndpoints
{
    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/rules", PageAsync);
        pages.MapGet("/rules/{id:long}", OneAsync);
        acts.MapPost("/rules/try", TryAsync);
        acts.MapPost("/rules", AddAsync);
        acts.MapPost("/rules/{id:long}/hits/{entry:long}/false", CallFalseAsync);
        acts.MapPost(
            "/rules/{id:long}/off",
            async (HttpContext context, ModerationDesk desk, long id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await desk.RemoveRuleAsync(id, SignedIn.Of(context), cancellationToken) ? "The rule is off." : null,
                    "This rule is off already, or is the one about minors, which stays."
                )
        );
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        RuleReader rules,
        IOptions<ModerationOptions> policy,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.rules_listed", null, "{}", cancellationToken);
        return new RazorComponentResult<RulesPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Rules = await rules.ListAsync(cancellationToken),
                Policy = PolicySetting.Of(policy.Value),
            }
        );
    }

    private static async Task<IResult> OneAsync(
        HttpContext context,
        Moderators moderators,
        RuleReader rules,
        Viewers viewers,
        long id,
        CancellationToken cancellationToken
    )
    {
        if (await rules.FindAsync(id, cancellationToken) is not { } rule)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "There is no rule with this number.");
        }

        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.rule_viewed",
            null,
            JsonSerializer.Serialize(new { rule = id }),
            cancellationToken
        );
        var (hits, wrong) = await rules.HitsAsync(id, cancellationToken);
        return new RazorComponentResult<RulePage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Rule = rule,
                Hits = hits,
                Wrong = wrong,
                History = await rules.HistoryAsync(id, cancellationToken),
            }
        );
    }

    private static async Task<IResult> TryAsync(
        HttpContext context,
        Moderators moderators,
        PromptRules rules,
        ModerationReader generations,
        RuleWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (Rule(wanted, out var rule) is { } complaint)
        {
            return complaint;
        }

        var trial = await rules.TryAsync(rule!, RuleReader.Period, cancellationToken); // no complaint, so a rule
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "rule.tried",
            null,
            JsonSerializer.Serialize(
                new
                {
                    kind = StoredName.Of(rule!.Kind), // as above
                    pattern = rule.Pattern,
                    looked = trial.Looked,
                    caught = trial.Caught.Count,
                }
            ),
            cancellationToken
        );
        return new RazorComponentResult<RuleTried>(
            new
            {
                Trial = trial,
                Entries = await generations.ReadEntriesAsync([.. trial.Caught.Take(20)], cancellationToken),
            }
        );
    }

    /// <summary>A rule is switched on only by who has just seen what it would have caught, and one that catches nearly
    /// everything only when they say so once more.</summary>
    private static async Task<IResult> AddAsync(
        HttpContext context,
        ModerationDesk desk,
        PromptRules rules,
        RuleReader reader,
        RuleWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (Rule(wanted, out var rule) is { } complaint)
        {
            return complaint;
        }

        (Replies.Platform, string)? chat = null;
        if (!string.IsNullOrWhiteSpace(wanted.Chat))
        {
            if (
                wanted.Chat.Trim().Split(':', 2) is not [var platform, { Length: > 0 } id]
                || PeopleEndpoints.PlatformOf(platform) is not { } network
            )
            {
                return Refusals.Of(
                    StatusCodes.Status400BadRequest,
                    "A chat is PLATFORM:ID, such as telegram:-100123, or empty for everywhere."
                );
            }

            chat = (network, id);
        }

        if (!await reader.WasTriedAsync(rule!, SignedIn.Of(context), cancellationToken)) // no complaint, so a rule
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                "Try it first: what it would have caught is shown, and then it can be switched on."
            );
        }

        if (
            wanted.Sure is not "yes"
            && rule!.Action is (RuleAction.Hold or RuleAction.Block)
            && (await rules.TryAsync(rule, RuleReader.Period, cancellationToken)).IsBroad
        )
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                "This rule catches nearly everything that people ask for: say that you mean it."
            );
        }

        var replaces = long.TryParse(wanted.Replaces, NumberStyles.None, CultureInfo.InvariantCulture, out var old)
            ? old
            : (long?)null;
        // As above.
        var number = await desk.AddRuleAsync(rule!, chat, replaces, SignedIn.Of(context), cancellationToken);
        rules.Forget();
        return ModerationEndpoints.Said(
            number is { } added
                ? string.Create(CultureInfo.InvariantCulture, $"Rule {added} is on, everywhere within five seconds.")
                : null,
            replaces is null
                ? "No one has asked for a picture in that chat yet, so Flash does not know it."
                : "The rule to edit is gone or is the one about minors, which stays; or Flash does not know that chat."
        );
    }

    private static async Task<IResult> CallFalseAsync(
        HttpContext context,
        ModerationDesk desk,
        RuleReader rules,
        long id,
        long entry,
        CancellationToken cancellationToken
    ) =>
        ModerationEndpoints.Said(
            await rules.IsHitAsync(id, entry, cancellationToken)
            && await desk.CallFalseAsync(id, entry, SignedIn.Of(context), cancellationToken)
                ? "Noted: this was no offence."
                : null,
            "This rule did not catch that, or someone has said so already."
        );
}
