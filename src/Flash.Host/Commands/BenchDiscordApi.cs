using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Flash.Host.Commands;

/// <summary>
/// The least that the Discord part needs of Discord, on a loopback port: a gateway that brings interactions, and a REST
/// API that says yes to everything, at once. What is measured over it is Flash and the network stack between, not
/// Discord.
/// </summary>
internal sealed class BenchDiscordApi : IAsyncDisposable
{
    /// <summary>Of the right shape; no bot has it.</summary>
    public const string Token = "bench.bench.bench";

    private const string Application = "1093847561029384756";

    private readonly WebApplication _app;
    private readonly Channel<JsonObject> _events = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentDictionary<
        string,
        (TaskCompletionSource<long> Acknowledged, TaskCompletionSource<long> Shown)
    > _awaited = new();
    private int _sequence;

    private BenchDiscordApi(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public static async Task<BenchDiscordApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new BenchDiscordApi(app);
        app.UseWebSockets();
        app.Map("/gateway", api.GatewayAsync);
        app.MapGet("/api/applications/@me", () => new JsonObject { ["id"] = Application });
        app.MapGet("/api/applications/{id}/commands", () => new JsonArray());
        app.MapPut("/api/applications/{id}/commands", () => new JsonArray());
        app.MapGet("/api/gateway/bot", api.DescribeGateway);
        app.MapPost("/api/interactions/{id}/{token}/callback", api.Acknowledge);
        app.MapPatch("/api/webhooks/{application}/{token}/messages/{message}", api.Show);
        app.MapPost("/api/webhooks/{application}/{token}", api.Show);
        await app.StartAsync(cancellationToken);
        api.Address = app.Urls.Single() + "/api";
        return api;
    }

    /// <summary>
    /// Brings <c>/imagine</c> from someone in a channel of theirs. The tasks complete with the moments (<see
    /// cref="TimeProvider.GetTimestamp"/>) at which the acknowledgement and then the message arrive.
    /// </summary>
    public (Task<long> Acknowledged, Task<long> Shown) Bring(int number)
    {
        var (id, token) = ((2_000_000_000 + number).ToString(CultureInfo.InvariantCulture), $"interaction{number}");
        var awaited = (
            new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously),
            new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        _awaited[token] = awaited;
        _events.Writer.TryWrite(
            Dispatch(
                "INTERACTION_CREATE",
                new JsonObject
                {
                    ["id"] = id,
                    ["application_id"] = Application,
                    ["type"] = 2,
                    ["token"] = token,
                    ["version"] = 1,
                    ["context"] = 0,
                    ["channel_id"] = id,
                    ["locale"] = "en-US",
                    ["channel"] = new JsonObject
                    {
                        ["id"] = id,
                        ["name"] = "bench",
                        ["type"] = 0,
                    },
                    ["member"] = new JsonObject
                    {
                        ["user"] = new JsonObject { ["id"] = id, ["username"] = "bench" },
                        ["permissions"] = "0",
                    },
                    ["data"] = new JsonObject
                    {
                        ["id"] = "1",
                        ["name"] = "imagine",
                        ["type"] = 1,
                        ["options"] = new JsonArray(
                            Option("prompt", 3, "a red boat"),
                            Option("count", 4, 1),
                            Option("steps", 4, 1)
                        ),
                    },
                }
            )
        );
        return (awaited.Item1.Task, awaited.Item2.Task);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static JsonObject Option(string name, int type, JsonNode value) =>
        new()
        {
            ["name"] = name,
            ["type"] = type,
            ["value"] = value,
        };

    private JsonObject Dispatch(string type, JsonObject data) =>
        new()
        {
            ["op"] = 0,
            ["t"] = type,
            ["s"] = Interlocked.Increment(ref _sequence),
            ["d"] = data,
        };

    private JsonObject DescribeGateway() =>
        new()
        {
            ["url"] = $"ws{_app.Urls.Single().AsSpan(4)}/gateway",
            ["shards"] = 1,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = 1000,
                ["remaining"] = 1000,
                ["reset_after"] = 0,
                ["max_concurrency"] = 1,
            },
        };

    private IResult Acknowledge(string token)
    {
        if (_awaited.TryGetValue(token, out var waiting))
        {
            waiting.Acknowledged.TrySetResult(TimeProvider.System.GetTimestamp());
        }

        return Results.NoContent();
    }

    private IResult Show(string token)
    {
        if (_awaited.TryGetValue(token, out var waiting))
        {
            waiting.Shown.TrySetResult(TimeProvider.System.GetTimestamp());
        }

        return Results.Json(new JsonObject { ["id"] = "1", ["channel_id"] = "1" });
    }

    private async Task GatewayAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await SendAsync(
            socket,
            new JsonObject
            {
                ["op"] = 10,
                ["d"] = new JsonObject { ["heartbeat_interval"] = 41_250 },
            },
            context.RequestAborted
        );
        var sending = Task.CompletedTask;
        try
        {
            await foreach (var op in OpsAsync(socket, context.RequestAborted))
            {
                if (op == 2)
                {
                    var ready = new JsonObject
                    {
                        ["session_id"] = "bench",
                        ["resume_gateway_url"] = (string)DescribeGateway()["url"]!,
                    };
                    _events.Writer.TryWrite(Dispatch("READY", ready));
                    sending = SendEventsAsync(socket, context.RequestAborted);
                }
                else if (op == 1)
                {
                    _events.Writer.TryWrite(new JsonObject { ["op"] = 11 });
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The measurement is over.
        }

        _events.Writer.TryComplete();
        await sending;
    }

    private static async IAsyncEnumerable<int> OpsAsync(
        WebSocket socket,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[4096];
        while (
            await socket.ReceiveAsync(buffer, cancellationToken)
                is { MessageType: WebSocketMessageType.Text, Count: var count }
        )
        {
            yield return (int)JsonNode.Parse(buffer.AsSpan(0, count))!["op"]!;
        }
    }

    private async Task SendEventsAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var next in _events.Reader.ReadAllAsync(cancellationToken))
            {
                await SendAsync(socket, next, cancellationToken);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static Task SendAsync(WebSocket socket, JsonObject payload, CancellationToken cancellationToken) =>
        socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(payload),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancellationToken
        );
}
