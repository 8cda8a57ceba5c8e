namespace Flash.Bots.Generations;

/// <summary>
/// Where a generation stands. Stored by name, in lower case. It moves from <see cref="Queued"/> (or <see cref="Held"/>)
/// to <see cref="Running"/> and from either to one of the four final states, never out of those.
/// </summary>
public enum GenerationState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>Waits for a moderator, who lets it be queued or ends it.</summary>
    Held,

    /// <summary>A worker holds its lease, or held it and died.</summary>
    Running,

    /// <summary>The result stands in the chat.</summary>
    Delivered,

    /// <summary>It will not be tried again; the person was told why.</summary>
    Failed,

    /// <summary>Its owner called it off.</summary>
    Cancelled,

    /// <summary>Its prompt was edited before it was done; its message belongs to the generation that
    /// followed.</summary>
    Superseded,

    /// <summary>A moderator did not let it be drawn, or shown.</summary>
    Rejected,
}
