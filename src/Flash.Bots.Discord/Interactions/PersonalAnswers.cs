using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Sentences for one pair of eyes.</summary>
internal sealed class PersonalAnswers(DiscordMessenger messenger)
{
    /// <summary>Says it to the person alone, whether or not something was answered before.</summary>
    public async Task TellAsync(ReceivedInteraction received, string text, CancellationToken cancellationToken)
    {
        if (!await received.Response.TrySendAsync(InteractionResponse.Ephemeral(text), cancellationToken))
        {
            var isEphemeral = received.Response.Sent == InteractionResponse.DeferredEphemeral;
            await messenger.PostAsync(
                received.ReplyTo(isEphemeral),
                new OutgoingMessage { Text = text, IsPersonal = true },
                cancellationToken
            );
        }
    }
}
