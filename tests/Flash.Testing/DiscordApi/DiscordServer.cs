using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flash.Testing.DiscordApi;

/// <summary>
/// Speaks Discord's wire protocol on loopback: REST, gateway and signed HTTP interactions, as the public documentation
/// describes them. Strict where Discord is strict, and it writes down in <see cref="Violations"/> what Discord would
/// punish later.
/// </summary>
public sealed class DiscordServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private DiscordServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 << 20);
        app = builder.Build();
        app.UseWebSockets();
        State = new DiscordState();
        Limits = new RestLimiter(this);
        Gateway = new GatewayEndpoint(this);
        Http = new InteractionWebhook(this);
        RestRoutes.Map(app, this);
        app.MapGet("/attachments/{id}/{name}", (ulong id) =>
            State.FindFile(id) is { } file
                ? Microsoft.AspNetCore.Http.Results.Bytes(file.Bytes, file.ContentType)
                : Microsoft.AspNetCore.Http.Results.NotFound()
        );
        app.Map("/gateway", (Microsoft.AspNetCore.Http.HttpContext context) =>
            Gateway.AcceptAsync(context, isResumeAddress: false)
        );
        app.Map("/resume-here", (Microsoft.AspNetCore.Http.HttpContext context) =>
            Gateway.AcceptAsync(context, isResumeAddress: true)
        );
    }

    /// <summary>The bot token this server accepts.</summary>
    public string Token { get; } = $"MTA5Mzg0NzU2MTAyOTM4NDc1Ng.tests.{Guid.NewGuid():N}";

    public ulong ApplicationId { get; } = 1093847561029384756;

    /// <summary>How long an interaction waits for its first response. A machine that is busy with a build may need more
    /// than Discord's three seconds.</summary>
    public TimeSpan ResponseDeadline { get; set; } = TimeSpan.FromSeconds(3);

    public DiscordState State { get; }

    public RestLimiter Limits { get; }

    public GatewayEndpoint Gateway { get; }

    public InteractionWebhook Http { get; }

    /// <summary>Everything a client did that Discord forbids, in words; a well-behaved client leaves it
    /// empty.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Every REST request: method, path with ids, status.</summary>
    public ConcurrentQueue<RestCall> Calls { get; } = new();

    public Uri Address =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Uri ApiBaseUrl => new(Address, "/api/v10");

    public Uri GatewayUrl => new UriBuilder(Address) { Scheme = "ws", Path = "/gateway" }.Uri;

    public Uri ResumeUrl => new UriBuilder(Address) { Scheme = "ws", Path = "/resume-here" }.Uri;

    public static async Task<DiscordServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new DiscordServer();
        await server.app.StartAsync(cancellationToken);
        server.State.FilesAddress = server.Address;
        return server;
    }

    /// <summary>Sends an interaction the way the application receives them: to its endpoint when it has one, else over
    /// the gateway.</summary>
    public Task DeliverAsync(DiscordInteraction interaction, CancellationToken cancellationToken) =>
        Http.Endpoint is null
            ? Gateway.DispatchAsync("INTERACTION_CREATE", interaction.Payload, cancellationToken)
            : Http.DeliverAsync(interaction, cancellationToken);

    /// <summary>Waits until something is so; fails after three minutes, which a busy machine may need to start two
    /// processes.</summary>
    public static async Task<T> EventuallyAsync<T>(
        Func<T?> look,
        string expectation,
        CancellationToken cancellationToken
    )
        where T : class
    {
        for (var attempt = 0; attempt < 18_000; attempt++)
        {
            if (look() is { } found)
            {
                return found;
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new TimeoutException($"Three minutes passed and it did not happen: {expectation}.");
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.AbortAll();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}

/// <summary>One REST request as it was answered.</summary>
public sealed record RestCall(string Method, string Path, int Status)
{
    /// <summary>The route with its placeholders.</summary>
    public string Route { get; init; } = "";

    /// <summary>The JSON that was sent, <c>payload_json</c> of a multipart body included; null when there was
    /// none.</summary>
    public System.Text.Json.Nodes.JsonObject? Body { get; init; }
}
