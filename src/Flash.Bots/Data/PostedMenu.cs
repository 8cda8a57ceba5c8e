using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>A message that is a menu, and whose it is: a row of <c>flash.menus</c>.</summary>
public sealed class PostedMenu
{
    public required MessageRef Message { get; set; }

    /// <summary>A digest of the person; null where a chat's managers share it.</summary>
    public byte[]? Owner { get; set; }

    public DateTimeOffset PostedAt { get; set; }
}
