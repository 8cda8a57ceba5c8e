using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Generations;

namespace Flash.Bots.Discord.Interactions;

/// <summary>The context menu's <c>Use as reference</c>: asks in a form what to draw, starting from the first picture of
/// any message.</summary>
internal sealed class ReferenceInteractions(Conversation conversation, InteractionMemory memory)
{
    /// <summary>The first word of the form's id; the id of the interaction that opened it follows.</summary>
    public const string Form = "reference";

    private const string PromptField = "prompt";

    public async Task AskAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var pictures = received.Data.Targets.SelectMany(message => message.Files);
        if (
            pictures.FirstOrDefault(file => GivenPictures.MistakeIn(file, received.Words) is null)
            is not { Url: { } url }
        )
        {
            await received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(received.Words.NoReferenceThere),
                cancellationToken
            );
            return;
        }

        // A form's id has no room for the picture's address: this process keeps it for as long as the form may be open.
        memory.Refers(received.Interaction.Id, url);
        var id = received.Interaction.Id.ToString(CultureInfo.InvariantCulture);
        await received.Response.TrySendAsync(
            InteractionResponse.Form($"{Form}/{id}", received.Words.ReferenceTitle, Prompt(received.Words)),
            cancellationToken
        );
    }

    public async Task SubmitAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var url = ulong.TryParse(
            FormInteractions.SubjectOf(received.Data),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? memory.ReferenceOf(id)
            : null;
        if (url is null || received.Data.Field(PromptField) is not { } prompt)
        {
            await received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(received.Words.ReferenceLost),
                cancellationToken
            );
            return;
        }

        await received.Response.TrySendAsync(InteractionResponse.Deferred, cancellationToken);
        await conversation.HandleAsync(
            received.Ask(ImagineParser.Parse(PlainText.CleanLines(prompt)), isEphemeral: false) with
            {
                Picture = new DiscordPicture(url),
            },
            cancellationToken
        );
    }

    private static ComponentPayload Prompt(DiscordTexts words) =>
        ComponentPayload.Labelled(
            words.EditLabel,
            new(ComponentPayload.TextInput)
            {
                CustomId = PromptField,
                Style = ComponentPayload.ParagraphStyle,
                MinLength = 1,
                MaxLength = ComponentPayload.MaxTextLength,
                Required = true,
            }
        );
}
