namespace Flash.Bots.Data;

/// <summary>A message of the chat in the browser: a row of <c>flash.playground_messages</c>. Writing one notifies <c>flash_playground</c> with the conversation's id.</summary>
public sealed class PlaygroundRow
{
    public long Id { get; set; }

    public Guid ConversationId { get; set; }

    /// <summary>Counts edits, from 0.</summary>
    public int Revision { get; set; }

    /// <summary>Said by the person, not by Flash.</summary>
    public bool FromPerson { get; set; }

    public required string Text { get; set; }

    /// <summary>Rows of <c>{label, code}</c>, as JSON.</summary>
    public required string Buttons { get; set; }

    /// <summary>Media type of the message's files; null without any.</summary>
    public string? MediaType { get; set; }

    public string? AltText { get; set; }

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
