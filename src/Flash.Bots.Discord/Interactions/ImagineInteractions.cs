using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary><c>/imagine</c>: with a prompt it draws, without one it opens a form with what most people want.</summary>
internal sealed class ImagineInteractions(Conversation conversation)
{
    /// <summary>The first word of the form's id.</summary>
    public const string Form = "imagine";

    public Task HandleAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        received.Data.Text(CommandNames.Prompt) is null
            ? received.Response.TrySendAsync(
                InteractionResponse.Form(
                    Form,
                    received.Texts["DiscordAboutImagine"],
                    Prompt(received.Words),
                    FormFields.Style(received.Texts),
                    FormFields.Shape(received.Texts),
                    FormFields.Count(received.Texts),
                    FormFields.Picture(received.Texts)
                ),
                cancellationToken
            )
            : DrawAsync(
                received,
                TypedCommands.Imagine(received.Data),
                received.Data.File(CommandNames.Image),
                cancellationToken
            );

    /// <summary>The form came back.</summary>
    public Task SubmitAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        DrawAsync(
            received,
            ImagineParser.Parse(
                PlainText.CleanLines(received.Data.Field(CommandNames.Prompt) ?? ""),
                new ChosenOptions
                {
                    Style = received.Data.Field(FormFields.StyleField),
                    Shape = received.Data.Field(FormFields.ShapeField),
                    Count = long.TryParse(
                        received.Data.Field(FormFields.CountField),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var count
                    )
                        ? count
                        : null,
                }
            ),
            received.Data.Uploaded(FormFields.PictureField),
            cancellationToken
        );

    private async Task DrawAsync(
        ReceivedInteraction received,
        Command command,
        InteractionAttachment? file,
        CancellationToken cancellationToken
    )
    {
        if (file is not null && GivenPictures.MistakeIn(file, received.Words) is { } mistake)
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(mistake), cancellationToken);
            return;
        }

        // A mistake is for the person's eyes, and known before anything is deferred.
        var isMistaken = command is Command.Mistaken;
        await received.Response.TrySendAsync(
            isMistaken ? InteractionResponse.DeferredEphemeral : InteractionResponse.Deferred,
            cancellationToken
        );
        var message = received.Ask(command, isEphemeral: isMistaken);
        await conversation.HandleAsync(
            file?.Url is { } url && !isMistaken ? message with { Picture = new DiscordPicture(url) } : message,
            cancellationToken
        );
    }

    private static ComponentPayload Prompt(DiscordTexts words) =>
        ComponentPayload.Labelled(
            words.EditLabel,
            new(ComponentPayload.TextInput)
            {
                CustomId = CommandNames.Prompt,
                Style = ComponentPayload.ParagraphStyle,
                MinLength = 1,
                MaxLength = ComponentPayload.MaxTextLength,
                Required = true,
            }
        );
}
