using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Menus;

/// <summary>Banning pictures and people.</summary>
internal sealed partial class ModeratorPress
{
    private async Task<PressOutcome> BanPictureAsync(
        ButtonPress press,
        CaseFacts facts,
        string? number,
        Moderator moderator,
        CancellationToken cancellationToken
    )
    {
        var index = 0;
        if (
            number is null
                ? facts.Pictures.Count != 1
                : !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        )
        {
            return PressOutcome.Refused(press.Texts.UnknownButton);
        }

        var isBanned = await desk.BanPictureAsync(
            facts.Id,
            number is null ? facts.Pictures[0] : index,
            PictureAction.Hold,
            moderator,
            cancellationToken
        );
        return (
            isBanned
                ? PressOutcome.Done(press.Texts.ModeratorPictureBanned)
                : PressOutcome.Refused(press.Texts.ModeratorPictureNotBanned)
        ) with
        {
            Shown = number is null
                ? null
                : await InChatsLanguageAsync(press.Chat, CaseCard.Of, facts, cancellationToken),
        };
    }

    private async Task<PressOutcome> BanAsync(
        Texts texts,
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
            return PressOutcome.Refused(texts.UnknownButton);
        }

        var ban = await desk.BanAsync(
            facts.Owner.Platform,
            facts.Owner.Id,
            length == 0 ? null : TimeSpan.FromDays(length),
            texts.AgainstTheRules,
            facts.Id,
            moderator,
            cancellationToken
        );
        return PressOutcome.Done(ban.WaitsForAnother ? texts.ModeratorBannedForNow(ban.Until) : texts.ModeratorBanned);
    }

    private async Task<PressOutcome> ConfirmAsync(
        Texts texts,
        string ban,
        Moderator moderator,
        CancellationToken cancellationToken
    ) =>
        long.TryParse(ban, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await desk.ConfirmBanAsync(id, moderator, cancellationToken) switch
            {
                BanConfirmation.Confirmed => PressOutcome.Done(texts.ModeratorConfirmed),
                BanConfirmation.NeedsSomebodyElse or BanConfirmation.TooNew => PressOutcome.Refused(
                    texts.ModeratorNotYou
                ),
                _ => PressOutcome.Refused(texts.ModeratorNothingWaits),
            }
            : PressOutcome.Refused(texts.UnknownButton);
}
