using Flash.Bots.Moderation;

namespace Flash.Bots.Data;

/// <summary>Who may look at everything: a row of <c>flash.moderators</c>. Removed, never deleted.</summary>
public sealed class ModeratorRow
{
    public long Id { get; set; }

    /// <summary>1 to 100 characters, unique.</summary>
    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? RemovedAt { get; set; }

    public ModeratorRole Role { get; set; }

    /// <summary>What an identity provider calls them, up to 320 characters, unique whatever the case.</summary>
    public string? SignInName { get; set; }

    /// <summary>The provider's own id of them, from their first sign-in on.</summary>
    public string? SignInSubject { get; set; }

    /// <summary>The secret of their authenticator app, sealed with the master key.</summary>
    public byte[]? SecondFactor { get; set; }

    /// <summary>One that was shown and not yet confirmed by a code.</summary>
    public byte[]? SecondFactorOffered { get; set; }

    public bool SecondFactorRequired { get; set; }

    /// <summary>The time step of the last code that was accepted: a code works once.</summary>
    public long LastTimeStep { get; set; }

    public int FailedCodes { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>From when on they may be the second to agree to a ban: a day after someone else made a way in for
    /// them.</summary>
    public DateTimeOffset ConfirmsFrom { get; set; }
}
