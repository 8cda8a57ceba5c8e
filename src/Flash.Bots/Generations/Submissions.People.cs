using Flash.Bots.Data;
using Flash.Bots.Quotas;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>The rows of the person and the chat.</summary>
public sealed partial class Submissions
{
    private static async Task<DateTimeOffset> LockPersonAsync(
        FlashDb db,
        Submission submission,
        CancellationToken cancellationToken
    ) =>
        (
            await LockPerson.ReadAsync<DateTimeOffset>(
                db,
                new { submission.From.Platform, ExternalId = submission.From.Id },
                cancellationToken
            )
        )[0];

    /// <summary>The person's row, null for someone new, and the ban that is in force.</summary>
    private static async Task<(long? Id, SubmitResult.Banned? Ban)> FindPersonAsync(
        FlashDb db,
        Submission submission,
        CancellationToken cancellationToken
    )
    {
        var id = await db
            .Users.Where(user =>
                user.Platform == submission.From.Platform && user.ExternalId == submission.StoredPerson
            )
            .Select(user => (long?)user.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return (id, await BansInForce.FindAsync(db, submission.From, submission.StoredPerson, cancellationToken));
    }

    private static async Task<Known> MeetAsync(
        FlashDb db,
        Submission submission,
        CancellationToken cancellationToken
    ) =>
        (
            await Meet.ReadAsync<Known>(
                db,
                new
                {
                    submission.From.Platform,
                    Person = submission.StoredPerson,
                    Name = SubmissionRows.Name(submission.From.Name),
                    submission.From.Language,
                    submission.From.Address,
                    ChatPlatform = submission.Chat.Platform,
                    Chat = submission.StoredChat,
                    Title = submission.Chat.Title is { } title ? SubmissionRows.Name(title) : null,
                    submission.Chat.IsPrivate,
                },
                cancellationToken
            )
        )[0];

    /// <summary>The rows of the person and the chat.</summary>
    private sealed record Known(long UserId, long ChatId);
}
