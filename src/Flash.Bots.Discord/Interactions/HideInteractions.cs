using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>
/// The context menu's <c>Hide</c>: blurs finished pictures until someone taps them, without uploading them again. Their
/// owner may, and who manages messages; only the latter show them again, since a moderator may have hidden them.
/// </summary>
internal sealed class HideInteractions(ShownGenerations shown, DiscordApi api, PersonalAnswers answers)
{
    public async Task HideAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        await received.Response.TrySendAsync(InteractionResponse.DeferredEphemeral, cancellationToken);
        await answers.TellAsync(received, await ChangeAsync(received, cancellationToken), cancellationToken);
    }

    private async Task<string> ChangeAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var message = received.Data.Targets.FirstOrDefault();
        var pictures = (message?.Attachments ?? []).OfType<InteractionAttachment>().ToList();
        if (
            message is null
            || pictures.Count == 0
            || received.Interaction.ChannelId is not { } channel
            || await shown.FindAsync(received, cancellationToken) is not { State: GenerationState.Delivered } generation
        )
        {
            return received.Words.NoPicturesThere;
        }

        var manages = InteractionTranslation.MayManageMessages(received.Interaction);
        if (!manages && generation.OwnerId != received.Person.Id)
        {
            return received.Words.HideNotYours;
        }

        var isHidden = pictures.TrueForAll(picture => picture.IsHidden);
        if (isHidden && !manages)
        {
            return received.Words.HiddenAlready;
        }

        try
        {
            await api.EditMessageAsync(
                channel,
                message.Id,
                new MessagePayload
                {
                    Attachments =
                    [
                        .. pictures.Select(picture => new AttachmentPayload(picture.Id ?? 0) { IsSpoiler = !isHidden }),
                    ],
                },
                [],
                cancellationToken
            );
            return isHidden ? received.Words.ShownAgain : received.Words.Hidden;
        }
        catch (DiscordApiException refused) when (!refused.IsTransient)
        {
            // Where only a person has the application, the bot itself does not see the channel.
            return received.Words.HideOutOfReach;
        }
    }
}
