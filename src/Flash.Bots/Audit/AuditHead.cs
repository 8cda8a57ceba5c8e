using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

/// <summary>The end of the chain.</summary>
internal static class AuditHead
{
    /// <summary>The last entry that was sealed: its place and its hash; null before the first.</summary>
    public static async Task<(long Sequence, byte[] Hash)?> ReadAsync(FlashDb db, CancellationToken cancellationToken)
    {
        var head = await db
            .AuditLog.Where(entry => entry.Sequence != null)
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        return head is { Sequence: { } sequence, Hash: { } hash } ? (sequence, hash) : null;
    }
}
