namespace Flash.Bots.Moderation;

/// <summary>What becomes of a picture that is drawn, from mild to strict.</summary>
public enum PictureAction
{
    /// <summary>It is shown.</summary>
    Deliver,

    /// <summary>It is shown hidden, until someone taps it, where the network can do that.</summary>
    Spoiler,

    /// <summary>It waits until a moderator decides.</summary>
    Hold,

    /// <summary>It is not shown.</summary>
    Block,
}

/// <summary>What the checks say of the pictures of one generation.</summary>
/// <param name="Action">The strictest that any of them calls for.</param>
/// <param name="BannedPictures">The entries of the ban list that they look like.</param>
/// <param name="IsFlagged">A safety checker flagged one.</param>
public sealed record PictureVerdict(PictureAction Action, IReadOnlyList<long> BannedPictures, bool IsFlagged)
{
    /// <summary>Nothing to say.</summary>
    public static PictureVerdict Fine { get; } = new(PictureAction.Deliver, [], false);

    /// <summary>What the safety checker saw in each; empty when it did not look.</summary>
    public IReadOnlyList<PictureLook> Looks { get; init; } = [];
}
