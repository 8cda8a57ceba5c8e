using System.Threading.Channels;

namespace Flash.Bots.Web.Playground;

/// <summary>
/// Hears about every changed message, for all browsers of this process. It only wakes: what has changed is read from
/// the table, so a lost notification costs time and never a message.
/// </summary>
internal sealed class PlaygroundListener
{
    public const string ChannelName = "flash_playground";

    private readonly Lock gate = new();

    private readonly Dictionary<Guid, List<Channel<bool>>> listeners = [];

    /// <summary>Wakes the returned reader whenever the conversation may have changed; several changes may wake it
    /// once.</summary>
    public Subscription Subscribe(Guid conversation)
    {
        var channel = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        lock (gate)
        {
            if (!listeners.TryGetValue(conversation, out var channels))
            {
                listeners[conversation] = channels = [];
            }

            channels.Add(channel);
        }

        return new Subscription(channel.Reader, () => Unsubscribe(conversation, channel));
    }

    /// <summary>What the database notified: a conversation's id, or nothing when something may have been said while
    /// no one listened.</summary>
    public void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var conversation))
        {
            Wake(conversation);
        }
        else
        {
            WakeAll();
        }
    }

    private void Wake(Guid conversation)
    {
        lock (gate)
        {
            if (listeners.TryGetValue(conversation, out var channels))
            {
                channels.ForEach(channel => channel.Writer.TryWrite(true));
            }
        }
    }

    private void WakeAll()
    {
        lock (gate)
        {
            foreach (var channel in listeners.Values.SelectMany(channels => channels))
            {
                channel.Writer.TryWrite(true);
            }
        }
    }

    private void Unsubscribe(Guid conversation, Channel<bool> channel)
    {
        lock (gate)
        {
            if (
                listeners.TryGetValue(conversation, out var channels)
                && channels.Remove(channel)
                && channels.Count == 0
            )
            {
                listeners.Remove(conversation);
            }
        }
    }

    /// <summary>One browser's interest in a conversation.</summary>
    internal sealed class Subscription(ChannelReader<bool> wakes, Action unsubscribe) : IDisposable
    {
        public ChannelReader<bool> Wakes { get; } = wakes;

        public void Dispose() => unsubscribe();
    }
}
