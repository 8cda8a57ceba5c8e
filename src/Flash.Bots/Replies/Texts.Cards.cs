using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;

namespace Flash.Bots.Replies;

/// <summary>What moderators read on their cards, and what they are answered.</summary>
public sealed partial class Texts
{
    /// <summary>What a card says while it is being made; networks show it as the notification.</summary>
    public string CardComing => Say();

    public string CardHeld => Say();

    public string CardClosed => Say();

    public string CardCalledOff => Say();

    public string CardWordsGone => Say();

    public string CardFlagged => Say();

    public string CardDelivered => Say();

    public string CardGiven => Say();

    public string WhyButton => Say();

    public string BanPictureButton => Say();

    public string ClaimButton => Say();

    public string LetGoButton => Say();

    public string UndoButton => Say();

    public string ModeratorClaimed => Say();

    public string ModeratorClaimedByAnother => Say();

    public string ModeratorPictureBanned => Say();

    public string ModeratorPictureNotBanned => Say();

    public string ModeratorUndone => Say();

    public string ModeratorNothingUndone => Say();

    public string ModeratorNoted => Say();

    /// <summary>Why something is rejected or removed, to choose from; the person reads it.</summary>
    public IReadOnlyList<string> CannedReasons =>
        [
            wording["ReasonSexual"],
            wording["ReasonViolence"],
            wording["ReasonPerson"],
            wording["ReasonHateful"],
            wording["ReasonSpam"],
        ];

    public string CardWithout(string words) => wording.Say(nameof(CardWithout), ("words", words));

    public string CardStyle(string style) => wording.Say(nameof(CardStyle), ("style", style));

    public string CardFound(string words) => wording.Say(nameof(CardFound), ("words", words));

    public string CardClaimed(string name) => wording.Say(nameof(CardClaimed), ("name", name));

    public string CardRecord(PersonRecord record) =>
        record.IsClean
            ? wording.Say("CardRecordClean", ("requests", Grouped(record.Requests)))
            : wording.Say(
                nameof(CardRecord),
                ("requests", Grouped(record.Requests)),
                ("bans", Grouped(record.Bans)),
                ("rejected", Grouped(record.Rejected)),
                ("removed", Grouped(record.Removed)),
                ("reports", Grouped(record.Reports))
            );

    public string ApproveButton => Say();

    public string RejectButton => Say();

    public string RemoveButton => Say();

    public string DismissButton => Say();

    public string BanButton => Say();

    public string UnbanButton => Say();

    public string ConfirmButton => Say();

    public string BanDayButton => Say();

    public string BanWeekButton => Say();

    public string BanMonthButton => Say();

    public string BanForGoodButton => Say();

    /// <summary>The reason that stands with a ban or a take-down from a card.</summary>
    public string AgainstTheRules => Say();

    public string ModeratorsOnly => Say();

    public string NothingToDecide => Say();

    public string ModeratorApproved => Say();

    public string ModeratorRejected => Say();

    public string ModeratorRemoved => Say();

    public string ModeratorDismissed => Say();

    public string ModeratorBanned => Say();

    public string ModeratorConfirmed => Say();

    public string ModeratorNotYou => Say();

    public string ModeratorNothingWaits => Say();

    public string ModeratorUnbanned => Say();

    public string ModeratorNotBanned => Say();

    public string ModeratorHow => Say();

    public string ModeratorInPrivate => Say();

    public string ModeratorUnlinked => Say();

    public string ModeratorWasNone => Say();

    public string CheckpointPosted => Say();

    public string AuditNotIntact(int findings, string first) =>
        wording.Say(nameof(AuditNotIntact), ("findings", Id(findings)), ("first", first));

    public string AuditIntact(DateTimeOffset at, long entries) =>
        wording.Say(
            nameof(AuditIntact),
            ("at", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
            ("entries", Id(entries))
        );

    public string CardReported(long count) => wording.Say(nameof(CardReported), ("count", Grouped(count)));

    public string CardBy(string name, string platform, string id, string? chat) =>
        chat is null
            ? wording.Say("CardByPrivate", ("name", name), ("platform", platform), ("id", id))
            : wording.Say(nameof(CardBy), ("name", name), ("platform", platform), ("id", id), ("chat", chat));

    public string CardRule(long id, string pattern) =>
        wording.Say(nameof(CardRule), ("id", Id(id)), ("pattern", pattern));

    public string CardBannedPicture(IEnumerable<long> ids) =>
        wording.Say(nameof(CardBannedPicture), ("ids", string.Join(", ", ids.Select(Id))));

    public string CardReports(string reasons) => wording.Say(nameof(CardReports), ("reasons", reasons));

    /// <summary>A decision with who made it; null for an action that is none.</summary>
    public string? CardDecided(string action, string name, DateTimeOffset at)
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
        return text is null ? null : wording.Say(text, ("name", name), ("time", Moment(at)));
    }

    /// <summary>What became of the message; null where there is nothing to say.</summary>
    public string? CardMessage(MessageOutcome outcome, string? reason) =>
        outcome switch
        {
            MessageOutcome.Deleted => wording["CardMessageDeleted"],
            MessageOutcome.Replaced => wording["CardMessageReplaced"],
            MessageOutcome.Kept => wording.Say("CardMessageKept", ("reason", PlainText.Shorten(reason ?? "", 120))),
            MessageOutcome.Pending => wording["CardMessagePending"],
            _ => null,
        };

    public string CardBanned(string name, DateTimeOffset? until) =>
        until is { } end
            ? wording.Say(nameof(CardBanned), ("name", name), ("until", Moment(end)))
            : wording.Say("CardBannedForGood", ("name", name));

    public string CardBanWaits(DateTimeOffset? until) =>
        until is { } end ? wording.Say(nameof(CardBanWaits), ("until", Moment(end))) : wording["CardBanWaitsForGood"];

    public string DecidedBefore(string name, DateTimeOffset at) =>
        wording.Say(nameof(DecidedBefore), ("name", PlainText.Shorten(name, 60)), ("time", Moment(at)));

    public string ModeratorBannedForNow(DateTimeOffset? until) =>
        wording.Say(nameof(ModeratorBannedForNow), ("until", until is { } end ? Moment(end) : ""));

    public string ModeratorLinked(LinkOutcome outcome) =>
        outcome switch
        {
            LinkOutcome.Linked linked => wording.Say(nameof(ModeratorLinked), ("name", linked.Name)),
            LinkOutcome.TooMany => wording["ModeratorTooMany"],
            _ => wording["ModeratorCodeUnknown"],
        };

    public string Appealed(AppealOutcome outcome) =>
        wording[
            outcome switch
            {
                AppealOutcome.Taken => "AppealTaken",
                AppealOutcome.AlreadyMade => "AppealTwice",
                _ => "AppealNothing",
            }
        ];

    public string AppealHow => Say();

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
