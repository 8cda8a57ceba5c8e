namespace Flash.Bots.Data;

/// <summary>A message of the chat in the browser: a row of <c>flash.playground_messages</c>. Writing one notifies
/// <c>flash_playground</c> with the conversation's id.</summary>
public sealed class PlaygroundRow
{
    public long Id { get; set; }

    public Guid ConversationId { get; set; }

    /// <summary>Position in the order of all changes to all messages, drawn from <c>flash.playground_changes</c>; a
    /// browser resumes after the last one it has seen.</summary>
    public long Change { get; set; }

    /// <summary>Counts edits, from 0.</summary>
    public int Revision { get; set; }

    /// <summary>The revision that brought the files; an edit without files keeps those that are there.</summary>
    public int MediaRevision { get; set; }

    /// <summary>Said by the person, not by Flash.</summary>
    public bool FromPerson { get; set; }

    /// <summary>The browser's own id of what a person said: sent again, it is stored once.</summary>
    public Guid? ClientId { get; set; }

    public required string Text { get; set; }

    /// <summary>Rows of <c>{label, code}</c>, as JSON.</summary>
    public required string Buttons { get; set; }

    /// <summary>What a page must know of each file before it has loaded: <c>{kind, width, height, altText,
    /// fileName}</c>, as JSON.</summary>
    public required string Media { get; set; }

    public long? ReplyTo { get; set; }

    public bool Deleted { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One file of a playground message at one revision: a row of <c>flash.playground_media</c>.</summary>
public sealed class PlaygroundMedia
{
    public long MessageId { get; set; }

    public int Revision { get; set; }

    /// <summary>1-based.</summary>
    public int Position { get; set; }

    public required byte[] Bytes { get; set; }

    public required string MediaType { get; set; }
}
