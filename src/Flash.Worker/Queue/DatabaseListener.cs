using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>
/// Hears PostgreSQL's notifications on a connection and a thread of its own and passes them on. It waits synchronously:
/// a cancelled asynchronous wait occasionally never returns (npgsql issue 5975).
/// </summary>
internal sealed class DatabaseListener(
    IConfiguration configuration,
    NpgsqlDataSource dataSource,
    IEnumerable<DatabaseSignal> signals,
    ILogger<DatabaseListener> logger
) : IHostedService
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

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
                await using var command = dataSource.CreateCommand($"NOTIFY {_stopChannel}");
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (NpgsqlException)
            {
                // Without a database there is nobody to wait for; the thread is a background one and holds nothing
                // else.
                return;
            }

            await Task.Run(() => _thread?.Join(StopTimeout), cancellationToken);
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
        while (!_stopping)
        {
            try
            {
                Listen(settings.ConnectionString);
            }
            catch (Exception fault)
                when (fault
                        is NpgsqlException
                            or IOException
                            or TimeoutException
                            or ObjectDisposedException
                            or InvalidOperationException
                )
            {
                _connection = null;
                if (!_stopping)
                {
                    Log.ListenerDisconnected(logger, fault);
                    Thread.Sleep(ReconnectDelay);
                }
            }
        }
    }

    private void Listen(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        connection.Notification += (_, notification) => Pass(notification.Channel, notification.Payload);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = string.Join(
                ';',
                _signals
                    .Select(signal => signal.Channel)
                    .Append(_stopChannel)
                    .Distinct()
                    .Select(channel => $"LISTEN {channel}")
            );
            command.ExecuteNonQuery();
        }

        _connection = connection;
        Log.ListenerConnected(logger);

        // Whatever was notified while nobody listened is found by looking once.
        foreach (var signal in _signals)
        {
            signal.Raise("");
        }

        while (!_stopping)
        {
            connection.Wait();
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
