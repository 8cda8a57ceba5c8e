using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>What is not drawn, and why.</summary>
public sealed partial class Texts
{
    /// <summary>What a person sees when a rule forbids the prompt and says nothing itself.</summary>
    public string Blocked => Say();

    /// <summary>What a person sees when a moderator decided against it.</summary>
    public string Rejected => Say();

    /// <summary>What a person sees when what was drawn must not be shown.</summary>
    public string PictureBlocked => Say();

    public string HeldForReview => Say();

    /// <summary>What a person sees who presses a button below what a moderator took down.</summary>
    public string TakenDown => Say();

    public string WaitingForReview(string prompt) => Captioned(prompt, HeldForReview);

    public string Banned(string reason, DateTimeOffset? until) =>
        until is { } end
            ? wording.Say(
                "BannedUntil",
                ("until", end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
                ("reason", PlainText.Shorten(reason, 100))
            )
            : wording.Say(nameof(Banned), ("reason", PlainText.Shorten(reason, 100)));

    public string QuotaSpent(SubmitResult.QuotaSpent spent) =>
        wording.Say(
            spent.IsChat ? "QuotaSpentByChat" : "QuotaSpentByYou",
            ("allowed", Grouped(spent.Allowed)),
            ("hours", Number((int)spent.Window.TotalHours)),
            ("time", spent.FreeAt.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture))
        );
}
