using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Commands that were typed, and entries of a message's context menu.</summary>
internal sealed class CommandInteractions(
    Conversation conversation,
    ImagineInteractions imagines,
    PictureInteractions pictures,
    PressInteractions presses,
    EditInteractions edits,
    ReferenceInteractions references,
    ReportInteractions reports,
    HideInteractions hiding,
    OwnGenerations generations,
    ShownGenerations shown
)
{
    public Task HandleAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        received.Data.Name switch
        {
            CommandNames.Imagine => imagines.HandleAsync(received, cancellationToken),
            CommandNames.Animate => PressOwnAsync(
                received,
                ButtonVerb.Animate,
                received.Words.NothingToAnimate,
                cancellationToken
            ),
            CommandNames.Edit => PressOwnAsync(
                received,
                ButtonVerb.Edit,
                received.Words.NothingToEdit,
                cancellationToken
            ),
            CommandNames.Arena => pictures.ArenaAsync(received, cancellationToken),
            CommandNames.Tree => pictures.TreeAsync(received, cancellationToken),
            CommandNames.Describe => pictures.DescribeAsync(received, cancellationToken),
            CommandNames.Blend => pictures.BlendAsync(received, cancellationToken),
            CommandNames.AnimateMessage => PressOnMessageAsync(received, ButtonVerb.Animate, cancellationToken),
            CommandNames.VaryMessage => PressOnMessageAsync(received, ButtonVerb.Vary, cancellationToken),
            CommandNames.EnlargeMessage => PressOnMessageAsync(received, ButtonVerb.Enlarge, cancellationToken),
            CommandNames.EditMessage => PressOnMessageAsync(received, ButtonVerb.Edit, cancellationToken),
            CommandNames.DeleteMessage => PressOnMessageAsync(received, ButtonVerb.Delete, cancellationToken),
            CommandNames.HideMessage => hiding.HideAsync(received, cancellationToken),
            CommandNames.RecipeMessage => TellRecipeAsync(received, cancellationToken),
            CommandNames.ReferenceMessage => references.AskAsync(received, cancellationToken),
            CommandNames.ReportMessage => reports.AskAsync(received, cancellationToken),
            _ when TypedCommands.Read(received.Data) is { } command => AnswerAsync(
                received,
                command,
                cancellationToken
            ),
            _ => received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(received.Words.UnknownCommand),
                cancellationToken
            ),
        };

    /// <summary>Hands a command to the conversation that is answered to the person alone. Deferred first: nothing that
    /// follows is bound to take less than three seconds.</summary>
    private async Task AnswerAsync(ReceivedInteraction received, Command command, CancellationToken cancellationToken)
    {
        await received.Response.TrySendAsync(InteractionResponse.DeferredEphemeral, cancellationToken);
        await conversation.HandleAsync(received.Ask(command, isEphemeral: true), cancellationToken);
    }

    /// <summary>A command that means the person's latest generation in this channel.</summary>
    private async Task PressOwnAsync(
        ReceivedInteraction received,
        ButtonVerb verb,
        string nothing,
        CancellationToken cancellationToken
    )
    {
        if (await generations.LatestAsync(received.Person, received.Chat, cancellationToken) is not { } latest)
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(nothing), cancellationToken);
            return;
        }

        if (verb == ButtonVerb.Edit && received.Data.Text(CommandNames.Words) is { } words)
        {
            await edits.RewordAsync(received, latest, words, cancellationToken);
            return;
        }

        var picture = verb == ButtonVerb.Animate ? (int)(received.Data.Number(CommandNames.Picture) ?? 1) : (int?)null;
        await presses.PressAsync(received, new ButtonAction(verb, latest, picture).ToCode(), cancellationToken);
    }

    /// <summary>The context menu of a message: the same as its first button of the kind; where it has none any more,
    /// what the message shows says it.</summary>
    private async Task PressOnMessageAsync(
        ReceivedInteraction received,
        ButtonVerb verb,
        CancellationToken cancellationToken
    )
    {
        var code = received.Data.TargetCodes.FirstOrDefault(code =>
            ButtonAction.TryParse(code, out var action) && action.Verb == verb
        );
        if (code is null && await shown.FindAsync(received, cancellationToken) is { } generation)
        {
            var isOfOne = verb is ButtonVerb.Animate or ButtonVerb.Vary or ButtonVerb.Enlarge;
            code =
                isOfOne && !generation.Kind.MakesPictures()
                    ? null
                    : new ButtonAction(verb, generation.Id, isOfOne ? 1 : null).ToCode();
        }

        await (
            code is null
                ? received.Response.TrySendAsync(
                    InteractionResponse.Ephemeral(received.Words.NoPicturesThere),
                    cancellationToken
                )
                : presses.PressAsync(received, code, cancellationToken)
        );
    }

    private async Task TellRecipeAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var generation = await shown.FindAsync(received, cancellationToken);
        await received.Response.TrySendAsync(
            InteractionResponse.Ephemeral(
                generation is null ? received.Words.NoPicturesThere : RecipeText.Of(received.Texts, generation.Recipe)
            ),
            cancellationToken
        );
    }
}
