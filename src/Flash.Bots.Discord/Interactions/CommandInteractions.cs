using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Commands that were typed, and entries of a message's context menu.</summary>
internal sealed class CommandInteractions(
    Conversation conversation,
    PressInteractions presses,
    EditInteractions edits,
    ReferenceInteractions references,
    OwnGenerations generations
)
{
    public Task HandleAsync(ReceivedInteraction received, CancellationToken cancellationToken) =>
        received.Data.Name switch
        {
            CommandNames.Imagine => ImagineAsync(received, cancellationToken),
            CommandNames.Animate => PressOwnAsync(
                received,
                ButtonVerb.Animate,
                DiscordTexts.NothingToAnimate,
                cancellationToken
            ),
            CommandNames.Edit => PressOwnAsync(
                received,
                ButtonVerb.Edit,
                DiscordTexts.NothingToEdit,
                cancellationToken
            ),
            CommandNames.AnimateMessage => PressOnMessageAsync(received, ButtonVerb.Animate, cancellationToken),
            CommandNames.VaryMessage => PressOnMessageAsync(received, ButtonVerb.Vary, cancellationToken),
            CommandNames.EnlargeMessage => PressOnMessageAsync(received, ButtonVerb.Enlarge, cancellationToken),
            CommandNames.EditMessage => PressOnMessageAsync(received, ButtonVerb.Edit, cancellationToken),
            CommandNames.DeleteMessage => PressOnMessageAsync(received, ButtonVerb.Delete, cancellationToken),
            CommandNames.ReferenceMessage => references.AskAsync(received, cancellationToken),
            CommandNames.ReportMessage => ReportInteractions.AskAsync(received, cancellationToken),
            _ when TypedCommands.Read(received.Data) is { } command => AnswerAsync(
                received,
                command,
                cancellationToken
            ),
            _ => received.Response.TrySendAsync(
                InteractionResponse.Ephemeral(DiscordTexts.UnknownCommand),
                cancellationToken
            ),
        };

    private async Task ImagineAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        var file = received.Data.File(CommandNames.Image);
        if (file is not null && GivenPictures.MistakeIn(file) is { } mistake)
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(mistake), cancellationToken);
            return;
        }

        var command = TypedCommands.Imagine(received.Data);
        if (command is Command.Mistaken)
        {
            // For the person's eyes, and known before anything is deferred.
            await AnswerAsync(received, command, cancellationToken);
            return;
        }

        await received.Response.TrySendAsync(InteractionResponse.Deferred, cancellationToken);
        var message = received.Ask(command, isEphemeral: false);
        await conversation.HandleAsync(
            file?.Url is { } url ? message with { Picture = new DiscordPicture(url) } : message,
            cancellationToken
        );
    }

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

    /// <summary>The context menu of a message: the same as its first button of the kind.</summary>
    private async Task PressOnMessageAsync(
        ReceivedInteraction received,
        ButtonVerb verb,
        CancellationToken cancellationToken
    )
    {
        var code = received.Data.TargetCodes.FirstOrDefault(code =>
            ButtonAction.TryParse(code, out var action) && action.Verb == verb
        );
        await (
            code is null
                ? received.Response.TrySendAsync(
                    InteractionResponse.Ephemeral(DiscordTexts.NoPicturesThere),
                    cancellationToken
                )
                : presses.PressAsync(received, code, cancellationToken)
        );
    }
}
