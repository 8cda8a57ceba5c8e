using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>A chat in which someone has asked for a picture: a row of <c>flash.chats</c>, unique by network and the
/// network's id.</summary>
public sealed class Chat
{
    public long Id { get; set; }

    public Platform Platform { get; set; }

    public required string ExternalId { get; set; }

    public string? Title { get; set; }

    public bool IsPrivate { get; set; }

    /// <summary>What its managers have set with <c>/settings</c>, as JSON.</summary>
    public string Settings { get; set; } = "{}";

    public DateTimeOffset CreatedAt { get; set; }
}
