using System.Data.Common;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Takes one interaction from arrival to its answer, whichever way it came.</summary>
internal sealed class InteractionHandler(
    CommandInteractions commands,
    PressInteractions presses,
    FormInteractions forms,
    Suggestions suggestions,
    PersonalAnswers answers,
    AllowedChannels channels,
    DiscordApi api,
    InteractionMemory memory,
    TimeProvider time,
    ILogger<InteractionHandler> logger
)
{
    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        using var response = new FirstResponse(api, memory, interaction);
        if (
            InteractionTranslation.PersonOf(interaction) is not { } person
            || InteractionTranslation.ChatOf(interaction) is not { } chat
            || interaction.Data is not { } data
        )
        {
            return;
        }

        var received = new ReceivedInteraction(interaction, data, person, chat, response, time.GetUtcNow());
        try
        {
            await (
                await channels.RefusalAsync(received, cancellationToken) is { } refusal
                    ? response.TrySendAsync(InteractionResponse.Ephemeral(refusal), cancellationToken)
                    : ActAsync(received, cancellationToken)
            );
        }
        catch (DbException exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.InteractionFailed(logger, exception, interaction.Id);
            await answers.TellAsync(received, received.Texts.NoDatabase, cancellationToken);
        }
    }

    private Task ActAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        received.Interaction.Type switch
        {
            InteractionType.Autocomplete => SuggestAsync(received, cancellationToken),
            InteractionType.ApplicationCommand => commands.HandleAsync(received, cancellationToken),
            InteractionType.MessageComponent => presses.PressAsync(
                received,
                received.Data.CustomId ?? "",
                cancellationToken
            ),
            InteractionType.ModalSubmit => forms.SubmitAsync(received, cancellationToken),
            _ => received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(received.Words.NotUnderstood),
                cancellationToken
            ),
        };

    private async Task SuggestAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        await received.Response.TrySendAsync(
            InteractionResponse.Autocomplete(
                await suggestions.ForAsync(received.Person, received.Data, cancellationToken)
            ),
            cancellationToken
        );
}
