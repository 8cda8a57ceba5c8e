using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>Writes down that a ban turned a request away: once an hour for each person and chat, so that no one who is
/// banned can fill the log. The words are not kept.</summary>
internal static class BannedRequests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>Adds the entry when it is time for one. The person's requests come here one after the other.</summary>
    public static async Task WriteDownAsync(
        FlashDb db,
        Submission submission,
        SubmitResult.Banned ban,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        const string ending = ".refused";
        var (platform, chat, since) = (StoredName.Of(submission.From.Platform), submission.StoredChat, now - Quiet);
        var isTold = await db.AuditLog.AnyAsync(
            entry =>
                entry.ActorPlatform == platform
                && entry.ActorId == submission.StoredPerson
                && entry.ChatId == chat
                && entry.OccurredAt > since
                && entry.Action.EndsWith(ending),
            cancellationToken
        );
        if (isTold)
        {
            return;
        }

        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = platform,
                ActorId = submission.StoredPerson,
                ActorName = SubmissionRows.Name(submission.From.Name),
                Action = StoredName.Of(submission.Kind) + ending,
                ChatId = chat,
                Details = FlashJson.Write(new { reason = "banned", until = ban.Until }),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }
}
