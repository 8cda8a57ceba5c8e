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
using Npgsql;

namespace Flash.Bots.Web.Moderation;

/// <summary>Prompt rules: writing one, trying it over the last thirty days, switching it on and off.</summary>
internal static class RuleEndpoints
{
    private static readonly TimeSpan TriedOver = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts)
    {
        pages.MapGet("/rules", PageAsync);
        acts.MapPost("/rules/try", TryAsync);
        acts.MapPost("/rules", AddAsync);
        acts.MapPost(
            "/rules/{id:long}/off",
            async (HttpContext context, ModerationDesk desk, long id, CancellationToken cancellationToken) =>
                ModerationEndpoints.Said(
                    await desk.RemoveRuleAsync(id, SignedIn.Of(context), cancellationToken) ? "The rule is off." : null,
                    "This rule is off already."
                )
        );
        acts.MapPost("/rules/{id:long}/on", OnAgainAsync);
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        Moderators moderators,
        NpgsqlDataSource database,
        Viewers viewers,
        CancellationToken cancellationToken
    )
    {
        await moderators.NoteAsync(SignedIn.Of(context), "moderation.rules_listed", null, "{}", cancellationToken);
        return new RazorComponentResult<RulesPage>(
            new { Viewer = await viewers.OfAsync(context), Rules = await RulesAsync(database, null, cancellationToken) }
        );
    }

    private static Task<List<RuleRow>> RulesAsync(
        NpgsqlDataSource database,
        long? id,
        CancellationToken cancellationToken
    ) =>
        database.ListAsync(
            """
            SELECT rule.id, rule.kind, rule.pattern, rule.action, rule.note, COALESCE(chat.title, chat.external_id), rule.created_by, rule.created_at, rule.removed_at, chat.platform, chat.external_id
            FROM flash.prompt_rules rule LEFT JOIN flash.chats chat ON chat.id = rule.chat_id WHERE $1 = 0 OR rule.id = $1
            ORDER BY rule.removed_at IS NOT NULL, rule.id DESC LIMIT 200
            """,
            row => new RuleRow(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.Text(4),
                row.Text(5),
                row.GetString(6),
                row.GetFieldValue<DateTimeOffset>(7),
                row.Moment(8)
            )
            {
                Chat = row.IsDBNull(9) ? null : (row.GetString(9), row.GetString(10)),
            },
            cancellationToken,
            id ?? 0
        );

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

        var (looked, caught) = await rules.TryAsync(rule!, TriedOver, cancellationToken); // no complaint, so a rule
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "rule.tried",
            null,
            JsonSerializer.Serialize(
                new
                {
                    kind = wanted.Kind,
                    pattern = wanted.Pattern,
                    looked,
                    caught = caught.Count,
                }
            ),
            cancellationToken
        );
        return new RazorComponentResult<RuleTried>(
            new
            {
                Looked = looked,
                Caught = caught.Count,
                Entries = await generations.ReadEntriesAsync([.. caught.Take(20)], cancellationToken),
            }
        );
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        ModerationDesk desk,
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

        return ModerationEndpoints.Said(
            await desk.AddRuleAsync(rule!, chat, SignedIn.Of(context), cancellationToken) is { } added
                ? string.Create(CultureInfo.InvariantCulture, $"Rule {added} is on, everywhere within five seconds.")
                : null, // as above
            "No one has asked for a picture in that chat yet, so Flash does not know it."
        );
    }

    /// <summary>What was off is written anew: a rule never changes, so the log says what each number meant.</summary>
    private static async Task<IResult> OnAgainAsync(
        HttpContext context,
        NpgsqlDataSource database,
        ModerationDesk desk,
        long id,
        CancellationToken cancellationToken
    )
    {
        if ((await RulesAsync(database, id, cancellationToken)).FirstOrDefault() is not { RemovedAt: not null } row)
        {
            return ModerationEndpoints.Said(null, "This rule is on already, or there is none with this number.");
        }

        var rule = PromptRule.Create(
            StoredName.Parse<RuleKind>(row.Kind),
            row.Pattern,
            StoredName.Parse<RuleAction>(row.Action),
            note: row.Note
        );
        var chat = row.Chat is { } place
            ? (StoredName.Parse<Replies.Platform>(place.Platform), place.Id)
            : ((Replies.Platform, string)?)null;
        return ModerationEndpoints.Said(
            await desk.AddRuleAsync(rule, chat, SignedIn.Of(context), cancellationToken) is { } added
                ? string.Create(CultureInfo.InvariantCulture, $"On again, as rule {added}.")
                : null,
            "Its chat is gone."
        );
    }

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

    internal sealed record RuleWanted(string? Kind, string? Pattern, string? Action, string? Note, string? Chat);
}

/// <summary>A rule as it is listed; off when it was removed.</summary>
public sealed record RuleRow(
    long Id,
    string Kind,
    string Pattern,
    string Action,
    string? Note,
    string? ChatTitle,
    string By,
    DateTimeOffset At,
    DateTimeOffset? RemovedAt
)
{
    /// <summary>Where it holds; null for everywhere.</summary>
    public (string Platform, string Id)? Chat { get; init; }
}
