using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Decisions on pictures.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql Approve = NamedSql.Load("moderation/approve");
    private static readonly NamedSql Reject = NamedSql.Load("moderation/reject");
    private static readonly NamedSql TakeDown = NamedSql.Load("moderation/take_down");

    /// <summary>Lets a held generation be drawn, or shown, if it was drawn before it was held. False when it is not
    /// held any more.</summary>
    public Task<bool> ApproveAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(Approve, by, new { id }, cancellationToken);

    /// <summary>Ends a held generation. False when it is not held any more. That its message says so is <see
    /// cref="MessageOrders"/>' work.</summary>
    /// <param name="id">The generation.</param>
    /// <param name="reason">For the person to read; empty for none.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public Task<bool> RejectAsync(GenerationId id, string reason, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(
            Reject,
            by,
            new
            {
                id,
                Failure = Texts.For(null).Rejected,
                Reason = PlainText.Clean(reason),
            },
            cancellationToken
        );

    /// <summary>
    /// Takes a delivered generation down: its buttons do nothing any more, and no one draws from it. Removing the
    /// message is <see cref="MessageOrders"/>' work. False when it was taken down before, or nothing of it was
    /// delivered.
    /// </summary>
    public Task<bool> TakeDownAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    ) => ActAsync(TakeDown, by, new { id, Reason = PlainText.Clean(reason) }, cancellationToken);
}
