using System.Runtime.CompilerServices;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What Flash says only on Discord, because only there it can happen.</summary>
internal sealed class DiscordTexts(Texts texts)
{
    public string UnknownCommand => Say();

    public string NotUnderstood => Say();

    public string NothingToAnimate => Say();

    public string NothingToEdit => Say();

    public string NotAPicture => Say();

    public string PictureTooLarge => Say();

    public string NoReferenceThere => Say();

    public string ReferenceTitle => Say();

    public string ReferenceLost => Say();

    public string ReportTitle => Say();

    public string ReportLabel => Say();

    public string EditTitle => Say();

    public string EditLabel => Say();

    public string NoPicturesThere => Say();

    public string Hidden => Say();

    public string HiddenAlready => Say();

    public string ShownAgain => Say();

    public string HideNotYours => Say();

    public string HideOutOfReach => Say();

    /// <param name="command">What draws it again.</param>
    /// <param name="details">A line each.</param>
    public string Recipe(string command, string details) =>
        texts.Say("DiscordRecipe", ("command", command), ("details", details));

    private string Say([CallerMemberName] string text = "") => texts["Discord" + text];
}
