namespace Flash.Bots.Discord.Interactions;

/// <summary>What Flash says only on Discord, because only there it can happen.</summary>
internal static class DiscordTexts
{
    public const string UnknownCommand = "I do not know this command any more. Discord may show an old list for a minute; please try again then.";

    public const string NotUnderstood = "I did not understand that. /help shows everything I understand.";

    public const string NothingToAnimate = "You have no finished pictures in this channel yet. Draw some with /imagine first.";

    public const string NothingToEdit = "You have no finished pictures in this channel whose words could be changed. Draw some with /imagine first.";

    public const string EditTitle = "Other words, same seed";

    public const string EditLabel = "What to draw";

    public const string NothingToCancel = "Nothing of yours is waiting or being drawn in this channel.";

    public const string NoPicturesThere = "That message has no finished pictures of mine.";

    public const string Busy = "I have more to do than I can answer right now. Please try again in a minute.";
}
