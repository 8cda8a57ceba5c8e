using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>
/// What moderators decide about one generation, with what its chat then shows: a decision stands whatever the network
/// says to the edit, and the moderator learns which of the two it was. The same from the console and from buttons in a
/// chat.
/// </summary>
public sealed class Decisions(ModerationDesk desk, MessageOrders orders)
{
    /// <summary>Why there is nothing to approve or reject.</summary>
    public const string NotHeld = "It is not held any more: somebody has decided, or its owner has called it off.";

    /// <summary>Why there is nothing to remove.</summary>
    public const string NotDelivered =
        "There is nothing to remove: it was taken down before, or no picture of it was delivered.";

    /// <summary>What happened, in a sentence; null when it was not held any more.</summary>
    public async Task<string?> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        await desk.ApproveAsync(id, by, cancellationToken) ? "Approved: it is queued now." : null;

    /// <summary>Ends a held generation and says so in its message. What happened, in a sentence; null when it was not
    /// held any more.</summary>
    public async Task<string?> RejectAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        await desk.RejectAsync(id, by, cancellationToken)
            ? await orders.CarryOutAsync(id, cancellationToken) switch
            {
                MessageOutcome.Edited => "Rejected, and its message says so.",
                MessageOutcome.Pending => "Rejected; its message will say so as soon as its network takes it.",
                MessageOutcome.None => "Rejected; no message of it stands in a chat.",
                _ => "Rejected; its message could not be changed.",
            }
            : null;

    /// <summary>Takes a delivered generation down and its message away. What happened, in a sentence; null when there
    /// was nothing to take down.</summary>
    public async Task<string?> RemoveAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        await desk.TakeDownAsync(id, reason, by, cancellationToken)
            ? await orders.CarryOutAsync(id, cancellationToken) switch
            {
                MessageOutcome.Deleted => "Taken down, and its message is deleted.",
                MessageOutcome.Replaced =>
                    "Taken down; the network would not delete its message, which now says that it was removed.",
                MessageOutcome.None => "Taken down; no message of it stands in a chat.",
                MessageOutcome.Pending => "Taken down; its message goes as soon as its network takes it.",
                _ => "Taken down, but its message could not be changed: it still stands in the chat.",
            }
            : null;

    /// <summary>Closes the open reports of a generation. What happened, in a sentence; null when none was
    /// open.</summary>
    public async Task<string?> DismissAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        await desk.DismissReportsAsync(id, by, cancellationToken) ? "The reports are closed; the picture stays." : null;
}
