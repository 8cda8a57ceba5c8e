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
internal sealed partial class ModeratorPress(
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
            return PressOutcome.Refused(press.Texts.ModeratorsOnly);
        }

        if (
            parts.Count is < 2 or > 3
            || CaseCard.IdOf(parts[1]) is not { } id
            || await cases.ReadAsync(id, cancellationToken) is not { } facts
        )
        {
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        return (parts[0], parts.Count == 3 ? parts[2] : null) switch
        {
            (CaseCard.Approve, null) => await AnswerAsync(
                press.Texts,
                id,
                press.Texts.ModeratorApproved,
                await decisions.ApproveAsync(id, moderator, cancellationToken),
                cancellationToken
            ),
            (CaseCard.Reject, null) => await AnswerAsync(
                press.Texts,
                id,
                press.Texts.ModeratorRejected,
                await decisions.RejectAsync(id, "", moderator, cancellationToken) is not null,
                cancellationToken
            ),
            (CaseCard.Remove, null) => await AnswerAsync(
                press.Texts,
                id,
                press.Texts.ModeratorRemoved,
                await decisions.RemoveAsync(id, press.Texts.AgainstTheRules, moderator, cancellationToken) is not null,
                cancellationToken
            ),
            (CaseCard.Dismiss, null) => await AnswerAsync(
                press.Texts,
                id,
                press.Texts.ModeratorDismissed,
                await decisions.DismissAsync(id, moderator, cancellationToken),
                cancellationToken
            ),
            (CaseCard.Ban, null) => await ShowAsync(
                press,
                press.Texts.BanButton,
                CaseCard.WithBanLengths,
                facts,
                cancellationToken
            ),
            (CaseCard.Why, null) => await ShowAsync(
                press,
                press.Texts.WhyButton,
                CaseCard.WithReasons,
                facts,
                cancellationToken
            ),
            (CaseCard.Picture, null) when facts.Pictures.Count > 1 => await ShowAsync(
                press,
                press.Texts.BanPictureButton,
                CaseCard.WithPictures,
                facts,
                cancellationToken
            ),
            (CaseCard.Back, null) => await ShowAsync(
                press,
                press.Texts.BackButton,
                CaseCard.Of,
                facts,
                cancellationToken
            ),
            (CaseCard.Why, { } number) => await ForReasonAsync(
                press.Texts,
                facts,
                number,
                moderator,
                cancellationToken
            ),
            (CaseCard.Picture, var number) => await BanPictureAsync(press, facts, number, moderator, cancellationToken),
            (CaseCard.Claim, null) => await desk.ClaimAsync(id, moderator, cancellationToken)
                ? PressOutcome.Done(press.Texts.ModeratorClaimed)
                : PressOutcome.Refused(press.Texts.ModeratorClaimedByAnother),
            (CaseCard.Undo, null) => await decisions.UndoAsync(id, moderator, cancellationToken) == Undone.Nothing
                ? PressOutcome.Refused(press.Texts.ModeratorNothingUndone)
                : PressOutcome.Done(press.Texts.ModeratorUndone),
            (CaseCard.Ban, { } days) => await BanAsync(press.Texts, facts, days, moderator, cancellationToken),
            (CaseCard.Confirm, { } ban) => await ConfirmAsync(press.Texts, ban, moderator, cancellationToken),
            (CaseCard.Unban, null) => await desk.UnbanAsync(
                facts.Owner.Platform,
                facts.Owner.Id,
                moderator,
                cancellationToken
            )
                ? PressOutcome.Done(press.Texts.ModeratorUnbanned)
                : PressOutcome.Refused(press.Texts.ModeratorNotBanned),
            _ => PressOutcome.Refused(press.Texts.UnknownButton),
        };
    }

    /// <summary>Of two who press at once the second learns who was first.</summary>
    private async Task<PressOutcome> AnswerAsync(
        Texts texts,
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
            ? PressOutcome.Refused(texts.DecidedBefore(last.By, last.At))
            : PressOutcome.Refused(texts.NothingToDecide);
    }

    /// <summary>The card asks something, for those who see it.</summary>
    private async Task<PressOutcome> ShowAsync(
        ButtonPress press,
        string said,
        Func<Texts, CaseFacts, OutgoingMessage> card,
        CaseFacts facts,
        CancellationToken cancellationToken
    ) =>
        PressOutcome.Done(said) with
        {
            Shown = await InChatsLanguageAsync(press.Chat, card, facts, cancellationToken),
        };

    /// <summary>What is held is rejected and what stands is removed, with words that the person reads.</summary>
    private async Task<PressOutcome> ForReasonAsync(
        Texts texts,
        CaseFacts facts,
        string number,
        Moderator moderator,
        CancellationToken cancellationToken
    )
    {
        if (
            !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen)
            || chosen >= texts.CannedReasons.Count
        )
        {
            return PressOutcome.Refused(texts.UnknownButton);
        }

        var reason = texts.CannedReasons[chosen];
        return facts.State == GenerationState.Held
            ? await AnswerAsync(
                texts,
                facts.Id,
                texts.ModeratorRejected,
                await decisions.RejectAsync(facts.Id, reason, moderator, cancellationToken) is not null,
                cancellationToken
            )
            : await AnswerAsync(
                texts,
                facts.Id,
                texts.ModeratorRemoved,
                await decisions.RemoveAsync(facts.Id, reason, moderator, cancellationToken) is not null,
                cancellationToken
            );
    }

    /// <summary>A card speaks the chat's language, whatever the one who presses it speaks.</summary>
    private async Task<OutgoingMessage> InChatsLanguageAsync(
        Chat chat,
        Func<Texts, CaseFacts, OutgoingMessage> card,
        CaseFacts facts,
        CancellationToken cancellationToken
    )
    {
        var here = chats.All.FirstOrDefault(known => known.Platform == chat.Platform && known.Place == chat.Id);
        return card(Texts.For(here is null ? null : await chats.LanguageAsync(here, cancellationToken)), facts);
    }
}
