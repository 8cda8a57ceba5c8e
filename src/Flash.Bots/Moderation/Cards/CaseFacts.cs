using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation.Cards;

/// <summary>All that a moderator must know to decide about a generation, and what was decided. Read at one
/// moment.</summary>
public sealed record CaseFacts(GenerationId Id, GenerationState State, string Prompt)
{
    /// <summary>Counts what happened to the case; what was read is at least as new.</summary>
    public required long Revision { get; init; }

    /// <summary>Who asked for it.</summary>
    public required (Platform Platform, string Id, string Name) Owner { get; init; }

    /// <summary>The title of the group or channel; null in private.</summary>
    public string? ChatTitle { get; init; }

    /// <summary>What was to be left out; empty for nothing.</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>The style that was chosen; null for none.</summary>
    public string? Style { get; init; }

    /// <summary>The picture that the person sent to start from; null for none.</summary>
    public GivenPicture? Given { get; init; }

    /// <summary>What is known of the person.</summary>
    public PersonRecord Record { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>The rules that held it.</summary>
    public IReadOnlyList<PromptRule> Rules { get; init; } = [];

    /// <summary>The words that the first of the rules found; null where it was a disguise of the whole.</summary>
    public string? Found =>
        Rules
            .Select(rule => rule.Find(Prompt) is var (start, length) ? Prompt.Substring(start, length) : null)
            .FirstOrDefault(words => words is not null);

    /// <summary>The pictures that are kept, by number.</summary>
    public IReadOnlyList<int> Pictures { get; init; } = [];

    /// <summary>The moderator who looks at it; null for no one.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>What moderators wrote for each other, a line each, the newest last.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Entries of the ban list that it looks like.</summary>
    public IReadOnlyList<long> BannedPictures { get; init; } = [];

    /// <summary>What a safety checker saw where it flagged it, such as <c>Porn 0.91</c>; empty where it gave no scores,
    /// null where it did not flag it.</summary>
    public string? Flagged { get; init; }

    /// <summary>How many people report it and wait for an answer.</summary>
    public long OpenReports { get; init; }

    /// <summary>Who reports it and in which words, the open ones first.</summary>
    public string ReportReasons { get; init; } = "";

    /// <summary>What was decided, the oldest first.</summary>
    public IReadOnlyList<(string Action, string By, DateTimeOffset At)> Decisions { get; init; } = [];

    /// <summary>What became of the message, and why not better; null while nothing was to become of it.</summary>
    public (MessageOutcome Outcome, string? Reason)? Message { get; init; }

    /// <summary>It was taken down.</summary>
    public bool IsTakenDown { get; init; }

    /// <summary>The owner's ban, if one is in force.</summary>
    public CaseBan? Ban { get; init; }

    /// <summary>A moderator still has to decide.</summary>
    public bool IsOpen => State == GenerationState.Held || OpenReports > 0;
}

/// <summary>A ban as a card shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="By">Who banned.</param>
/// <param name="Until">Null for good.</param>
/// <param name="Wanted">Whether a second moderator must agree to more, and until when that would be: null for
/// good.</param>
public sealed record CaseBan(long Id, string By, DateTimeOffset? Until, (bool Waits, DateTimeOffset? Until) Wanted);
