using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Menus;

/// <summary>
/// The buttons below a moderators' card. Only who is linked to a moderator is heard, wherever the press comes from. The
/// card itself follows the database, so a press changes it only to ask how long a ban should be.
/// </summary>
internal sealed class ModeratorPress(
    ModeratorIdentities identities,
    ModeratorChats chats,
    CaseReader cases,
    ModerationDesk desk,
    Decisions decisions
) : IMenuPress
{
    public string Prefix => CaseCard.Prefix;

    // Cards may be copied to wherever moderators are; who presses is what counts.
    public bool NeedsMenu => false;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        IReadOnlyList<string> parts,
        CancellationToken cancellationToken
    )
    {
        if (await identities.FindAsync(press.From, cancellationToken) is not { } moderator)
        {
            return PressOutcome.Refused(Texts.ModeratorsOnly);
        }

        if (
            parts.Count is < 2 or > 3
            || CaseCard.IdOf(parts[1]) is not { } id
            || await cases.ReadAsync(id, cancellationToken) is not { } facts
        )
        {
            return PressOutcome.Refused(Texts.UnknownButton);
        }

        return (parts[0], parts.Count == 3 ? parts[2] : null) switch
        {
            (CaseCard.Approve, null) => await AnswerAsync(
                id,
                Texts.ModeratorApproved,
                await decisions.ApproveAsync(id, moderator, cancellationToken),
                cancellationToken
            ),
            (CaseCard.Reject, null) => await AnswerAsync(
                id,
                Texts.ModeratorRejected,
                await decisions.RejectAsync(id, "", moderator, cancellationToken) is not null,
                cancellationToken
            ),
            (CaseCard.Remove, null) => await AnswerAsync(
                id,
                Texts.ModeratorRemoved,
                await decisions.RemoveAsync(id, Texts.AgainstTheRules, moderator, cancellationToken) is not null,
                cancellationToken
            ),
            (CaseCard.Dismiss, null) => await AnswerAsync(
                id,
                Texts.ModeratorDismissed,
                await decisions.DismissAsync(id, moderator, cancellationToken),
                cancellationToken
            ),
            (CaseCard.Ban, null) => PressOutcome.Done(Texts.BanButton) with
            {
                Shown = await InChatsLanguageAsync(press.Chat, CaseCard.WithBanLengths, facts, cancellationToken),
            },
            (CaseCard.Back, null) => PressOutcome.Done(Texts.BackButton) with
            {
                Shown = await InChatsLanguageAsync(press.Chat, CaseCard.Of, facts, cancellationToken),
            },
            (CaseCard.Ban, { } days) => await BanAsync(facts, days, moderator, cancellationToken),
            (CaseCard.Confirm, { } ban) => await ConfirmAsync(ban, moderator, cancellationToken),
            (CaseCard.Unban, null) => await desk.UnbanAsync(
                facts.Owner.Platform,
                facts.Owner.Id,
                moderator,
                cancellationToken
            )
                ? PressOutcome.Done(Texts.ModeratorUnbanned)
                : PressOutcome.Refused(Texts.ModeratorNotBanned),
            _ => PressOutcome.Refused(Texts.UnknownButton),
        };
    }

    /// <summary>Of two who press at once the second learns who was first.</summary>
    private async Task<PressOutcome> AnswerAsync(
        GenerationId id,
        string done,
        bool happened,
        CancellationToken cancellationToken
    )
    {
        if (happened)
        {
            return PressOutcome.Done(done);
        }

        return (await cases.ReadAsync(id, cancellationToken))?.Decisions is [.., var last]
            ? PressOutcome.Refused(Texts.DecidedBefore(last.By, last.At))
            : PressOutcome.Refused(Texts.NothingToDecide);
    }

    private async Task<PressOutcome> BanAsync(
        CaseFacts facts,
        string days,
        Moderator moderator,
        CancellationToken cancellationToken
    )
    {
        if (
            !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || !CaseCard.BanDays.Contains(length)
        )
        {
            return PressOutcome.Refused(Texts.UnknownButton);
        }

        var ban = await desk.BanAsync(
            facts.Owner.Platform,
            facts.Owner.Id,
            length == 0 ? null : TimeSpan.FromDays(length),
            Texts.AgainstTheRules,
            facts.Id,
            moderator,
            cancellationToken
        );
        return PressOutcome.Done(ban.WaitsForAnother ? Texts.ModeratorBannedForNow(ban.Until) : Texts.ModeratorBanned);
    }

    private async Task<PressOutcome> ConfirmAsync(
        string ban,
        Moderator moderator,
        CancellationToken cancellationToken
    ) =>
        long.TryParse(ban, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await desk.ConfirmBanAsync(id, moderator, cancellationToken) switch
            {
                BanConfirmation.Confirmed => PressOutcome.Done(Texts.ModeratorConfirmed),
                BanConfirmation.NeedsSomebodyElse or BanConfirmation.TooNew => PressOutcome.Refused(
                    Texts.ModeratorNotYou
                ),
                _ => PressOutcome.Refused(Texts.ModeratorNothingWaits),
            }
            : PressOutcome.Refused(Texts.UnknownButton);

    /// <summary>A card speaks the chat's language, whatever the one who presses it speaks.</summary>
    private async Task<OutgoingMessage> InChatsLanguageAsync(
        Chat chat,
        Func<CaseFacts, OutgoingMessage> card,
        CaseFacts facts,
        CancellationToken cancellationToken
    )
    {
        Wording.Speak(
            chats.All.FirstOrDefault(known => known.Platform == chat.Platform && known.Place == chat.Id) is { } here
                ? await chats.LanguageAsync(here, cancellationToken)
                : null
        );
        return card(facts);
    }
}
