using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>A row of <c>flash.server_rules</c>: see <see cref="ServerRules"/>.</summary>
public sealed class ServerRulesRow
{
    public Platform Platform { get; set; }

    /// <summary>The network's id of the server, or of the chat where there are no servers.</summary>
    public required string Place { get; set; }

    public string[] BlockedWords { get; set; } = [];

    /// <summary>The network's ids of channels; none for all.</summary>
    public string[] Channels { get; set; } = [];

    public DateTimeOffset ChangedAt { get; set; }
}
