using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;

namespace Flash.Bots.Replies;

/// <summary>What moderators read on their cards, and what they are answered.</summary>
public static partial class Texts
{
    /// <summary>What a card says while it is being made; networks show it as the notification.</summary>
    public static string CardComing => Say();

    public static string CardHeld => Say();

    public static string CardClosed => Say();

    public static string CardCalledOff => Say();

    public static string CardWordsGone => Say();

    public static string CardFlagged => Say();

    public static string CardDelivered => Say();

    public static string CardGiven => Say();

    public static string WhyButton => Say();

    public static string BanPictureButton => Say();

    public static string ClaimButton => Say();

    public static string LetGoButton => Say();

    public static string UndoButton => Say();

    public static string ModeratorClaimed => Say();

    public static string ModeratorClaimedByAnother => Say();

    public static string ModeratorPictureBanned => Say();

    public static string ModeratorPictureNotBanned => Say();

    public static string ModeratorUndone => Say();

    public static string ModeratorNothingUndone => Say();

    public static string ModeratorNoted => Say();

    /// <summary>Why something is rejected or removed, to choose from; the person reads it.</summary>
    public static IReadOnlyList<string> CannedReasons =>
        [
            Wording.Current["ReasonSexual"],
            Wording.Current["ReasonViolence"],
            Wording.Current["ReasonPerson"],
            Wording.Current["ReasonHateful"],
            Wording.Current["ReasonSpam"],
        ];

    public static string CardWithout(string words) => Wording.Current.Say(nameof(CardWithout), ("words", words));

    public static string CardStyle(string style) => Wording.Current.Say(nameof(CardStyle), ("style", style));

    public static string CardFound(string words) => Wording.Current.Say(nameof(CardFound), ("words", words));

    public static string CardClaimed(string name) => Wording.Current.Say(nameof(CardClaimed), ("name", name));

    public static string CardRecord(PersonRecord record) =>
        record.IsClean
            ? Wording.Current.Say("CardRecordClean", ("requests", Grouped(record.Requests)))
            : Wording.Current.Say(
                nameof(CardRecord),
                ("requests", Grouped(record.Requests)),
                ("bans", Grouped(record.Bans)),
                ("rejected", Grouped(record.Rejected)),
                ("removed", Grouped(record.Removed)),
                ("reports", Grouped(record.Reports))
            );

    public static string ApproveButton => Say();

    public static string RejectButton => Say();

    public static string RemoveButton => Say();

    public static string DismissButton => Say();

    public static string BanButton => Say();

    public static string UnbanButton => Say();

    public static string ConfirmButton => Say();

    public static string BanDayButton => Say();

    public static string BanWeekButton => Say();

    public static string BanMonthButton => Say();

    public static string BanForGoodButton => Say();

    /// <summary>The reason that stands with a ban or a take-down from a card.</summary>
    public static string AgainstTheRules => Say();

    public static string ModeratorsOnly => Say();

    public static string NothingToDecide => Say();

    public static string ModeratorApproved => Say();

    public static string ModeratorRejected => Say();

    public static string ModeratorRemoved => Say();

    public static string ModeratorDismissed => Say();

    public static string ModeratorBanned => Say();

    public static string ModeratorConfirmed => Say();

    public static string ModeratorNotYou => Say();

    public static string ModeratorNothingWaits => Say();

    public static string ModeratorUnbanned => Say();

    public static string ModeratorNotBanned => Say();

    public static string ModeratorHow => Say();

    public static string ModeratorInPrivate => Say();

    public static string ModeratorUnlinked => Say();

    public static string ModeratorWasNone => Say();

    public static string CheckpointPosted => Say();

    public static string AuditNotIntact(int findings, string first) =>
        Wording.Current.Say(nameof(AuditNotIntact), ("findings", Id(findings)), ("first", first));

    public static string AuditIntact(DateTimeOffset at, long entries) =>
        Wording.Current.Say(
            nameof(AuditIntact),
            ("at", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            ("entries", Id(entries))
        );

    public static string CardReported(long count) =>
        Wording.Current.Say(nameof(CardReported), ("count", Grouped(count)));

    public static string CardBy(string name, string platform, string id, string? chat) =>
        chat is null
            ? Wording.Current.Say("CardByPrivate", ("name", name), ("platform", platform), ("id", id))
            : Wording.Current.Say(nameof(CardBy), ("name", name), ("platform", platform), ("id", id), ("chat", chat));

    public static string CardRule(long id, string pattern) =>
        Wording.Current.Say(nameof(CardRule), ("id", Id(id)), ("pattern", pattern));

    public static string CardBannedPicture(IEnumerable<long> ids) =>
        Wording.Current.Say(nameof(CardBannedPicture), ("ids", string.Join(", ", ids.Select(Id))));

    public static string CardReports(string reasons) => Wording.Current.Say(nameof(CardReports), ("reasons", reasons));

    /// <summary>A decision with who made it; null for an action that is none.</summary>
    public static string? CardDecided(string action, string name, DateTimeOffset at)
    {
        var text = action switch
        {
            "moderation.approved" => "CardApproved",
            "moderation.rejected" => "CardRejected",
            "moderation.removed" => "CardRemoved",
            "reports.dismissed" => "CardDismissed",
            "moderation.undone" => "CardUndone",
            _ => null,
        };
        return text is null ? null : Wording.Current.Say(text, ("name", name), ("time", Moment(at)));
    }

    /// <summary>What became of the message; null where there is nothing to say.</summary>
    public static string? CardMessage(MessageOutcome outcome, string? reason) =>
        outcome switch
        {
            MessageOutcome.Deleted => Wording.Current["CardMessageDeleted"],
            MessageOutcome.Replaced => Wording.Current["CardMessageReplaced"],
            MessageOutcome.Kept => Wording.Current.Say(
                "CardMessageKept",
                ("reason", PlainText.Shorten(reason ?? "", 120))
            ),
            MessageOutcome.Pending => Wording.Current["CardMessagePending"],
            _ => null,
        };

    public static string CardBanned(string name, DateTimeOffset? until) =>
        until is { } end
            ? Wording.Current.Say(nameof(CardBanned), ("name", name), ("until", Moment(end)))
            : Wording.Current.Say("CardBannedForGood", ("name", name));

    public static string CardBanWaits(DateTimeOffset? until) =>
        until is { } end
            ? Wording.Current.Say(nameof(CardBanWaits), ("until", Moment(end)))
            : Wording.Current["CardBanWaitsForGood"];

    public static string DecidedBefore(string name, DateTimeOffset at) =>
        Wording.Current.Say(nameof(DecidedBefore), ("name", PlainText.Shorten(name, 60)), ("time", Moment(at)));

    public static string ModeratorBannedForNow(DateTimeOffset? until) =>
        Wording.Current.Say(nameof(ModeratorBannedForNow), ("until", until is { } end ? Moment(end) : ""));

    public static string ModeratorLinked(LinkOutcome outcome) =>
        outcome switch
        {
            LinkOutcome.Linked linked => Wording.Current.Say(nameof(ModeratorLinked), ("name", linked.Name)),
            LinkOutcome.TooMany => Wording.Current["ModeratorTooMany"],
            _ => Wording.Current["ModeratorCodeUnknown"],
        };

    public static string Appealed(AppealOutcome outcome) =>
        Wording.Current[
            outcome switch
            {
                AppealOutcome.Taken => "AppealTaken",
                AppealOutcome.AlreadyMade => "AppealTwice",
                _ => "AppealNothing",
            }
        ];

    public static string AppealHow => Say();

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
