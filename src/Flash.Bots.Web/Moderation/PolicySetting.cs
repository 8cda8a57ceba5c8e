using System.Globalization;
using Flash.Bots.Moderation;

namespace Flash.Bots.Web.Moderation;

/// <summary>A setting of the safety policy, as moderators see it.</summary>
/// <param name="Name">Below <see cref="ModerationOptions.Section"/>.</param>
/// <param name="Value">What it is now.</param>
/// <param name="Means">What that does.</param>
public sealed record PolicySetting(string Name, string Value, string Means)
{
    /// <summary>What holds in this process. Settings are read when a process starts.</summary>
    internal static IReadOnlyList<PolicySetting> Of(ModerationOptions options) =>
        [
            new(
                nameof(options.SafetyCheck),
                $"{options.SafetyCheck}",
                options.SafetyCheck switch
                {
                    SafetyCheck.Always => "The checker looks at every picture.",
                    SafetyCheck.Never => "No checker looks at pictures, but one that a model brings.",
                    _ =>
                        "The checker looks at pictures of every model but flash-mini, and at what people send once one "
                            + "is used.",
                }
            ),
            new(
                nameof(options.UnsafeShare),
                Share(options.UnsafeShare),
                "Flagged from this share on that is called pornographic."
            ),
            new(
                nameof(options.SuggestiveShare),
                options.SuggestiveShare is { } share ? Share(share) : "never",
                "Flagged from this share on, what is called suggestive counted in."
            ),
            new(
                nameof(options.FlaggedPictures),
                $"{options.FlaggedPictures}",
                options.FlaggedPictures switch
                {
                    PictureAction.Deliver => "Flagged pictures are shown.",
                    PictureAction.Spoiler => "Flagged pictures are shown, hidden until they are tapped.",
                    PictureAction.Block => "Flagged pictures are not shown.",
                    _ => "Flagged pictures wait for a moderator.",
                }
            ),
            new(
                nameof(options.Adult),
                $"{options.Adult}",
                options.Adult == AdultContent.AgeRestricted
                    ? "The rules about sexual content let it through in channels that are kept for adults."
                    : "The rules about sexual content hold everywhere."
            ),
            new(
                nameof(options.PictureDistance),
                options.PictureDistance.ToString(CultureInfo.InvariantCulture),
                "Bits of 64 in which a picture may differ from a banned one and still count as alike."
            ),
        ];

    private static string Share(double share) => share.ToString("0.##", CultureInfo.InvariantCulture);
}
