namespace Flash.Bots.Retention;

/// <summary>What was let go of, or would be.</summary>
/// <param name="Pictures">Thumbnails.</param>
/// <param name="Prompts">Requests whose words went.</param>
/// <param name="Keys">People's monthly keys to the audit log.</param>
/// <param name="Receipts">Deliveries remembered for longer than any network repeats them.</param>
public sealed record Pruned(long Pictures, long Prompts, long Keys, long Receipts)
{
    /// <summary>Full-size files of the chat in the browser.</summary>
    public long Files { get; init; }

    /// <summary>Messages of the chat in the browser whose words went.</summary>
    public long Texts { get; init; }

    public bool IsNothing => (Pictures, Prompts, Keys, Receipts, Files, Texts) is (0, 0, 0, 0, 0, 0);
}
