using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>How far in the audit log a place was told what moderators have to know: a row of
/// <c>flash.told_entries</c>.</summary>
public sealed class ToldEntry
{
    public Platform Platform { get; set; }

    /// <summary>The network's id of the moderators' chat; empty for what moderators are told in private.</summary>
    public required string Place { get; set; }

    /// <summary>The position in the log's chain of the last entry that was told; 0 for none.</summary>
    public long Sequence { get; set; }

    /// <summary>No one else's to tell until then.</summary>
    public DateTimeOffset NextAt { get; set; }
}
