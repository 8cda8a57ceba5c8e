using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Flash.Testing;
using Flash.Testing.BotApi;
using Flash.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Telegram's ingress, the worker, the embedded model and a database of their own, speaking to a Bot API
/// server of their own.</summary>
public sealed class TelegramHost : IAsyncLifetime
{
    private static long nextPerson = 50_000;

    private readonly RecordedLog log = new();
    private readonly List<WebApplication> others = [];
    private readonly HttpClient http = new();
    private Uri otherWebhookUrl = null!;
    private PostgresDatabase database = null!;
    private WebApplication host = null!;

    public BotApiServer Server { get; private set; } = null!;

    /// <summary>All that was logged so far, exceptions included.</summary>
    public string LoggedText => log.Text;

    public IReadOnlyList<int> LoggedEvents => log.Events;

    /// <summary>The secret of the webhook, for tests that use one.</summary>
    public const string WebhookSecret = "a-secret_123";

    public async ValueTask InitializeAsync() => await StartAsync(withWorker: true, token: null);

    public async Task StartAsync(bool withWorker, string? token, bool withWebhook = false)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Server = await BotApiServer.StartAsync(cancellationToken);
        database = await PostgresDatabase.CreateAsync(cancellationToken);
        host = await RunAsync(withWorker, token ?? Server.Token, withWebhook);
    }

    /// <summary>Another process on the same database and the same Bot API server, after <see
    /// cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync(bool withWebhook) =>
        host = await RunAsync(withWorker: false, Server.Token, withWebhook);

    /// <summary>What every process started from here on is configured with besides the usual.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Whether inline results name pictures at this process's own address.</summary>
    public bool SharesPictures { get; init; }

    /// <summary>A worker in a process of its own: it shares nothing with the ingress but the database.</summary>
    public async Task StartWorkerElsewhereAsync() =>
        others.Add(await RunAsync(withWorker: true, Server.Token, withWebhook: false, withIngress: false));

    /// <summary>Another ingress process, behind the same webhook.</summary>
    public async Task StartIngressBesideAsync()
    {
        var mine = WebhookUrl;
        others.Add(await RunAsync(withWorker: false, Server.Token, withWebhook: true));
        otherWebhookUrl = WebhookUrl;
        WebhookUrl = mine;
    }

    /// <summary>Brings an update to one of the two ingress processes, as Telegram would through a load
    /// balancer.</summary>
    public async Task BringAsync(JsonObject update, bool toOther)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, toOther ? otherWebhookUrl : WebhookUrl)
            {
                Content = new StringContent(update.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", WebhookSecret);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The update was never taken.");
    }

    /// <summary>A part of the process.</summary>
    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await host.StopAsync(limit.Token);
        await host.DisposeAsync();
    }

    /// <summary>Where this process takes deliveries, when it has a webhook.</summary>
    public Uri WebhookUrl { get; private set; } = null!;

    /// <summary>Where Telegram fetches pictures, when they are shared.</summary>
    public Uri PicturesUrl { get; private set; } = null!;

    private async Task<WebApplication> RunAsync(
        bool withWorker,
        string token,
        bool withWebhook,
        bool withIngress = true
    )
    {
        var port = FreePort();
        if (withIngress)
        {
            WebhookUrl = new Uri($"http://127.0.0.1:{port}/telegram/updates");
            PicturesUrl = new Uri($"http://127.0.0.1:{port}/");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Flash"] = database.ConnectionString,
                ["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash:Inference:Model"] = "flash-mini",
                ["Flash:Telegram:Token"] = token,
                // Tests count the frames of GIFs; what becomes of films is the worker's and the messenger's own test.
                ["Flash:Worker:Mp4"] = "false",
                ["Flash:Telegram:ApiBaseUrl"] = Server.Address.ToString(),
                ["Flash:Telegram:Webhook:Url"] = withWebhook ? WebhookUrl.ToString() : "",
                ["Flash:Telegram:Webhook:SecretToken"] = withWebhook ? WebhookSecret : "",
                ["Flash:Telegram:Inline:PublicUrl"] = SharesPictures ? PicturesUrl.ToString() : "",
            }
        );
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddFlashBots();
        if (withWorker)
        {
            builder.Services.AddFlashWorker();
            if (Settings.ContainsKey("Flash:Audit:Folder"))
            {
                builder.Services.AddFlashAuditSealer();
            }
        }

        if (withIngress)
        {
            builder.Services.AddFlashTelegramIngress();
        }
        else
        {
            builder.Services.AddFlashTelegramMessenger();
        }

        var app = builder.Build();
        if (withIngress)
        {
            app.MapFlashTelegramWebhook();
            app.MapFlashTelegramPictures();
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var other in others)
        {
            await other.StopAsync(CancellationToken.None);
            await other.DisposeAsync();
        }

        http.Dispose();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>A private chat with someone new.</summary>
    public BotChat NewPrivateChat() => Server.PrivateChat(NewPerson());

    public static BotUser NewPerson()
    {
        var id = Interlocked.Increment(ref nextPerson);
        return new BotUser(id, "Person" + id);
    }

    /// <summary>The actions in the audit log that belong to the chat, oldest first.</summary>
    public Task<IReadOnlyList<string>> AuditAsync(BotChat chat) =>
        AuditAsync(chat.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<IReadOnlyList<string>> AuditAsync(string chatId)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT action FROM flash.audit_log WHERE chat_id = @chat ORDER BY id",
            connection
        );
        command.Parameters.AddWithValue("chat", chatId);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> actions = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            actions.Add(reader.GetString(0));
        }

        return actions;
    }

    /// <summary>After the server ended them: those of this test are in its pool still.</summary>
    public void ForgetConnections() => NpgsqlConnection.ClearPool(new NpgsqlConnection(database.ConnectionString));

    /// <summary>Waits for the audit log to say it: the chat shows a result a moment before the database does.</summary>
    public Task UntilAuditAsync(BotChat chat, string action) =>
        UntilAuditAsync(chat.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), action);

    /// <summary>The same for a message that came through inline mode.</summary>
    public Task UntilAuditAsync(BotInlineMessage message, string action) =>
        UntilAuditAsync("inline:" + message.Id, action);

    private async Task UntilAuditAsync(string chatId, string action)
    {
        for (var look = 0; look < 600 && !(await AuditAsync(chatId)).Contains(action); look++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains(action, await AuditAsync(chatId));
    }

    /// <summary>Holds everything that needs these tables until it is disposed.</summary>
    public async Task<IAsyncDisposable> HoldDatabaseAsync(string tables)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>The database breaks every connection and takes no new one, until this is disposed: a restart.</summary>
    public async Task<IAsyncDisposable> WithoutDatabaseAsync()
    {
        var own = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var elsewhere = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
        await ExecuteAsync(elsewhere, $"ALTER DATABASE {own.Database} ALLOW_CONNECTIONS false");
        await ExecuteAsync(
            elsewhere,
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{own.Database}'"
        );
        return new Reopened(() => ExecuteAsync(elsewhere, $"ALTER DATABASE {own.Database} ALLOW_CONNECTIONS true"));
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Reopened(Func<Task> reopen) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await reopen();
    }

    /// <summary>Changes something in the database behind everyone's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One number out of the database.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class RecordedLog : ILoggerProvider
    {
        private readonly ConcurrentQueue<(int Id, string Line)> lines = new();

        public string Text => string.Join('\n', lines.Select(line => line.Line));

        public IReadOnlyList<int> Events => [.. lines.Select(line => line.Id)];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

        public void Dispose() { }

        private sealed class Logger(string category, ConcurrentQueue<(int Id, string Line)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.Enqueue((eventId.Id, $"{logLevel} {category} {formatter(state, exception)} {exception}"));
        }
    }
}
