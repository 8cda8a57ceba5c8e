using Flash.Bots.Conversations;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Presses on buttons, and commands that stand for one.</summary>
internal sealed class PressInteractions(
    Conversation conversation,
    EditInteractions edits,
    PersonalAnswers answers,
    InteractionMemory memory,
    TimeProvider time
)
{
    /// <summary>A decision that takes longer is deferred, a second before Discord gives the interaction up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="received">What came.</param>
    /// <param name="code">The button's code; not trusted.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    public async Task PressAsync(ReceivedInteraction received, string code, CancellationToken cancellationToken)
    {
        if (ButtonAction.TryParse(code, out var action) && action.Verb == ButtonVerb.Edit)
        {
            await edits.AskAsync(received, code, cancellationToken);
            return;
        }

        var leadsToMessage = action?.Verb.LeadsToMessage() is true;
        var isCommand = received.Interaction.Type == InteractionType.ApplicationCommand;
        await DecideAsync(
            received,
            code,
            leadsToMessage ? InteractionResponse.Deferred
                : isCommand ? null
                : InteractionResponse.DeferredUpdate,
            cancellationToken
        );
    }

    /// <param name="received">What came.</param>
    /// <param name="code">The button's code.</param>
    /// <param name="done">The response when the press does something; null says so in words.</param>
    /// <param name="cancellationToken">Stops at the next call.</param>
    private async Task DecideAsync(
        ReceivedInteraction received,
        string code,
        InteractionResponse? done,
        CancellationToken cancellationToken
    )
    {
        PressAnswer? answer = null;
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = DeferLateAsync(received, done ?? InteractionResponse.DeferredEphemeral, decided.Token);
        try
        {
            await conversation.PressAsync(received.Press(code), AcknowledgeAsync, cancellationToken);
        }
        finally
        {
            await decided.CancelAsync();
            await late;
        }

        if (
            answer is { } told
            && (
                received.Response.IsWaiting
                || (told.IsError && received.Response.Sent?.Type == InteractionResponseType.DeferredUpdate)
            )
        )
        {
            // It was deferred before it was known that no picture would follow.
            await answers.TellAsync(received, told.Text, cancellationToken);
        }

        Task AcknowledgeAsync(PressAnswer given, CancellationToken token)
        {
            answer = given;
            return RespondAsync(
                received,
                given.IsError || done is null ? InteractionResponse.Ephemeral(given.Text) : done,
                token
            );
        }
    }

    /// <summary>Sends the first response, if none was sent.</summary>
    private async Task RespondAsync(
        ReceivedInteraction received,
        InteractionResponse response,
        CancellationToken cancellationToken
    )
    {
        if (
            await received.Response.TrySendAsync(response, cancellationToken)
            && response.Type == InteractionResponseType.DeferredUpdate
            && received.Interaction.Message is { } message
        )
        {
            // For fifteen minutes this token reaches the message with the button, also where the bot itself may not.
            // After any other response it would reach that: a refusal, which only one person sees.
            memory.Reaches(message.Id, received.ReplyTo(isEphemeral: false));
        }
    }

    private async Task DeferLateAsync(
        ReceivedInteraction received,
        InteractionResponse deferred,
        CancellationToken decided
    )
    {
        try
        {
            await Task.Delay(Patience, time, decided);
            await RespondAsync(received, deferred, decided);
        }
        catch (OperationCanceledException)
        {
            // Decided in time.
        }
    }
}
