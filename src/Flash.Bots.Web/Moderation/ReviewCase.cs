using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;

namespace Flash.Bots.Web.Moderation;

/// <summary>A picture that is held, or that people report.</summary>
/// <param name="Entry">The generation.</param>
/// <param name="Reports">How many people report it; 0 for one that is only held.</param>
/// <param name="Reasons">In their words.</param>
/// <param name="PictureIndex">Which picture the first of them means, 1-based; null for the whole.</param>
public sealed record ReviewCase(FeedEntry Entry, long Reports, string Reasons, int? PictureIndex)
{
    public bool IsHeld { get; init; }

    /// <summary>Who reports it.</summary>
    public string Reporters { get; init; } = "";

    public required CaseDetails Facts { get; init; }

    /// <summary>The rules that held it.</summary>
    public IReadOnlyList<PromptRule> Rules { get; init; } = [];

    /// <summary>Held and reported are told apart by what can be done.</summary>
    public string Kind => IsHeld ? "held" : "reported";

    /// <summary>The prompt in parts: before what the first rule found, that, and the rest.</summary>
    public (string Before, string Found, string After) Marked
    {
        get
        {
            var found = Rules.Select(rule => rule.Find(Entry.Prompt)).FirstOrDefault(place => place is not null);
            return found is var (start, length)
                ? (Entry.Prompt[..start], Entry.Prompt.Substring(start, length), Entry.Prompt[(start + length)..])
                : (Entry.Prompt, "", "");
        }
    }
}

/// <summary>What a moderator must know besides.</summary>
public sealed record CaseDetails(
    Guid Id,
    string NegativePrompt,
    string? Style,
    bool HasGivenPicture,
    PersonRecord Record
)
{
    /// <summary>Who looks at it now.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>What moderators wrote for each other, a line each.</summary>
    public string Notes { get; init; } = "";

    public IReadOnlyList<long> Rules { get; init; } = [];

    public IReadOnlyList<long> BannedPictures { get; init; } = [];

    /// <summary>What a safety checker saw where it flagged it; empty without scores, null where it did not.</summary>
    public string? Flagged { get; init; }
}

/// <summary>An appeal that no one has answered.</summary>
public sealed record AppealCase(
    long Id,
    string Text,
    DateTimeOffset MadeAt,
    string Platform,
    string PersonId,
    string Person,
    string? BanReason,
    Guid? Generation
);

/// <summary>A ban that one moderator asked for; null is for good.</summary>
public sealed record BanCase(
    long Id,
    string Reason,
    string By,
    DateTimeOffset? WantedUntil,
    string Platform,
    string PersonId,
    string Person
);
