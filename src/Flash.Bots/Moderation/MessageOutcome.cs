namespace Flash.Bots.Moderation;

/// <summary>What became of the message that a decision is about. Stored by name, in lower case.</summary>
public enum MessageOutcome
{
    /// <summary>Not known yet: this process does not speak to that network, or the network did not answer.</summary>
    Pending,

    /// <summary>No message of it stands in a chat.</summary>
    None,

    /// <summary>It says what was decided.</summary>
    Edited,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>The network would not delete it; it shows nothing any more and says that it was removed.</summary>
    Replaced,

    /// <summary>The network let neither happen: it still stands there.</summary>
    Kept,
}
