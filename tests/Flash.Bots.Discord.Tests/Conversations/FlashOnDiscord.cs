using Flash.Bots.Supervision;
using Flash.Testing;
using Flash.Testing.DiscordApi;
using Flash.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>Ingress, worker, embedded model and a database of their own, speaking to a Discord server of their
/// own.</summary>
public abstract class FlashOnDiscord(DiscordIngress ingress) : IAsyncLifetime
{
    private readonly LogLines logs = new();
    private WebApplication app = null!;

    public DiscordServer Server { get; private set; } = null!;

    public PostgresDatabase Database { get; private set; } = null!;

    /// <summary>All that was logged so far, exceptions included.</summary>
    public string Logged => string.Join('\n', logs.Lines);

    /// <summary>What the process is configured with besides the usual. Asked once Discord is there.</summary>
    protected virtual IEnumerable<(string Name, string Value)> Settings() => [];

    /// <summary>A part of the process.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Uri Endpoint =>
        new(
            new Uri(
                app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            ),
            DiscordEndpointRouteBuilderExtensions.InteractionsPath
        );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await DiscordServer.StartAsync(Cancellation);
        Server.ResponseDeadline = TimeSpan.FromMinutes(2);
        Database = await PostgresDatabase.CreateAsync(Cancellation);
        await StartAsync();
    }

    /// <summary>
    /// Stops the process and starts another one on the same database and the same Discord, which allows one identify in
    /// five seconds. Returns when Discord has a session with the new process: what it sends before would go to the old
    /// one's, if that did not end properly.
    /// </summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        var before = Server.Gateway.Sessions;
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);
        await StartAsync();
        if (ingress == DiscordIngress.Gateway)
        {
            await DiscordServer.EventuallyAsync(
                () => Server.Gateway.Sessions.Except(before).FirstOrDefault(),
                "a session of the new process",
                Cancellation
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Server.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The actions in the audit log that belong to the channel, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(DiscordChannel channel)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "SELECT action FROM flash.audit_log WHERE chat_id = $1 ORDER BY id",
            connection
        )
        {
            Parameters = { new() { Value = channel.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) } },
        };
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        var actions = new List<string>();
        while (await rows.ReadAsync(Cancellation))
        {
            actions.Add(rows.GetString(0));
        }

        return actions;
    }

    /// <summary>Until it is disposed, the database takes no connections and has none.</summary>
    public async Task<IAsyncDisposable> WithoutDatabaseAsync()
    {
        var elsewhere = new NpgsqlConnectionStringBuilder(Database.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        }.ConnectionString;
        var name = new NpgsqlConnectionStringBuilder(Database.ConnectionString).Database;
        await ExecuteAsync(elsewhere, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync(
            elsewhere,
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        return new Reopened(() => ExecuteAsync(elsewhere, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true"));
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private sealed class Reopened(Func<Task> reopen) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await reopen();
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Flash"] = Database.ConnectionString,
                ["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash:Inference:Model"] = "flash-mini",
                ["Flash:Discord:Token"] = Server.Token,
                ["Flash:Discord:ApiBaseUrl"] = Server.ApiBaseUrl.ToString(),
                ["Flash:Discord:PublicKey"] = Server.Http.PublicKey,
                ["Flash:Discord:Ingress"] = ingress.ToString(),
            }
        );
        builder.Configuration.AddInMemoryCollection(
            Settings().Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))
        );
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlashBots().AddFlashWorker().AddFlashDiscordMessenger().AddFlashDiscordIngress();
        app = builder.Build();
        app.MapFlashDiscord();
        await app.StartAsync(Cancellation);
        Server.Http.Endpoint = ingress == DiscordIngress.Http ? Endpoint : null;
    }

    private async Task StopAsync()
    {
        // What ended a part of it, if something did: the tests see only that nothing came.
        var loops = app.Services.GetRequiredService<BackgroundLoops>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
        Assert.Null(loops.Bug);
    }
}

public sealed class FlashOverGateway() : FlashOnDiscord(DiscordIngress.Gateway);

public sealed class FlashOverHttp() : FlashOnDiscord(DiscordIngress.Http);
