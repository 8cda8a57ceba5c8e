using System.Text.Json.Serialization;
using Flash.Bots.Audit;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Moderation;

/// <summary>What the audit log is narrowed to, as it stands in the address.</summary>
/// <param name="Action">The whole action, or its beginning and a star: <c>imagine.*</c>.</param>
/// <param name="Actor">The one who acted: an id or a name.</param>
/// <param name="On">The network of the one who acted.</param>
/// <param name="Chat">A chat's id on its network, or its title.</param>
/// <param name="Target">What it was done to: the id of a generation or person, the number of a rule, ban or
/// evidence.</param>
/// <param name="Q">Words in the action, the details or the prompt.</param>
/// <param name="From">First day, UTC: 2026-08-01.</param>
/// <param name="To">Last day, UTC.</param>
/// <param name="Views"><c>on</c> shows what moderators looked at too.</param>
internal sealed record LogFilter(
    string? Action,
    string? Actor,
    string? On,
    string? Chat,
    string? Target,
    string? Q,
    string? From,
    string? To,
    string? Views
)
{
    private const int MaxLength = 200;

    [JsonIgnore]
    public bool ShowsViews => Views is "on";

    [JsonIgnore]
    public bool IsEmpty => Parts.All(part => string.IsNullOrWhiteSpace(part.Value));

    private IEnumerable<(string Name, string? Value)> Parts =>
        [
            ("action", Action),
            ("actor", Actor),
            ("on", On),
            ("chat", Chat),
            ("target", Target),
            ("q", Q),
            ("from", From),
            ("to", To),
            ("views", Views),
        ];

    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public string? Complaint() =>
        Parts.FirstOrDefault(part => part.Value?.Length > MaxLength) is { Name: { } tooLong }
            ? $"“{tooLong}” has at most {MaxLength} characters."
            : FeedFilter.Wrong<Platform>(On) ?? FeedFilter.WrongDay(From) ?? FeedFilter.WrongDay(To);

    /// <summary>The same as an address's query, with <paramref name="more"/> added.</summary>
    public string Address(params (string Name, string? Value)[] more) =>
        string.Join(
            '&',
            Parts
                .Concat(more)
                .Where(part => !string.IsNullOrWhiteSpace(part.Value))
                .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}") // not blank, so not null
        );

    /// <summary>Which entries it means. It has no complaint.</summary>
    public AuditFilter ToAudit() =>
        new()
        {
            Action = FeedFilter.Given(Action),
            Actor = FeedFilter.Given(Actor),
            ActorPlatform = FeedFilter.Given(On)?.ToLowerInvariant(),
            Chat = FeedFilter.Given(Chat),
            Target = FeedFilter.Given(Target),
            Text = FeedFilter.Given(Q),
            Since = FeedFilter.Day(From),
            Until = FeedFilter.Day(To)?.AddDays(1),
            HidesViews = !ShowsViews,
        };
}
