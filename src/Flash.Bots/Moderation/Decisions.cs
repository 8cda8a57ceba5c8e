using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>
/// What moderators decide about one generation, with what its chat then shows: a decision stands whatever the network
/// says to the edit, and the moderator learns which of the two it was. The same from the console and from buttons in a
/// chat.
/// </summary>
public sealed class Decisions(ModerationDesk desk, MessageOrders orders)
{
    /// <summary>Lets a held generation go on. False when it was not held any more.</summary>
    public Task<bool> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        desk.ApproveAsync(id, by, cancellationToken);

    /// <summary>Ends a held generation and says so in its message: what became of that. Null when it was not held any
    /// more.</summary>
    /// <param name="id">The generation.</param>
    /// <param name="reason">For the person to read; empty for none.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    public async Task<MessageOutcome?> RejectAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        await desk.RejectAsync(id, reason, by, cancellationToken)
            ? await orders.CarryOutAsync(id, cancellationToken)
            : null;

    /// <summary>Takes a delivered generation down and its message away: what became of that. Null when there was
    /// nothing to take down.</summary>
    public async Task<MessageOutcome?> RemoveAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        await desk.TakeDownAsync(id, reason, by, cancellationToken)
            ? await orders.CarryOutAsync(id, cancellationToken)
            : null;

    /// <summary>Closes the open reports of a generation. False when none was open.</summary>
    public Task<bool> DismissAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        desk.DismissReportsAsync(id, by, cancellationToken);

    /// <summary>Takes back the moderator's own last decision about a generation.</summary>
    public async Task<Undone> UndoAsync(GenerationId id, Moderator by, CancellationToken cancellationToken)
    {
        var undone = await desk.UndoAsync(id, by, cancellationToken);
        if (undone == Undone.Rejection)
        {
            await orders.CarryOutAsync(id, cancellationToken);
        }

        return undone;
    }
}
