using System.Globalization;
using Flash.Testing;
using Flash.Testing.DiscordApi;
using Npgsql;

namespace Flash.Host.Tests.Discord;

/// <summary>The gateway and a worker as processes of their own, on one database and one Discord.</summary>
internal sealed class FlashProcesses(DiscordServer server, PostgresDatabase database) : IAsyncDisposable
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public DiscordServer Server => server;

    public FlashProcess Gateway { get; private set; } = null!;

    public FlashProcess Worker { get; private set; } = null!;

    public static async Task<FlashProcesses> StartAsync()
    {
        var server = await DiscordServer.StartAsync(CancellationToken);
        server.ResponseDeadline = TimeSpan.FromMinutes(2);
        server.Gateway.MaxConcurrency = 16;
        var both = new FlashProcesses(server, await PostgresDatabase.CreateAsync(CancellationToken));
        try
        {
            // Beside each other: starting is most of what these tests take.
            await Task.WhenAll(both.StartGatewayAsync(), both.StartWorkerAsync());
            return both;
        }
        catch
        {
            await both.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when Discord has a session of this very process: that of a killed one may still look
    /// connected.</summary>
    public async Task StartGatewayAsync()
    {
        var earlier = server.Gateway.Sessions.Select(session => session.Id).ToHashSet();
        Gateway = Start("discord");
        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Sessions.FirstOrDefault(session => !earlier.Contains(session.Id)),
            "a session on the gateway",
            CancellationToken
        );
    }

    public async Task StartWorkerAsync()
    {
        Worker = Start("worker");
        await Worker.WaitForAsync("Serving", CancellationToken);
    }

    /// <summary>SIGKILL: nothing in it gets to say goodbye.</summary>
    public static async Task KillAsync(FlashProcess process)
    {
        process.Signal("KILL");
        await process.ExitAsync(CancellationToken);
    }

    /// <summary>What the audit log says of a channel, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(DiscordChannel channel)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(CancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT action FROM flash.audit_log WHERE chat_id = $1 ORDER BY id",
            connection
        )
        {
            Parameters = { new() { Value = channel.Id.ToString(CultureInfo.InvariantCulture) } },
        };
        await using var rows = await command.ExecuteReaderAsync(CancellationToken);
        var actions = new List<string>();
        while (await rows.ReadAsync(CancellationToken))
        {
            actions.Add(rows.GetString(0));
        }

        return actions;
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Worker.DisposeAsync();
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    private FlashProcess Start(string role) =>
        FlashProcess.Start(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__Flash"] = database.ConnectionString,
                ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash__Worker__Lease"] = "00:00:05",
                ["Flash__Discord__Token"] = server.Token,
                ["Flash__Discord__ApiBaseUrl"] = server.ApiBaseUrl.ToString(),
            },
            "serve",
            "--roles",
            role
        );
}
