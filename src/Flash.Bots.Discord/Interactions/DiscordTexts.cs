namespace Flash.Bots.Discord.Interactions;

/// <summary>What Flash says only on Discord, because only there it can happen.</summary>
internal static class DiscordTexts
{
    public const string UnknownCommand = "I do not know this command any more. Discord may show an old list for a minute; please try again then.";

    public const string NotUnderstood = "I did not understand that. /help shows everything I understand.";

    public const string NothingToAnimate = "You have no finished pictures in this channel yet. Draw some with /imagine first.";

    public const string NothingToEdit = "You have no finished pictures in this channel whose words could be changed. Draw some with /imagine first.";

    public const string NotAPicture = "I can start from a picture only (PNG, JPEG, WebP or GIF), not from that file.";

    public const string PictureTooLarge = "That picture is too large: I take files of up to 20 MB.";

    public const string NoReferenceThere = "That message has no picture that I could start from.";

    public const string ReferenceTitle = "Start from this picture";

    public const string ReferenceLost = "I have lost sight of that picture. Please choose it again, or attach it: /imagine with the option image.";

    public const string ReportTitle = "Report to the moderators";

    public const string ReportLabel = "What is wrong with it?";

    public const string EditTitle = "Other words, same seed";

    public const string EditLabel = "What to draw";

    public const string NoPicturesThere = "That message has no finished pictures of mine.";

    public const string Busy = "I have more to do than I can answer right now. Please try again in a minute.";
}
