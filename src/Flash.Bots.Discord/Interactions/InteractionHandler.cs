using System.Data.Common;
using Flash.Bots.Conversations;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Takes one interaction from arrival to its answer, whichever way it came.</summary>
internal sealed class InteractionHandler(
    Conversation conversation, Suggestions suggestions, OwnGenerations generations, DiscordApi api, DiscordMessenger messenger, InteractionMemory memory, TimeProvider time,
    ILogger<InteractionHandler> logger)
{
    /// <summary>A decision that takes longer is deferred, a second before Discord gives the interaction up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        using var response = new FirstResponse(api, memory, interaction);
        if (InteractionTranslation.PersonOf(interaction) is not { } person || InteractionTranslation.ChatOf(interaction) is not { } chat || interaction.Data is not { } data)
        {
            return;
        }

        var received = new Received(interaction, data, person, chat, response, time.GetUtcNow());
        try
        {
            await ActAsync(received, cancellationToken);
        }
        catch (DbException exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.InteractionFailed(logger, exception, interaction.Id);
            await TellAsync(received, Texts.NoDatabase, cancellationToken);
        }
    }

    private async Task ActAsync(Received received, CancellationToken cancellationToken)
    {
        var (interaction, data) = (received.Interaction, received.Data);
        switch (interaction.Type)
        {
            case InteractionType.Autocomplete:
                await received.Response.TrySendAsync(InteractionResponse.Autocomplete(await suggestions.ForAsync(received.Person, data, cancellationToken)), cancellationToken);
                break;
            case InteractionType.ApplicationCommand:
                await CommandAsync(received, cancellationToken);
                break;
            case InteractionType.MessageComponent:
                await PressAsync(received, data.CustomId ?? "", cancellationToken);
                break;
            default:
                await received.Response.TrySendAsync(InteractionResponse.Ephemeral(DiscordTexts.NotUnderstood), cancellationToken);
                break;
        }
    }

    private Task CommandAsync(Received received, CancellationToken cancellationToken) => received.Data.Name switch
    {
        CommandNames.Imagine => SayAsync(received, ImagineText.Of(received.Data), isEphemeral: false, cancellationToken),
        CommandNames.Help => SayAsync(received, "/help", isEphemeral: true, cancellationToken),
        CommandNames.Animate => PressOwnAsync(received, ButtonVerb.Animate, DiscordTexts.NothingToAnimate, cancellationToken),
        CommandNames.Cancel => PressOwnAsync(received, ButtonVerb.Cancel, DiscordTexts.NothingToCancel, cancellationToken),
        CommandNames.AnimateMessage => PressOnMessageAsync(received, cancellationToken),
        _ => received.Response.TrySendAsync(InteractionResponse.Ephemeral(DiscordTexts.UnknownCommand), cancellationToken),
    };

    /// <summary>Hands a text to the conversation. Deferred first: nothing that follows is bound to take less than three seconds.</summary>
    private async Task SayAsync(Received received, string text, bool isEphemeral, CancellationToken cancellationToken)
    {
        await received.Response.TrySendAsync(isEphemeral ? InteractionResponse.DeferredEphemeral : InteractionResponse.Deferred, cancellationToken);
        var message = new IncomingMessage
        {
            IdempotencyKey = InteractionTranslation.KeyOf(received.Interaction),
            From = received.Person,
            Chat = received.Chat,
            Text = text,
            ReplyTo = InteractionTranslation.ReplyTo(received.Interaction, received.At, isEphemeral),
        };
        await conversation.HandleAsync(message, cancellationToken);
    }

    private async Task PressOwnAsync(Received received, ButtonVerb verb, string nothing, CancellationToken cancellationToken)
    {
        if (await generations.LatestAsync(received.Person, received.Chat, verb, cancellationToken) is not { } latest)
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(nothing), cancellationToken);
            return;
        }

        var picture = verb == ButtonVerb.Animate ? (int)(received.Data.Number(CommandNames.Picture) ?? 1) : (int?)null;
        await PressAsync(received, new ButtonAction(verb, latest, picture).ToCode(), cancellationToken);
    }

    /// <summary>The context menu of a message: the same as its first button to animate.</summary>
    private async Task PressOnMessageAsync(Received received, CancellationToken cancellationToken)
    {
        var code = (received.Data.Resolved?.Messages ?? new Dictionary<string, InteractionMessage>()).Values
            .SelectMany(message => message.Codes)
            .FirstOrDefault(code => ButtonAction.TryParse(code, out var action) && action.Verb == ButtonVerb.Animate);
        if (code is null)
        {
            await received.Response.TrySendAsync(InteractionResponse.Ephemeral(DiscordTexts.NoPicturesThere), cancellationToken);
            return;
        }

        await PressAsync(received, code, cancellationToken);
    }

    private async Task PressAsync(Received received, string code, CancellationToken cancellationToken)
    {
        var isNewMessage = ButtonAction.TryParse(code, out var action) && action.Verb is not ButtonVerb.Cancel;
        var isCommand = received.Interaction.Type == InteractionType.ApplicationCommand;
        var done = isNewMessage ? InteractionResponse.Deferred : isCommand ? null : InteractionResponse.DeferredUpdate;
        var press = new ButtonPress
        {
            IdempotencyKey = InteractionTranslation.KeyOf(received.Interaction),
            From = received.Person,
            Chat = received.Chat,
            Code = code,
            ReplyTo = InteractionTranslation.ReplyTo(received.Interaction, received.At, isEphemeral: false),
            Message = received.Interaction.Message is { } message
                ? new DiscordMessage(received.Interaction.ApplicationId, "", DateTimeOffset.MinValue, received.Interaction.ChannelId, message.Id)
                : null,
        };
        PressAnswer? answer = null;
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = DeferLateAsync(received.Response, done ?? InteractionResponse.DeferredEphemeral, decided.Token);
        try
        {
            await conversation.PressAsync(press, AcknowledgeAsync, cancellationToken);
        }
        finally
        {
            await decided.CancelAsync();
            await late;
        }

        if (answer is { } told && (received.Response.IsWaiting || (told.IsError && received.Response.Sent?.Type == InteractionResponseType.DeferredUpdate)))
        {
            // It was deferred before it was known that no picture would follow.
            await TellAsync(received, told.Text, cancellationToken);
        }

        Task AcknowledgeAsync(PressAnswer given, CancellationToken token)
        {
            answer = given;
            return received.Response.TrySendAsync(given.IsError || done is null ? InteractionResponse.Ephemeral(given.Text) : done, token);
        }
    }

    /// <summary>A sentence for the person alone, whether or not something was answered before.</summary>
    private async Task TellAsync(Received received, string text, CancellationToken cancellationToken)
    {
        if (!await received.Response.TrySendAsync(InteractionResponse.Ephemeral(text), cancellationToken))
        {
            var isEphemeral = received.Response.Sent == InteractionResponse.DeferredEphemeral;
            var reply = InteractionTranslation.ReplyTo(received.Interaction, received.At, isEphemeral);
            await messenger.PostAsync(reply, new OutgoingMessage { Text = text, IsPersonal = true }, cancellationToken);
        }
    }

    private async Task DeferLateAsync(FirstResponse response, InteractionResponse deferred, CancellationToken decided)
    {
        try
        {
            await Task.Delay(Patience, time, decided);
            await response.TrySendAsync(deferred, decided);
        }
        catch (OperationCanceledException)
        {
            // Decided in time.
        }
    }

    private sealed record Received(Interaction Interaction, InteractionData Data, Person Person, Chat Chat, FirstResponse Response, DateTimeOffset At);
}
