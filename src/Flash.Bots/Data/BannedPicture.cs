using Flash.Bots.Generations;
using Flash.Bots.Moderation;

namespace Flash.Bots.Data;

/// <summary>A picture that moderators never want to see again: a row of <c>flash.banned_pictures</c>. Removed, never
/// deleted.</summary>
public sealed class BannedPicture
{
    public long Id { get; set; }

    /// <summary>The 64 bits of its perceptual hash.</summary>
    public long PerceptualHash { get; set; }

    /// <summary><see cref="RuleAction.Hold"/> or <see cref="RuleAction.Block"/>.</summary>
    public RuleAction Action { get; set; }

    /// <summary>Where it was seen. No foreign key: the ban outlives the generation.</summary>
    public GenerationId GenerationId { get; set; }

    /// <summary>1-based.</summary>
    public int PictureIndex { get; set; }

    public required string BannedBy { get; set; }

    public DateTimeOffset BannedAt { get; set; }

    /// <summary>Null while the ban is in force.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
