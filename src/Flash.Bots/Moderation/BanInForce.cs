namespace Flash.Bots.Moderation;

/// <summary>A ban as it stands after someone asked for it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Until">Null for good.</param>
/// <param name="WaitsForAnother">It was to be longer; another moderator's word is missing for the rest.</param>
public sealed record BanInForce(long Id, DateTimeOffset? Until, bool WaitsForAnother);

/// <summary>What became of a second moderator's word.</summary>
public enum BanConfirmation
{
    /// <summary>The ban has the length it was asked for.</summary>
    Confirmed,

    /// <summary>The moderator who asked for the ban cannot be the second.</summary>
    NeedsSomebodyElse,

    /// <summary>Someone else made a way in for this moderator less than a day ago.</summary>
    TooNew,

    /// <summary>There is no such ban, it is over, or nothing of it waits.</summary>
    NotWaiting,
}
