using System.Globalization;
using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Quotas;
using Flash.Bots.Replies;
using Flash.Bots.Web.Pages;
using Flash.Bots.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Flash.Bots.Web.Moderation;

/// <summary>People: finding, banning, quotas, erasing.</summary>
internal static partial class PeopleEndpoints
{
    private const string Person = "/people/{platform}/{id}";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder acts, IEndpointRouteBuilder admins)
    {
        pages.MapGet("/people", ListAsync);
        pages.MapGet(Person, PersonAsync);
        acts.MapPost(Person + "/ban", BanAsync);
        acts.MapPost(Person + "/unban", UnbanAsync);
        admins.MapPost(Person + "/quota", QuotaAsync);
        admins.MapPost(Person + "/erase", EraseAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Moderators moderators,
        PeopleReader people,
        Viewers viewers,
        string? q,
        bool? banned,
        long? before,
        CancellationToken cancellationToken
    )
    {
        var text = (q ?? "").Replace("\0", "", StringComparison.Ordinal);
        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.people_listed",
            null,
            JsonSerializer.Serialize(new { q = text, banned = banned ?? false }),
            cancellationToken
        );
        return new RazorComponentResult<PeoplePage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Search = text,
                OnlyBanned = banned ?? false,
                People = await people.FindAsync(text, banned ?? false, before, cancellationToken),
            }
        );
    }

    private static async Task<IResult> PersonAsync(
        HttpContext context,
        Moderators moderators,
        PeopleReader people,
        ModerationReader generations,
        NotedViews views,
        Viewers viewers,
        string platform,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (
            PlatformOf(platform) is not { } network
            || await people.FindAsync(network, id, cancellationToken) is not { } person
        )
        {
            return Refusals.Of(StatusCodes.Status404NotFound, "Flash does not know this person.");
        }

        await moderators.NoteAsync(
            SignedIn.Of(context),
            "moderation.person_viewed",
            null,
            JsonSerializer.Serialize(new { platform = person.Platform, user = id }),
            cancellationToken
        );
        return new RazorComponentResult<PersonPage>(
            new
            {
                Viewer = await viewers.OfAsync(context),
                Person = person,
                Bans = await people.BansAsync(person.Key, cancellationToken),
                Entries = views.Shown(
                    SignedIn.Of(context),
                    await generations.ReadFeedAsync(
                        new GenerationQuery { UserId = id, Platform = network },
                        null,
                        cancellationToken
                    )
                ),
            }
        );
    }

    private static async Task<IResult> BanAsync(
        HttpContext context,
        ModerationDesk desk,
        string platform,
        string id,
        BanWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (PlatformOf(platform) is not { } network)
        {
            return Unknown(platform);
        }

        if (wanted.Reason?.Trim() is not { Length: > 0 and <= ModerationDesk.MaxReason } reason)
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                $"A ban needs a reason of 1 to {ModerationDesk.MaxReason} characters; the person reads it."
            );
        }

        double? days = null;
        if (wanted.Days is { Length: > 0 } given)
        {
            if (
                !double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count is not (> 0 and <= 36_500)
            )
            {
                return Refusals.Of(
                    StatusCodes.Status400BadRequest,
                    $"A ban lasts more than 0 and at most 36500 days, or for good when none are given; not “{given}”."
                );
            }

            days = count;
        }

        var ban = await desk.BanAsync(
            network,
            id,
            days is { } length ? TimeSpan.FromDays(length) : null,
            reason,
            SignedIn.Of(context),
            cancellationToken
        );
        var until = ban.Until is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"Banned until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
            : "Banned for good.";
        return ModerationEndpoints.Said(
            ban.WaitsForAnother ? until + " For the rest another moderator has to agree." : until,
            ""
        );
    }

    private static async Task<IResult> UnbanAsync(
        HttpContext context,
        ModerationDesk desk,
        string platform,
        string id,
        CancellationToken cancellationToken
    ) =>
        PlatformOf(platform) is not { } network
            ? Unknown(platform)
            : ModerationEndpoints.Said(
                await desk.UnbanAsync(network, id, SignedIn.Of(context), cancellationToken)
                    ? "The ban is lifted."
                    : null,
                "This person is not banned."
            );

    private static async Task<IResult> QuotaAsync(
        HttpContext context,
        ModerationDesk desk,
        string platform,
        string id,
        QuotaWanted wanted,
        CancellationToken cancellationToken
    )
    {
        if (PlatformOf(platform) is not { } network)
        {
            return Unknown(platform);
        }

        if (!TryCount(wanted.PerHour, out var hour) || !TryCount(wanted.PerDay, out var day))
        {
            return Refusals.Of(
                StatusCodes.Status400BadRequest,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A quota is 0 (no limit) to {QuotaOptions.Max}, or empty for the usual one."
                )
            );
        }

        await desk.SetUserQuotaAsync(network, id, hour, day, SignedIn.Of(context), cancellationToken);
        return ModerationEndpoints.Said("The quota is set.", "");
    }

    internal static Platform? PlatformOf(string name) =>
        Enum.GetValues<Platform>()
            .Where(platform => StoredName.Of(platform) == name)
            .Select(platform => (Platform?)platform)
            .FirstOrDefault();

    private static ProblemHttpResult Unknown(string platform) =>
        Refusals.Of(
            StatusCodes.Status404NotFound,
            $"There is no network “{platform}”; there are "
                + $"{string.Join(", ", Enum.GetValues<Platform>().Select(StoredName.Of))}."
        );

    private static bool TryCount(string? given, out int? count)
    {
        count = null;
        if (string.IsNullOrWhiteSpace(given))
        {
            return true;
        }

        var isCount =
            int.TryParse(given.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value <= QuotaOptions.Max;
        count = isCount ? value : null;
        return isCount;
    }

    internal sealed record BanWanted(string? Days, string? Reason);

    internal sealed record QuotaWanted(string? PerHour, string? PerDay);
}
