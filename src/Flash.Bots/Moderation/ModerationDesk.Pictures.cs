using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Pictures that no one is to see again.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql BanPicture = NamedSql.Load("moderation/ban_picture");
    private static readonly NamedSql UnbanPicture = NamedSql.Load("moderation/unban_picture");

    /// <summary>From now on what looks like this picture is held, or blocked.</summary>
    /// <param name="id">A generation that was drawn.</param>
    /// <param name="index">Which of its pictures, 1-based.</param>
    /// <param name="action"><see cref="PictureAction.Hold"/> or <see cref="PictureAction.Block"/>.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>False when it is banned already, or Flash has kept nothing of it to compare with.</returns>
    /// <exception cref="ArgumentException">The action is another one.</exception>
    public Task<bool> BanPictureAsync(
        GenerationId id,
        int index,
        PictureAction action,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        if (action is not (PictureAction.Hold or PictureAction.Block))
        {
            throw new ArgumentException(
                $"What looks like a banned picture is held or blocked, not {StoredName.Of(action)}."
            );
        }

        return ActAsync(
            BanPicture,
            by,
            new
            {
                id,
                index,
                action,
            },
            cancellationToken
        );
    }

    /// <summary>Takes a picture off the ban list. False when it is not on it.</summary>
    public Task<bool> UnbanPictureAsync(long banned, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(UnbanPicture, by, new { banned }, cancellationToken);
}
