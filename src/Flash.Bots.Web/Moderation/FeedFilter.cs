using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Moderation;

/// <summary>What the feed is narrowed to, as it stands in the address: a search can be kept as a bookmark.</summary>
/// <param name="Q">Words of the prompt, as a search engine takes them.</param>
/// <param name="Who">A person's id on their network, or their name.</param>
/// <param name="Chat">A chat's id on its network, or its title.</param>
/// <param name="On">The network.</param>
/// <param name="Kind">imagine, edit, animate, …</param>
/// <param name="State">queued, held, delivered, …</param>
/// <param name="From">First day, UTC: 2026-08-01.</param>
/// <param name="To">Last day, UTC.</param>
internal sealed record FeedFilter(
    string? Q,
    string? Who,
    string? Chat,
    string? On,
    string? Kind,
    string? State,
    string? From,
    string? To
)
{
    private const int MaxLength = 200;

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Parts.All(part => string.IsNullOrWhiteSpace(part.Value));

    private IEnumerable<(string Name, string? Value)> Parts =>
        [
            ("q", Q),
            ("who", Who),
            ("chat", Chat),
            ("on", On),
            ("kind", Kind),
            ("state", State),
            ("from", From),
            ("to", To),
        ];

    /// <summary>Without zero bytes, which no database takes.</summary>
    public FeedFilter Clean() =>
        new(Clean(Q), Clean(Who), Clean(Chat), Clean(On), Clean(Kind), Clean(State), Clean(From), Clean(To));

    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    public string? Complaint() =>
        Parts.FirstOrDefault(part => part.Value?.Length > MaxLength) is { Name: { } tooLong }
            ? $"“{tooLong}” has at most {MaxLength} characters."
            : Wrong<Platform>(On)
                ?? Wrong<GenerationKind>(Kind)
                ?? Wrong<GenerationState>(State)
                ?? WrongDay(From)
                ?? WrongDay(To);

    /// <summary>The same as an address's query, with <paramref name="before"/> added.</summary>
    public string Address(Guid? before) =>
        string.Join(
            '&',
            Parts
                .Append((Name: "before", Value: before?.ToString("D")))
                .Where(part => !string.IsNullOrWhiteSpace(part.Value))
                .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        ); // not blank, so not null

    public async Task<GenerationQuery> QueryAsync(PeopleReader people, CancellationToken cancellationToken) =>
        new()
        {
            Words = Given(Q),
            UserId = Given(Who) is { } who ? await people.IdOfAsync(who, cancellationToken) : null,
            ChatId = Given(Chat) is { } chat ? await people.ChatIdOfAsync(chat, cancellationToken) : null,
            Platform = Given(On) is { } on ? StoredName.Parse<Platform>(on) : null,
            Kind = Given(Kind) is { } kind ? StoredName.Parse<GenerationKind>(kind) : null,
            State = Given(State) is { } state ? StoredName.Parse<GenerationState>(state) : null,
            Since = Day(From),
            Until = Day(To)?.AddDays(1),
        };

    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    internal static string? Given(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Clean(text.Trim()) is { Length: > 0 } clean ? clean
        : null;

    internal static string? Wrong<T>(string? given)
        where T : struct, Enum =>
        Given(given) is not { } name
        || (
            Enum.TryParse<T>(name, ignoreCase: true, out var value)
            && Enum.IsDefined(value)
            && !char.IsAsciiDigit(name[0])
        )
            ? null
            : $"“{name}” is none of {string.Join(", ", Enum.GetValues<T>().Select(StoredName.Of))}.";

    internal static string? WrongDay(string? given) =>
        Given(given) is not { } day || Day(day) is not null ? null : $"“{day}” is no day such as 2026-08-31.";

    internal static DateTimeOffset? Day(string? given) =>
        DateOnly.TryParseExact(
            given?.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && day.Year is >= 1970 and < 9999
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
}
