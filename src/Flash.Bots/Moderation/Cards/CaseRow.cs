using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A row of <c>moderation/case.sql</c>.</summary>
internal sealed record CaseRow(GenerationState State, string Prompt, Recipe Recipe)
{
    public Platform Platform { get; init; }

    public string Owner { get; init; } = "";

    public string OwnerName { get; init; } = "";

    public string? ChatTitle { get; init; }

    public long OpenReports { get; init; }

    public string? ReportReasons { get; init; }

    public bool IsTakenDown { get; init; }

    public MessageOutcome? Outcome { get; init; }

    public string? OutcomeReason { get; init; }

    public long? Ban { get; init; }

    public string? BannedBy { get; init; }

    public DateTimeOffset? BannedUntil { get; init; }

    public bool BanWaits { get; init; }

    public DateTimeOffset? BanWantedUntil { get; init; }

    public int[]? Pictures { get; init; }

    public long Asked { get; init; }

    public long Bans { get; init; }

    public long Rejected { get; init; }

    public long TakenDown { get; init; }

    public long Reported { get; init; }

    public string? ClaimedBy { get; init; }

    public string? Notes { get; init; }

    /// <summary>The same as a card shows it. Where the words were let go of, nothing of the recipe is shown.</summary>
    public CaseFacts ToFacts(GenerationId id, long revision) =>
        new(id, State, Prompt)
        {
            Revision = revision,
            Owner = (Platform, Owner, OwnerName),
            ChatTitle = ChatTitle,
            NegativePrompt = Prompt is "" ? "" : Recipe.NegativePrompt,
            Style = Prompt is "" ? null : Recipe.Style?.Name,
            Given = Prompt is "" ? null : Recipe.Start?.Given,
            OpenReports = OpenReports,
            ReportReasons = ReportReasons ?? "",
            IsTakenDown = IsTakenDown,
            Message = Outcome is { } outcome ? (outcome, OutcomeReason) : null,
            Ban = Ban is { } ban ? new CaseBan(ban, BannedBy ?? "", BannedUntil, (BanWaits, BanWantedUntil)) : null,
            Pictures = Pictures ?? [],
            Record = new(Asked, Bans, Rejected, TakenDown, Reported),
            ClaimedBy = ClaimedBy,
            Notes = Notes ?? "",
        };
}
