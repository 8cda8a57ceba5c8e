using System.Buffers.Text;
using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A case as a message, in the language of the call: what it is about, what was decided, and the buttons for
/// what can be decided now.</summary>
public static class CaseCard
{
    /// <summary>What the codes of a card's buttons begin with.</summary>
    public const string Prefix = "mod";

    public const string Approve = "approve";
    public const string Reject = "reject";
    public const string Remove = "remove";
    public const string Dismiss = "dismiss";
    public const string Ban = "ban";
    public const string Unban = "unban";
    public const string Confirm = "confirm";
    public const string Back = "back";

    // Together with what is decided they fit below a picture: 1,024 characters on Telegram.
    private const int MaxPrompt = 250;
    private const int MaxName = 60;
    private const int MaxRule = 80;
    private const int MaxReasons = 200;
    private const int MostDecisions = 4;

    /// <summary>How long a ban can be from a card, in days; 0 is for good.</summary>
    public static IReadOnlyList<int> BanDays { get; } = [1, 7, 30, 0];

    /// <summary>Words and buttons; the pictures are the caller's.</summary>
    public static OutgoingMessage Of(CaseFacts facts) =>
        new()
        {
            Text = Words(facts),
            Buttons = Buttons(facts),
            EvenWhenOld = true,
        };

    /// <summary>The same while someone chooses how long a ban should be.</summary>
    public static OutgoingMessage WithBanLengths(CaseFacts facts) =>
        new()
        {
            Text = Words(facts),
            Buttons =
            [
                [
                    .. BanDays.Select(days => new Button(
                        days switch
                        {
                            1 => Texts.BanDayButton,
                            7 => Texts.BanWeekButton,
                            30 => Texts.BanMonthButton,
                            _ => Texts.BanForGoodButton,
                        },
                        Code(Ban, facts.Id, days.ToString(CultureInfo.InvariantCulture))
                    )),
                ],
                [new Button(Texts.BackButton, Code(Back, facts.Id))],
            ],
            EvenWhenOld = true,
        };

    /// <summary>The generation that a button's code names; null for what no card wrote.</summary>
    public static GenerationId? IdOf(string part) =>
        part.Length == 22 && Base64Url.IsValid(part)
            ? new GenerationId(new Guid(Base64Url.DecodeFromChars(part)))
            : null;

    private static string Words(CaseFacts facts) =>
        string.Join('\n', Lines(facts).Where(line => !string.IsNullOrEmpty(line)));

    private static IEnumerable<string?> Lines(CaseFacts facts)
    {
        yield return facts.State == GenerationState.Held ? Texts.CardHeld
        : facts.OpenReports > 0 ? Texts.CardReported(facts.OpenReports)
        : Texts.CardClosed;
        yield return facts.Prompt is "" ? Texts.CardWordsGone : $"“{PlainText.Shorten(facts.Prompt, MaxPrompt)}”";
        yield return Texts.CardBy(
            PlainText.Shorten(facts.Owner.Name is "" ? "?" : facts.Owner.Name, MaxName),
            StoredName.Of(facts.Owner.Platform),
            facts.Owner.Id,
            facts.ChatTitle is { } title ? PlainText.Shorten(title, MaxName) : null
        );
        foreach (var (id, pattern, note) in facts.Rules.Take(2))
        {
            yield return Texts.CardRule(id, PlainText.Shorten(note is null ? pattern : $"{pattern} ({note})", MaxRule));
        }

        yield return facts.BannedPictures.Count > 0 ? Texts.CardBannedPicture(facts.BannedPictures.Take(5)) : null;
        yield return facts.Flagged switch
        {
            null => null,
            "" => Texts.CardFlagged,
            var seen => $"{Texts.CardFlagged}: {PlainText.Shorten(seen, MaxRule)}",
        };
        yield return facts.ReportReasons is ""
            ? null
            : Texts.CardReports(PlainText.Shorten(facts.ReportReasons, MaxReasons));
        foreach (var (action, by, at) in facts.Decisions.TakeLast(MostDecisions))
        {
            yield return Texts.CardDecided(action, PlainText.Shorten(by, MaxName), at);
        }

        yield return facts.State switch
        {
            GenerationState.Cancelled => Texts.CardCalledOff,
            GenerationState.Delivered when !facts.IsTakenDown => Texts.CardDelivered,
            _ => null,
        };
        yield return facts.Message is { } message ? Texts.CardMessage(message.Outcome, message.Reason) : null;
        if (facts.Ban is { } ban)
        {
            yield return Texts.CardBanned(PlainText.Shorten(ban.By, MaxName), ban.Until);
            yield return ban.Wanted.Waits ? Texts.CardBanWaits(ban.Wanted.Until) : null;
        }

        yield return facts.Id.ToString();
    }

    private static IReadOnlyList<IReadOnlyList<Button>> Buttons(CaseFacts facts)
    {
        IReadOnlyList<Button> decide = facts switch
        {
            { State: GenerationState.Held } =>
            [
                new(Texts.ApproveButton, Code(Approve, facts.Id)),
                new(Texts.RejectButton, Code(Reject, facts.Id)),
            ],
            { State: GenerationState.Delivered, IsTakenDown: false, OpenReports: > 0 } =>
            [
                new(Texts.DismissButton, Code(Dismiss, facts.Id)),
                new(Texts.RemoveButton, Code(Remove, facts.Id)),
            ],
            { State: GenerationState.Delivered, IsTakenDown: false } =>
            [
                new(Texts.RemoveButton, Code(Remove, facts.Id)),
            ],
            { OpenReports: > 0 } => [new(Texts.DismissButton, Code(Dismiss, facts.Id))],
            _ => [],
        };
        IReadOnlyList<Button> person = facts.Ban switch
        {
            null => [new(Texts.BanButton, Code(Ban, facts.Id))],
            { Wanted.Waits: true, Id: var ban } =>
            [
                new(Texts.ConfirmButton, Code(Confirm, facts.Id, ban.ToString(CultureInfo.InvariantCulture))),
                new(Texts.UnbanButton, Code(Unban, facts.Id)),
            ],
            _ => [new(Texts.UnbanButton, Code(Unban, facts.Id))],
        };
        return decide.Count == 0 ? [person] : [decide, person];
    }

    private static string Code(string verb, GenerationId id, string? more = null) =>
        $"{Prefix}:{verb}:{Base64Url.EncodeToString(id.Value.ToByteArray())}{(more is null ? "" : ":" + more)}";
}
