using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Moderation;

/// <summary>Section <c>Flash:Moderation</c>: what takes two moderators, and how much one person may report.</summary>
public sealed partial class ModerationOptions
{
    /// <summary>
    /// Bans longer than this many days take a second moderator; until one agrees, the ban lasts this long. Default 7. 0 lets every moderator ban
    /// for as long as they like, for whoever moderates alone.
    /// </summary>
    [Range(0, 36_500, ErrorMessage = "Flash:Moderation:SecondModeratorAfterDays is 0 (never) to 36500.")]
    public int SecondModeratorAfterDays { get; set; } = 7;

    /// <summary>Reports one person may make in 24 hours. Default 20.</summary>
    [Range(1, 10_000, ErrorMessage = "Flash:Moderation:ReportsPerDay is 1 to 10000.")]
    public int ReportsPerDay { get; set; } = 20;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ModerationOptions>;
}
