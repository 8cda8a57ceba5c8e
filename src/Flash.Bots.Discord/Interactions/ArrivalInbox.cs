using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Where every way in puts what it received: the gateway, the HTTP endpoint, Discord.Net.</summary>
internal sealed class ArrivalInbox(ILogger<ArrivalInbox> logger)
{
    /// <summary>More than anyone can answer within the three seconds that an interaction waits.</summary>
    private const int Capacity = 2_000;

    private readonly Channel<Arrival> waiting = Channel.CreateBounded<Arrival>(
        new BoundedChannelOptions(Capacity) { SingleReader = true }
    );

    public IAsyncEnumerable<Arrival> ReadAllAsync(CancellationToken cancellationToken) =>
        waiting.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes an event of the gateway over; those that are none of Flash's business are passed by.</summary>
    public void Put(string type, JsonElement data)
    {
        if (type == "INTERACTION_CREATE")
        {
            TryPutInteraction(data);
        }
        else if (type == "MESSAGE_CREATE")
        {
            TryPutMessage(data);
        }
    }

    /// <summary>Takes an interaction over. False for what is none, and when there is no room; Discord then tells the
    /// person that it failed.</summary>
    public bool TryPutInteraction(JsonElement json) =>
        Interaction.Read(json, out var mistake) is { } interaction
            ? TryPut(new Arrival.Acted(interaction))
            : Refuse(mistake ?? "it is null");

    /// <summary>False when there is no room.</summary>
    public bool TryPut(Arrival arrival) =>
        waiting.Writer.TryWrite(arrival) || Refuse("more are waiting than can be answered");

    private void TryPutMessage(JsonElement json)
    {
        if (DirectMessage.Read(json, out var mistake) is { } message)
        {
            TryPut(new Arrival.Said(message));
        }
        else if (mistake is not null)
        {
            Refuse(mistake);
        }
    }

    private bool Refuse(string reason)
    {
        Log.ArrivalNotUnderstood(logger, reason);
        return false;
    }
}
