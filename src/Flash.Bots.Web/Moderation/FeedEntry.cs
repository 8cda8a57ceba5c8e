namespace Flash.Bots.Web.Moderation;

/// <summary>A generation in a list.</summary>
public sealed record FeedEntry(
    Guid Id,
    string Kind,
    string State,
    string Prompt,
    DateTimeOffset CreatedAt,
    string Platform,
    string Person,
    string? ChatTitle,
    IReadOnlyList<int> Pictures
)
{
    /// <summary>The network's id of the person who asked.</summary>
    public required string PersonId { get; init; }

    /// <summary>The network's id of the chat.</summary>
    public required string ChatId { get; init; }

    /// <summary>A moderator took it down.</summary>
    public bool IsTakenDown { get; init; }

    /// <summary>What became of it, in one word.</summary>
    public string Outcome => IsTakenDown ? "removed" : State;

    /// <summary>Where the person who asked is shown.</summary>
    public string PersonPath => $"/moderation/people/{Platform}/{Uri.EscapeDataString(PersonId)}";
}

/// <summary>A generation and everything that happened to it.</summary>
public sealed record GenerationHistory(
    FeedEntry Entry,
    IReadOnlyList<(string Name, string Value)> Recipe,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int Attempts,
    string? Failure,
    (Guid Id, int? Index)? Parent,
    IReadOnlyList<LogEntry> Log,
    IReadOnlyList<Descendant> Descendants
)
{
    /// <summary>A message of it stands in its chat.</summary>
    public bool IsPosted { get; init; }

    /// <summary>Reports that no one has decided.</summary>
    public long OpenReports { get; init; }

    /// <summary>What was asked for, as the log has it; null where the words beside the log are the same, were let go
    /// of, or come from another picture.</summary>
    public string? LoggedPrompt =>
        Parent is null
        && Entry.Prompt is not ""
        && Log.FirstOrDefault(entry => entry.Action.EndsWith(".requested", StringComparison.Ordinal))?.Prompt
            is { } logged
        && logged != Entry.Prompt
            ? logged
            : null;
}

/// <summary>What a button under a generation made of it.</summary>
public sealed record Descendant(Guid Id, int? Index, string Kind, string State);

/// <summary>A row of the audit log; without a sequence it is about to be sealed.</summary>
public sealed record LogEntry(
    DateTimeOffset OccurredAt,
    string ActorPlatform,
    string Actor,
    string Action,
    string Details,
    long? Sequence,
    string? Hash
)
{
    /// <summary>The row's id, for paging.</summary>
    public long Id { get; init; }

    /// <summary>The generation it tells of.</summary>
    public Guid? Generation { get; init; }

    /// <summary>What was asked for, where the entry holds it.</summary>
    public string? Prompt { get; init; }
}
