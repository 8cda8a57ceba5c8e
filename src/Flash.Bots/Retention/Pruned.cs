namespace Flash.Bots.Retention;

/// <summary>What was let go of, or would be.</summary>
/// <param name="Pictures">Thumbnails.</param>
/// <param name="Prompts">Requests whose words went.</param>
/// <param name="Keys">People's monthly keys to the audit log.</param>
/// <param name="Receipts">Deliveries remembered for longer than any network repeats them.</param>
public sealed record Pruned(long Pictures, long Prompts, long Keys, long Receipts)
{
    public bool IsNothing => (Pictures, Prompts, Keys, Receipts) is (0, 0, 0, 0);
}
