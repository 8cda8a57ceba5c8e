using System.Runtime.CompilerServices;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What Flash says only on Discord, because only there it can happen.</summary>
internal static class DiscordTexts
{
    public static string UnknownCommand => Say();

    public static string NotUnderstood => Say();

    public static string NothingToAnimate => Say();

    public static string NothingToEdit => Say();

    public static string NotAPicture => Say();

    public static string PictureTooLarge => Say();

    public static string NoReferenceThere => Say();

    public static string ReferenceTitle => Say();

    public static string ReferenceLost => Say();

    public static string ReportTitle => Say();

    public static string ReportLabel => Say();

    public static string EditTitle => Say();

    public static string EditLabel => Say();

    public static string NoPicturesThere => Say();

    public static string Hidden => Say();

    public static string HiddenAlready => Say();

    public static string ShownAgain => Say();

    public static string HideNotYours => Say();

    public static string HideOutOfReach => Say();

    /// <param name="command">What draws it again.</param>
    /// <param name="details">A line each.</param>
    public static string Recipe(string command, string details) =>
        Wording.Current.Say("DiscordRecipe", ("command", command), ("details", details));

    private static string Say([CallerMemberName] string text = "") => Wording.Current["Discord" + text];
}
