namespace Flash.Bots.Audit;

/// <summary>Which entries to export; null means any.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The whole action, or its beginning followed by a star: <c>imagine.*</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The network, in lower case, or <c>flash</c>.</summary>
    public string? ActorPlatform { get; init; }

    /// <summary>The network's id of the chat.</summary>
    public string? ChatId { get; init; }

    /// <summary>The network's id of the person who acted.</summary>
    public string? ActorId { get; init; }

    public Guid? GenerationId { get; init; }

    /// <summary>The one who acted, by the network's id or by name; erased people have no name any more.</summary>
    public string? Actor { get; init; }

    /// <summary>The chat, by the network's id or by title.</summary>
    public string? Chat { get; init; }

    /// <summary>What it was done to: a generation's id, a person's id, a moderator, or the number of a rule, a ban or
    /// evidence.</summary>
    public string? Target { get; init; }

    /// <summary>Only what this rule caught.</summary>
    public long? Rule { get; init; }

    /// <summary>Words that stand in the action, in the details, or in the prompt that it is about.</summary>
    public string? Text { get; init; }

    /// <summary>Leaves out that moderators looked at something.</summary>
    public bool HidesViews { get; init; }
}
