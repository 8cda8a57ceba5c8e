using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation;

/// <summary>
/// What moderators decide about one generation, with what its chat then shows: a decision stands whatever the network says to the edit, and
/// the moderator learns which of the two it was. The same from the console and from buttons in a chat.
/// </summary>
public sealed class Decisions(NpgsqlDataSource dataSource, ModerationDesk desk, AskedGenerations generations, IEnumerable<IMessenger> messengers)
{
    /// <summary>Why there is nothing to approve or reject.</summary>
    public const string NotHeld = "It is not held any more: somebody has decided, or its owner has called it off.";

    /// <summary>Why there is nothing to remove.</summary>
    public const string NotDelivered = "There is nothing to remove: it was taken down before, or no picture of it was delivered.";

    /// <summary>What happened, in a sentence; null when it was not held any more.</summary>
    public async Task<string?> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        await desk.ApproveAsync(id, by, cancellationToken) ? "Approved: it is queued now." : null;

    /// <inheritdoc cref="ApproveAsync"/>
    public async Task<string?> RejectAsync(GenerationId id, Moderator by, CancellationToken cancellationToken)
    {
        if (!await desk.RejectAsync(id, by, cancellationToken))
        {
            return null;
        }

        var isShown = await FindPostAsync(id, cancellationToken) is { } post
            && await TryAsync(post.By.EditAsync(post.Message, new OutgoingMessage { Text = Texts.Failed(post.Prompt, Texts.Rejected) }, cancellationToken));
        return isShown ? "Rejected, and its message says so." : "Rejected; its message could not be changed.";
    }

    /// <summary>Takes a delivered generation down and its message away. What happened, in a sentence; null when there was nothing to take down.</summary>
    public async Task<string?> RemoveAsync(GenerationId id, string reason, Moderator by, CancellationToken cancellationToken)
    {
        if (!await desk.TakeDownAsync(id, reason, by, cancellationToken))
        {
            return null;
        }

        if (await FindPostAsync(id, cancellationToken) is not { } post)
        {
            return "Taken down; no message of it stands in a chat.";
        }

        var isGone = await TryAsync(post.By.DeleteAsync(post.Message, cancellationToken));
        var isReplaced = !isGone && await TryAsync(post.By.EditAsync(post.Message, new OutgoingMessage { Text = Texts.TakenDown }, cancellationToken));
        await NoteAsync(id, by, isGone ? "deleted" : isReplaced ? "replaced" : "kept", cancellationToken);
        return (isGone, isReplaced) switch
        {
            (true, _) => "Taken down, and its message is deleted.",
            (_, true) => "Taken down; the network would not delete its message, which now says that it was removed.",
            _ => "Taken down, but its message could not be changed: it still stands in the chat.",
        };
    }

    /// <summary>Closes the open reports of a generation. What happened, in a sentence; null when none was open.</summary>
    public async Task<string?> DismissAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        await desk.DismissReportsAsync(id, by, cancellationToken) ? "The reports are closed; the picture stays." : null;

    private async Task<(IMessenger By, MessageRef Message, string Prompt)?> FindPostAsync(GenerationId id, CancellationToken cancellationToken) =>
        await generations.FindAsync(id, cancellationToken) is { } generation
        && await generations.MessageAsync(id, cancellationToken) is { } message
        && messengers.FirstOrDefault(messenger => messenger.Platform == generation.Platform) is { } messenger
            ? (messenger, message, generation.Recipe.Prompt)
            : null;

    /// <summary>Whether the message is really gone is part of what happened.</summary>
    private async Task NoteAsync(GenerationId id, Moderator by, string message, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("""
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
            VALUES ($1, $2, $3, 'message.removed', $4, jsonb_build_object('message', $5))
            """, by.Platform, by.Id, by.Name, id.Value, message);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<bool> TryAsync(Task call)
    {
        try
        {
            await call;
            return true;
        }
        catch (MessengerException)
        {
            return false;
        }
    }
}
