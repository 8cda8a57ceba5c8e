using Flash.Bots.Moderation;

namespace Flash.Bots.Web.Moderation;

/// <summary>What came of a decision, for the moderator who made it.</summary>
internal static class DecisionWords
{
    /// <summary>Why there is nothing to approve or reject.</summary>
    public const string NotHeld = "It is not held any more: someone has decided, or its owner has called it off.";

    /// <summary>Why there is nothing to remove.</summary>
    public const string NotDelivered =
        "There is nothing to remove: it was taken down before, or no picture of it was delivered.";

    public const string NotReported = "No report of it is open any more.";

    public const string Approved = "Approved: it is queued now.";

    public const string Dismissed = "The reports are closed; the picture stays.";

    public static string? Rejected(MessageOutcome? outcome) =>
        outcome switch
        {
            null => null,
            MessageOutcome.Edited => "Rejected, and its message says so.",
            MessageOutcome.Pending => "Rejected; its message will say so as soon as its network takes it.",
            MessageOutcome.None => "Rejected; no message of it stands in a chat.",
            _ => "Rejected; its message could not be changed.",
        };

    public static string? Removed(MessageOutcome? outcome) =>
        outcome switch
        {
            null => null,
            MessageOutcome.Deleted => "Taken down, and its message is deleted.",
            MessageOutcome.Replaced =>
                "Taken down; the network would not delete its message, which now says that it was removed.",
            MessageOutcome.None => "Taken down; no message of it stands in a chat.",
            MessageOutcome.Pending => "Taken down; its message goes as soon as its network takes it.",
            _ => "Taken down, but its message could not be changed: it still stands in the chat.",
        };

    public static string? Of(Undone undone) =>
        undone switch
        {
            Undone.Approval => "Taken back: it is held again, and nothing was drawn.",
            Undone.Rejection => "Taken back: it is held again, and its message says so.",
            Undone.Dismissal => "Taken back: the reports are open again.",
            Undone.Removal => "Taken back: it is not taken down any more. A message that is gone stays gone.",
            _ => null,
        };
}
