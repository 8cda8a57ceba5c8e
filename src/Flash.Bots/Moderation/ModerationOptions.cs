using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Moderation;

/// <summary>Section <c>Flash:Moderation</c>: what takes two moderators or a second factor, how much one person may
/// report, and where moderators are told.</summary>
public sealed partial class ModerationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Moderation";

    /// <summary>
    /// Bans longer than this many days take a second moderator; until one agrees, the ban lasts this long. Default 7. 0
    /// lets every moderator ban for as long as they like, for a moderator who works alone.
    /// </summary>
    [Range(0, 36_500, ErrorMessage = "Flash:Moderation:SecondModeratorAfterDays is 0 (never) to 36500.")]
    public int SecondModeratorAfterDays { get; set; } = 7;

    /// <summary>Reports one person may make in 24 hours. Default 20.</summary>
    [Range(1, 10_000, ErrorMessage = "Flash:Moderation:ReportsPerDay is 1 to 10000.")]
    public int ReportsPerDay { get; set; } = 20;

    /// <summary>
    /// How many of the 64 bits of a picture's perceptual hash may differ from a banned one's for the two to count as
    /// alike, 0 to 20. Default 8; docs/moderation.md says how often that is wrong.
    /// </summary>
    [Range(0, 20, ErrorMessage = "Flash:Moderation:PictureDistance is 0 to 20 bits.")]
    public int PictureDistance { get; set; } = 8;

    /// <summary>What becomes of pictures that a safety checker flags, the model's own or the one that looks at every
    /// model's. Default: held until a moderator has looked.</summary>
    [EnumDataType(
        typeof(PictureAction),
        ErrorMessage = "Flash:Moderation:FlaggedPictures is Deliver, Spoiler, Hold or Block."
    )]
    public PictureAction FlaggedPictures { get; set; } = PictureAction.Hold;

    /// <summary>
    /// From which share of a picture on, 0.05 to 1, that the safety checker calls pornographic, drawn or photographed,
    /// the picture counts as flagged. Default 0.5; lower finds more and is wrong more often.
    /// </summary>
    [Range(0.05, 1.0, ErrorMessage = "Flash:Moderation:UnsafeShare is 0.05 to 1.")]
    public double UnsafeShare { get; set; } = 0.5;

    /// <summary>
    /// From which share on, 0.05 to 1, a picture counts as flagged where what is suggestive is added to what is
    /// pornographic. Default: never.
    /// </summary>
    [Range(0.05, 1.0, ErrorMessage = "Flash:Moderation:SuggestiveShare is 0.05 to 1, or left out for never.")]
    public double? SuggestiveShare { get; set; }

    /// <summary>Whose pictures the safety checker looks at. Default: those of any model but flash-mini, and, as soon as
    /// one is used, those that people send.</summary>
    [EnumDataType(typeof(SafetyCheck), ErrorMessage = "Flash:Moderation:SafetyCheck is OtherModels, Always or Never.")]
    public SafetyCheck SafetyCheck { get; set; }

    /// <summary>Whether sexual content with adults may be drawn in channels that their network keeps for adults.
    /// Default never. What the law of the operator's country says is theirs to know.</summary>
    [EnumDataType(typeof(AdultContent), ErrorMessage = "Flash:Moderation:Adult is Never or AgeRestricted.")]
    public AdultContent Adult { get; set; }

    /// <summary>Whether every moderator needs a second factor in the console. Default false: those who have one, and
    /// those of whom an admin requires it.</summary>
    public bool RequireSecondFactor { get; set; }

    /// <summary>The moderators' chat on Telegram, which gets a card for whatever is held or reported.</summary>
    [ValidateObjectMembers]
    public TelegramChat Telegram { get; set; } = new();

    /// <summary>The same on Discord.</summary>
    public DiscordChannel Discord { get; set; } = new();

    /// <summary>Whether pictures on cards are hidden until they are tapped. Default false.</summary>
    public bool BlurPictures { get; set; }

    /// <summary>Section <c>Flash:Moderation:Telegram</c>.</summary>
    public sealed class TelegramChat
    {
        /// <summary>The group's or channel's id, below zero for nearly all; null for none. The bot must be a member
        /// that may post.</summary>
        public long? ChatId { get; set; }

        /// <summary>The topic in a group that has topics; null for the general one.</summary>
        [Range(
            1,
            int.MaxValue,
            ErrorMessage = "Flash:Moderation:Telegram:ThreadId is the number of a topic, 1 or more."
        )]
        public int? ThreadId { get; set; }
    }

    /// <summary>Section <c>Flash:Moderation:Discord</c>.</summary>
    public sealed class DiscordChannel
    {
        /// <summary>The channel's id; null for none. The bot needs View Channel, Send Messages and Attach Files
        /// there.</summary>
        public ulong? ChannelId { get; set; }
    }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ModerationOptions>;
}

/// <summary>Where sexual content with adults may be drawn.</summary>
public enum AdultContent
{
    /// <summary>Nowhere.</summary>
    Never,

    /// <summary>In channels that are age-restricted; flagged pictures are hidden there until they are tapped.</summary>
    AgeRestricted,
}
