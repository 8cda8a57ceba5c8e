using Flash.Bots.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Supervision;

/// <summary>
/// Hears PostgreSQL's notifications for the whole process, on one connection and a thread of its own, and passes them
/// on. It waits synchronously: a cancelled asynchronous wait occasionally never returns (npgsql issue 5975).
/// </summary>
public sealed class DatabaseListener(
    IConfiguration configuration,
    NpgsqlDataSource dataSource,
    IEnumerable<DatabaseSignal> signals,
    BackgroundLoops loops,
    ILogger<DatabaseListener> logger
) : IHostedService
{
    private static readonly LoopOptions Options = new() { Name = "notifications" };

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Longer than the keep-alive, which is what finds a connection dead that no one closed.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly string _stopChannel = $"flash_stop_{Guid.NewGuid():N}";
    private readonly IReadOnlyList<DatabaseSignal> _signals = [.. signals];
    private Thread? _thread;
    private volatile bool _stopping;
    private volatile NpgsqlConnection? _connection;

    /// <summary>Whether notifications arrive. While they do not, polling goes on, slower.</summary>
    public bool IsConnected => _connection is not null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_signals.Count == 0)
        {
            return Task.CompletedTask;
        }

        _thread = new Thread(Run) { IsBackground = true, Name = "flash-listener" };
        _thread.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        if (_connection is not null)
        {
            // The only thing that ends a wait in good order is a notification.
            try
            {
                await Notifications.NotifyAsync(dataSource, _stopChannel, cancellationToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
            {
                // Without a database, or without time, there is no one to wait for; the thread is a background one and
                // holds nothing else.
                return;
            }

            await Task.Run(() => _thread?.Join(StopTimeout), CancellationToken.None);
        }
    }

    private void Run()
    {
        var settings = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Flash"))
        {
            Pooling = false,
            KeepAlive = 15,
            Multiplexing = false,
            ApplicationName = "flash listener",
        };
        var state = loops.Open(Options);
        var pause = FirstPause;
        while (!_stopping)
        {
            try
            {
                Listen(settings.ConnectionString, () =>
                {
                    state.Completed();
                    pause = FirstPause;
                });
            }
            catch (Exception) when (_stopping)
            {
                return;
            }
            catch (Exception fault)
                when (ExpectedFaults.Is(fault) || fault is ObjectDisposedException or InvalidOperationException)
            {
                // Npgsql says the last two of a connection that broke in the middle of something.
                _connection = null;
                state.Failed(ExpectedFaults.Describe(fault));
                Log.ListenerDisconnected(logger, ExpectedFaults.Describe(fault));
                Thread.Sleep(pause);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
            catch (Exception bug)
            {
                loops.Stop(Options.Name, bug);
                return;
            }
        }
    }

    private void Listen(string connectionString, Action alive)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        connection.Notification += (_, notification) => Pass(notification.Channel, notification.Payload);
        Notifications.Listen(connection, [.. _signals.Select(signal => signal.Channel), _stopChannel]);
        _connection = connection;
        Log.ListenerConnected(logger);

        // Whatever was notified while no one listened is found by looking once.
        foreach (var signal in _signals)
        {
            signal.Raise("");
        }

        alive();
        while (!_stopping)
        {
            connection.Wait(Probe);
            alive();
        }

        _connection = null;
    }

    private void Pass(string channel, string payload)
    {
        foreach (var signal in _signals)
        {
            if (signal.Channel == channel)
            {
                signal.Raise(payload);
            }
        }
    }
}
