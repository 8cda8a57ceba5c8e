using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;

namespace Flash.Bots.Discord.Interactions;

/// <summary>The one first response that an interaction can have, due within three seconds. A second caller learns
/// that it was sent.</summary>
internal sealed class FirstResponse(DiscordApi api, InteractionMemory memory, Interaction interaction) : IDisposable
{
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>What was sent; null as long as nothing was.</summary>
    public InteractionResponse? Sent { get; private set; }

    /// <summary>Whether a message waits to be filled: "Flash is thinking…".</summary>
    public bool IsWaiting =>
        Sent?.Type == InteractionResponseType.DeferredMessage && !memory.IsFilled(interaction.Token);

    /// <summary>Sends; false when another response was sent before. Returns only when Discord has it, so that what
    /// follows finds it there.</summary>
    public async Task<bool> TrySendAsync(InteractionResponse response, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            if (Sent is not null)
            {
                return false;
            }

            Sent = response;
            await api.RespondAsync(interaction.Id, interaction.Token, response, cancellationToken);
            if (response.Type != InteractionResponseType.DeferredMessage)
            {
                // There is nothing to fill: the original response is this sentence, or the message with the button.
                memory.Filled(interaction.Token);
            }

            return true;
        }
        finally
        {
            sending.Release();
        }
    }

    public void Dispose() => sending.Dispose();
}
