using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Moderation;

/// <summary>Approving and rejecting what is held, from the console.</summary>
internal sealed class Decisions(ModerationDesk desk, AskedGenerations generations, IEnumerable<IMessenger> messengers)
{
    public const string NotHeld = "It is not held any more: somebody has decided, or its owner has called it off.";

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

        // The decision stands whatever the chat says to it; the moderator learns which of the two it was.
        return await ShowRejectedAsync(id, cancellationToken) ? "Rejected, and its message says so." : "Rejected; its message could not be changed.";
    }

    private async Task<bool> ShowRejectedAsync(GenerationId id, CancellationToken cancellationToken)
    {
        if (await generations.FindAsync(id, cancellationToken) is not { } generation
            || await generations.MessageAsync(id, cancellationToken) is not { } posted
            || messengers.FirstOrDefault(messenger => messenger.Platform == generation.Platform) is not { } messenger)
        {
            return false;
        }

        try
        {
            await messenger.EditAsync(posted, new OutgoingMessage { Text = Texts.Failed(generation.Recipe.Prompt, Texts.Rejected) }, cancellationToken);
            return true;
        }
        catch (MessengerException)
        {
            return false;
        }
    }
}
