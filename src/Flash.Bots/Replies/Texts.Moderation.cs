using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>What is not drawn, and why.</summary>
public static partial class Texts
{
    /// <summary>What a person sees when a rule forbids the prompt and says nothing itself.</summary>
    public static string Blocked => Say();

    /// <summary>What a person sees when a moderator decided against it.</summary>
    public static string Rejected => Say();

    /// <summary>What a person sees when what was drawn must not be shown.</summary>
    public static string PictureBlocked => Say();

    public static string HeldForReview => Say();

    /// <summary>What a person sees who presses a button below what a moderator took down.</summary>
    public static string TakenDown => Say();

    public static string WaitingForReview(string prompt) => Captioned(prompt, HeldForReview);

    public static string Banned(string reason, DateTimeOffset? until) =>
        until is { } end
            ? Wording.Current.Say(
                "BannedUntil",
                ("until", end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
                ("reason", PlainText.Shorten(reason, 100))
            )
            : Wording.Current.Say(nameof(Banned), ("reason", PlainText.Shorten(reason, 100)));

    public static string QuotaSpent(SubmitResult.QuotaSpent spent) =>
        Wording.Current.Say(
            spent.IsChat ? "QuotaSpentByChat" : "QuotaSpentByYou",
            ("allowed", Grouped(spent.Allowed)),
            ("hours", Number((int)spent.Window.TotalHours)),
            ("time", spent.FreeAt.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture))
        );
}
