using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Discord.Api;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Other words for pictures that are there: asked for in a form (a modal) that holds the present
/// ones.</summary>
internal sealed class EditInteractions(Conversation conversation)
{
    private const string WordsField = "words";

    /// <summary>A form has to be the first response: nothing may be deferred before it.</summary>
    /// <param name="received">A press on the button, or the command.</param>
    /// <param name="code">The button's code; the form carries it on.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    public async Task AskAsync(ReceivedInteraction received, string code, CancellationToken cancellationToken)
    {
        var (words, answer) = await conversation.BeginEditAsync(received.Press(code), cancellationToken);
        await received.Response.TrySendAsync(
            words is null
                ? InteractionResponse.Ephemeral(answer.Text)
                : InteractionResponse.Form(
                    code,
                    received.Words.EditTitle,
                    Field(received.Words, words),
                    FormFields.Style(received.Texts),
                    FormFields.Shape(received.Texts),
                    FormFields.Area(received.Texts)
                ),
            cancellationToken
        );
    }

    /// <summary>The form came back.</summary>
    public async Task SubmitAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var words = received.Data.Field(WordsField);
        if (
            words is null
            || !ButtonAction.TryParse(received.Data.CustomId, out var action)
            || action is not { Verb: ButtonVerb.Edit, PictureIndex: null }
        )
        {
            await received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(received.Words.NotUnderstood),
                cancellationToken
            );
            return;
        }

        // "left: a tree" is how a part is named in words.
        if (Enum.TryParse<PictureArea>(received.Data.Field(FormFields.AreaField), out var area) && Enum.IsDefined(area))
        {
            var part = words.Replace(':', ',');
            await RewordAsync(received, action.Generation, $"{area}: {part}", cancellationToken);
            return;
        }

        var chosen =
            (received.Data.Field(FormFields.StyleField) is { } style ? $" --style {style}" : "")
            + (received.Data.Field(FormFields.ShapeField) is { } shape ? $" --ar {shape}" : "");
        await RewordAsync(received, action.Generation, words + chosen, cancellationToken);
    }

    /// <summary>Draws the generation with other words, in a new message.</summary>
    public async Task RewordAsync(
        ReceivedInteraction received,
        GenerationId generation,
        string words,
        CancellationToken cancellationToken
    )
    {
        await received.Response.TrySendAsync(InteractionResponse.Deferred, cancellationToken);
        await conversation.RewordAsync(received.Say(words), generation, cancellationToken);
    }

    private static ComponentPayload Field(DiscordTexts texts, string words) =>
        ComponentPayload.Labelled(
            texts.EditLabel,
            new(ComponentPayload.TextInput)
            {
                CustomId = WordsField,
                Style = ComponentPayload.ParagraphStyle,
                Value = words,
                MinLength = 1,
                MaxLength = ComponentPayload.MaxTextLength,
                Required = true,
            }
        );
}
