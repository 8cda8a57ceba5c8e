using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Web.Playground;

/// <summary>
/// One PostgreSQL connection that hears about every changed message, for all browsers of this process. It only wakes:
/// what has changed is read from the table, so a lost notification costs time and never a message.
/// </summary>
internal sealed class PlaygroundListener(
    NpgsqlDataSource database,
    TimeProvider time,
    ILogger<PlaygroundListener> logger
) : BackgroundService
{
    public const string ChannelName = "flash_playground";

    /// <summary>How long silence may last before the connection is asked whether it still lives.</summary>
    private static readonly TimeSpan ProbeAfter = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => delay = FirstDelay, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
                when (fault is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
            {
                Log.ListenerLost(logger, fault, (int)delay.TotalMilliseconds);
            }

            await Task.Delay(delay, time, stoppingToken)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }
    }

    private async Task ListenAsync(Action onListening, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) =>
        {
            if (Guid.TryParse(notification.Payload, out var conversation))
            {
                Wake(conversation);
            }
        };
        await ExecuteAsync(connection, $"LISTEN {ChannelName}", cancellationToken);
        Log.ListenerBack(logger);
        onListening();
        WakeAll(); // something may have been said while nobody listened
        while (true)
        {
            if (!await connection.WaitAsync(ProbeAfter, cancellationToken))
            {
                await ExecuteAsync(connection, "SELECT 1", cancellationToken);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
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
