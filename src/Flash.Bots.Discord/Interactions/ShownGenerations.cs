using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>What the message shows that a context menu was opened on: by its buttons, and where it has none, by the
/// message itself.</summary>
internal sealed class ShownGenerations(AskedGenerations generations)
{
    /// <summary>Null when it shows nothing of ours in this channel.</summary>
    public async Task<AskedGeneration?> FindAsync(ReceivedInteraction received, CancellationToken cancellationToken)
    {
        foreach (var code in received.Data.TargetCodes)
        {
            if (
                ButtonAction.TryParse(code, out var action)
                && await generations.FindAsync(action.Generation, cancellationToken) is { } named
            )
            {
                return IsHere(named, received) ? named : null;
            }
        }

        return
            received.Data.TargetId is { } message
            && await generations.FindByNumberAsync(
                received.Chat,
                message.ToString(CultureInfo.InvariantCulture),
                cancellationToken
            )
                is { } shown
            ? shown
            : null;
    }

    private static bool IsHere(AskedGeneration generation, ReceivedInteraction received) =>
        generation.Platform == received.Chat.Platform && generation.ChatId == received.Chat.Id;
}
