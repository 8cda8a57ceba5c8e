using System.Buffers.Text;
using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A case as a message: what it is about, what was decided, and the buttons for
/// what can be decided now.</summary>
public static partial class CaseCard
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
    public const string Claim = "claim";
    public const string Why = "why";
    public const string Picture = "picture";
    public const string Undo = "undo";

    private const int MaxPrompt = 250;
    private const int MaxName = 60;
    private const int MaxRule = 80;
    private const int MaxFound = 40;
    private const int MaxNegative = 80;
    private const int MaxReasons = 200;
    private const int MaxNotes = 150;
    private const int MostDecisions = 4;

    // What fits below a picture is 1,024 characters on Telegram.
    private const int MaxWords = 1_000;

    /// <summary>How long a ban can be from a card, in days; 0 is for good.</summary>
    public static IReadOnlyList<int> BanDays { get; } = [1, 7, 30, 0];

    /// <summary>Words and buttons; the pictures are the caller's.</summary>
    public static OutgoingMessage Of(Texts texts, CaseFacts facts) =>
        new()
        {
            Text = Words(texts, facts),
            Buttons = Buttons(texts, facts),
            EvenWhenOld = true,
        };

    /// <summary>The same while someone chooses how long a ban should be.</summary>
    public static OutgoingMessage WithBanLengths(Texts texts, CaseFacts facts) =>
        Asking(
            texts,
            facts,
            [
                BanDays.Select(days => new Button(
                    days switch
                    {
                        1 => texts.BanDayButton,
                        7 => texts.BanWeekButton,
                        30 => texts.BanMonthButton,
                        _ => texts.BanForGoodButton,
                    },
                    Code(Ban, facts.Id, days.ToString(CultureInfo.InvariantCulture))
                )),
            ]
        );

    /// <summary>The same while someone chooses why it is rejected or removed; the person reads it.</summary>
    public static OutgoingMessage WithReasons(Texts texts, CaseFacts facts) =>
        Asking(
            texts,
            facts,
            texts
                .CannedReasons.Select(
                    (reason, i) => new Button(reason, Code(Why, facts.Id, i.ToString(CultureInfo.InvariantCulture)))
                )
                .Chunk(2)
        );

    /// <summary>The same while someone chooses which of several pictures is banned.</summary>
    public static OutgoingMessage WithPictures(Texts texts, CaseFacts facts) =>
        Asking(
            texts,
            facts,
            facts
                .Pictures.Select(index => index.ToString(CultureInfo.InvariantCulture))
                .Select(number => new Button(number, Code(Picture, facts.Id, number)))
                .Chunk(4)
        );

    private static OutgoingMessage Asking(Texts texts, CaseFacts facts, IEnumerable<IEnumerable<Button>> choices) =>
        new()
        {
            Text = Words(texts, facts),
            Buttons =
            [
                .. choices.Select(row => (IReadOnlyList<Button>)[.. row]),
                [new Button(texts.BackButton, Code(Back, facts.Id))],
            ],
            EvenWhenOld = true,
        };

    /// <summary>The generation that a button's code names; null for what no card wrote.</summary>
    public static GenerationId? IdOf(string part) =>
        part.Length == 22 && Base64Url.IsValid(part)
            ? new GenerationId(new Guid(Base64Url.DecodeFromChars(part)))
            : null;

    /// <summary>All that fits: what matters least goes first.</summary>
    private static string Words(Texts texts, CaseFacts facts)
    {
        var lines = Lines(texts, facts).Where(line => !string.IsNullOrEmpty(line.Text)).ToList();
        while (lines.Sum(line => line.Text!.Length + 1) > MaxWords && lines.Max(line => line.Rank) is > 0 and var least)
        {
            lines.RemoveAt(lines.FindLastIndex(line => line.Rank == least));
        }

        return string.Join('\n', lines.Select(line => line.Text));
    }

    // Rank 0 always stays.
    private static IEnumerable<(string? Text, int Rank)> Lines(Texts texts, CaseFacts facts)
    {
        yield return (
            facts.State == GenerationState.Held ? texts.CardHeld
            : facts.OpenReports > 0 ? texts.CardReported(facts.OpenReports)
            : texts.CardClosed,
            0
        );
        yield return (facts.Prompt is "" ? texts.CardWordsGone : $"“{PlainText.Shorten(facts.Prompt, MaxPrompt)}”", 0);
        yield return (
            facts.NegativePrompt is "" ? null : texts.CardWithout(PlainText.Shorten(facts.NegativePrompt, MaxNegative)),
            4
        );
        yield return (facts.Style is { } style ? texts.CardStyle(style) : null, 6);
        yield return (facts.Given is null ? null : texts.CardGiven, 3);
        yield return (
            texts.CardBy(
                PlainText.Shorten(facts.Owner.Name is "" ? "?" : facts.Owner.Name, MaxName),
                StoredName.Of(facts.Owner.Platform),
                facts.Owner.Id,
                facts.ChatTitle is { } title ? PlainText.Shorten(title, MaxName) : null
            ),
            0
        );
        yield return (texts.CardRecord(facts.Record), 5);
        foreach (var rule in facts.Rules.Take(2))
        {
            var words = rule.Category is { } about ? StoredName.Of(about) : rule.Pattern;
            yield return (
                texts.CardRule(
                    rule.Id,
                    PlainText.Shorten(rule.Note is null or "" ? words : $"{words} ({rule.Note})", MaxRule)
                ),
                1
            );
        }

        yield return (
            facts.Found is { } found && !found.Equals(facts.Prompt, StringComparison.Ordinal)
                ? texts.CardFound(PlainText.Shorten(found, MaxFound))
                : null,
            2
        );
        yield return (facts.BannedPictures.Count > 0 ? texts.CardBannedPicture(facts.BannedPictures.Take(5)) : null, 1);
        yield return (
            facts.Flagged switch
            {
                null => null,
                "" => texts.CardFlagged,
                var seen => $"{texts.CardFlagged}: {PlainText.Shorten(seen, MaxRule)}",
            },
            1
        );
        yield return (
            facts.ReportReasons is "" ? null : texts.CardReports(PlainText.Shorten(facts.ReportReasons, MaxReasons)),
            1
        );
        yield return (facts.Notes is "" ? null : $"📝 {PlainText.Shorten(facts.Notes, MaxNotes)}", 2);
        yield return (
            facts is { IsOpen: true, ClaimedBy: { } looking }
                ? texts.CardClaimed(PlainText.Shorten(looking, MaxName))
                : null,
            1
        );
        foreach (var (action, by, at) in facts.Decisions.TakeLast(MostDecisions))
        {
            yield return (texts.CardDecided(action, PlainText.Shorten(by, MaxName), at), 0);
        }

        yield return (
            facts.State switch
            {
                GenerationState.Cancelled => texts.CardCalledOff,
                GenerationState.Delivered when !facts.IsTakenDown => texts.CardDelivered,
                _ => null,
            },
            1
        );
        yield return (facts.Message is { } message ? texts.CardMessage(message.Outcome, message.Reason) : null, 0);
        if (facts.Ban is { } ban)
        {
            yield return (texts.CardBanned(PlainText.Shorten(ban.By, MaxName), ban.Until), 0);
            yield return (ban.Wanted.Waits ? texts.CardBanWaits(ban.Wanted.Until) : null, 0);
        }

        yield return (facts.Id.ToString(), 0);
    }
}
