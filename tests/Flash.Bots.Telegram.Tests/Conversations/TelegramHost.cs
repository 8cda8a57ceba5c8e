using System.Collections.Concurrent;
using Flash.Bots.Replies;
using Flash.Testing;
using Flash.Testing.BotApi;
using Flash.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Telegram's ingress, the worker, the embedded model and a database of their own, speaking to a Bot API server of their own.</summary>
public sealed class TelegramHost : IAsyncLifetime
{
    private static long nextPerson = 50_000;

    private readonly RecordedLog log = new();
    private PostgresDatabase database = null!;
    private IHost host = null!;

    public BotApiServer Server { get; private set; } = null!;

    /// <summary>All that was logged so far, exceptions included.</summary>
    public string LoggedText => log.Text;

    public IReadOnlyList<int> LoggedEvents => log.Events;

    public IServiceProvider Services => host.Services;

    public async ValueTask InitializeAsync() => await StartAsync(withWorker: true, token: null);

    public async Task StartAsync(bool withWorker, string? token)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Server = await BotApiServer.StartAsync(cancellationToken);
        database = await PostgresDatabase.CreateAsync(cancellationToken);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Flash"] = database.ConnectionString,
            ["Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
            ["Inference:Model"] = "flash-mini",
            ["Telegram:Token"] = token ?? Server.Token,
            ["Telegram:ApiBaseUrl"] = Server.Address.ToString(),
        });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddFlashBots();
        if (withWorker)
        {
            builder.Services.AddFlashWorker();
        }

        builder.Services.AddFlashTelegramIngress();
        host = builder.Build();
        await host.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10)))
        {
            await host.StopAsync(limit.Token);
        }

        host.Dispose();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A private chat with somebody new.</summary>
    public BotChat NewPrivateChat() => Server.PrivateChat(NewPerson());

    public static BotUser NewPerson()
    {
        var id = Interlocked.Increment(ref nextPerson);
        return new BotUser(id, "Person" + id);
    }

    /// <summary>The actions in the audit log that belong to the chat, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(BotChat chat)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT action FROM flash.audit_log WHERE chat_id = @chat ORDER BY id", connection);
        command.Parameters.AddWithValue("chat", chat.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> actions = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            actions.Add(reader.GetString(0));
        }

        return actions;
    }

    /// <summary>One number out of the database.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private sealed class RecordedLog : ILoggerProvider
    {
        private readonly ConcurrentQueue<(int Id, string Line)> lines = new();

        public string Text => string.Join('\n', lines.Select(line => line.Line));

        public IReadOnlyList<int> Events => [.. lines.Select(line => line.Id)];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(int Id, string Line)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue((eventId.Id, $"{logLevel} {category} {formatter(state, exception)} {exception}"));
        }
    }
}
