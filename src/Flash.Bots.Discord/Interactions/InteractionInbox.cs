using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Where every way in puts what it received: the gateway, the HTTP endpoint, Discord.Net.</summary>
internal sealed class InteractionInbox(ILogger<InteractionInbox> logger)
{
    /// <summary>More than anybody can answer within the three seconds that an interaction waits.</summary>
    private const int Capacity = 2_000;

    private readonly Channel<Interaction> waiting = Channel.CreateBounded<Interaction>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public IAsyncEnumerable<Interaction> ReadAllAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes an interaction over. False for what is none, and when there is no room; Discord then tells the person that it failed.</summary>
    public bool TryPut(JsonElement json)
    {
        if (Interaction.Read(json, out var mistake) is { } interaction)
        {
            return TryPut(interaction);
        }

        Log.InteractionNotUnderstood(logger, mistake ?? "it is null");
        return false;
    }

    public bool TryPut(Interaction interaction)
    {
        var isTaken = waiting.Writer.TryWrite(interaction);
        if (!isTaken)
        {
            Log.InteractionNotUnderstood(logger, "more interactions are waiting than can be answered");
        }

        return isTaken;
    }
}
