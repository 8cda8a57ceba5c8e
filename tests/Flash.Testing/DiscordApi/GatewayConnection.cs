using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>One WebSocket connection: checks every payload as the documentation says and closes with the documented
/// codes.</summary>
internal sealed class GatewayConnection : IAsyncDisposable
{
    private const int PrivilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);
    private readonly DiscordServer server;
    private readonly WebSocket socket;
    private readonly bool isResumeAddress;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly MemoryStream compressed = new();
    private readonly ZLibStream? compressor;
    private readonly Queue<DateTimeOffset> received = new();
    private GatewaySession? session;
    private bool isDisposed;

    public GatewayConnection(DiscordServer server, WebSocket socket, bool isCompressed, bool isResumeAddress)
    {
        (this.server, this.socket, this.isResumeAddress) = (server, socket, isResumeAddress);
        compressor = isCompressed ? new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true) : null;
    }

    public async Task RunAsync(bool isKnownVersion, CancellationToken cancellationToken)
    {
        try
        {
            if (!isKnownVersion)
            {
                await CloseAsync(4012, cancellationToken);
                return;
            }

            if (server.Gateway.IsSilentOnce)
            {
                server.Gateway.IsSilentOnce = false;
                server.Gateway.Events.Enqueue("silent");
                await ReceiveAsync(cancellationToken);
                return;
            }

            await SendAsync(
                new JsonObject
                {
                    ["op"] = 10,
                    ["d"] = new JsonObject { ["heartbeat_interval"] = server.Gateway.HeartbeatInterval },
                    ["s"] = null,
                    ["t"] = null,
                },
                cancellationToken
            );
            while (await ReceiveAsync(cancellationToken) is { } payload && socket.State == WebSocketState.Open)
            {
                await HandleAsync(payload, cancellationToken);
            }
        }
        catch (Exception gone)
            when (gone is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            server.Gateway.Events.Enqueue("dropped");
        }
        finally
        {
            if (session?.Connection == this)
            {
                session.Connection = null;
            }
        }
    }

    public void Abort() => socket.Abort();

    public async Task CloseAsync(int code, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, "as asked", cancellationToken);
            }
        }
        finally
        {
            sending.Release();
        }
    }

    public Task SendAsync(JsonObject payload, CancellationToken cancellationToken) =>
        SendRawAsync(payload.ToJsonString(), cancellationToken);

    public async Task SendRawAsync(string text, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            if (isDisposed || socket.State != WebSocketState.Open)
            {
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            if (compressor is null)
            {
                await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                return;
            }

            compressed.SetLength(0);
            await compressor.WriteAsync(bytes, cancellationToken);
            await compressor.FlushAsync(cancellationToken);
            await socket.SendAsync(
                compressed.ToArray(),
                WebSocketMessageType.Binary,
                endOfMessage: true,
                cancellationToken
            );
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException)
        {
            // The client is gone; its session keeps the event for when it resumes.
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Not a payload: what a broken middlebox might send.</summary>
    public async Task SendBytesAsync(byte[] bytes, bool isBinary, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(
                    bytes,
                    isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
                    endOfMessage: true,
                    cancellationToken
                );
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException)
        {
            // The client is gone.
        }
        finally
        {
            sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever sends to every connection may just be writing to this one.
        await sending.WaitAsync(CancellationToken.None);
        try
        {
            isDisposed = true;
            compressed.SetLength(0);
            if (compressor is not null)
            {
                await compressor.DisposeAsync();
            }
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task<JsonObject?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                server.Gateway.Events.Enqueue($"close {(int?)socket.CloseStatus}");
                if (
                    session is not null
                    && socket.CloseStatus
                        is WebSocketCloseStatus.NormalClosure
                            or WebSocketCloseStatus.EndpointUnavailable
                )
                {
                    server.Gateway.End(session!);
                }

                return null;
            }

            length += part.Count;
            if (length > 4096)
            {
                server.Violations.Enqueue("A gateway payload was longer than 4096 bytes.");
                await CloseAsync(4002, cancellationToken);
                return null;
            }

            if (part.EndOfMessage)
            {
                return JsonNode.Parse(buffer.AsSpan(0, length)) as JsonObject;
            }
        }
    }

    private async Task HandleAsync(JsonObject payload, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        received.Enqueue(now);
        while (now - received.Peek() > TimeSpan.FromSeconds(60))
        {
            received.Dequeue();
        }

        if (received.Count > 120)
        {
            server.Violations.Enqueue("More than 120 payloads were sent within 60 seconds.");
            await CloseAsync(4008, cancellationToken);
            return;
        }

        switch ((int?)payload["op"])
        {
            case 1:
                server.Gateway.Events.Enqueue($"heartbeat {payload["d"]?.ToJsonString() ?? "null"}");
                if (!server.Gateway.IgnoresHeartbeats)
                {
                    await SendAsync(
                        new JsonObject
                        {
                            ["op"] = 11,
                            ["d"] = null,
                            ["s"] = null,
                            ["t"] = null,
                        },
                        cancellationToken
                    );
                }

                break;
            case 2:
                await IdentifyAsync(payload["d"]!.AsObject(), cancellationToken);
                break;
            case 6:
                await ResumeAsync(payload["d"]!.AsObject(), cancellationToken);
                break;
            default:
                await CloseAsync(session is null ? 4003 : 4001, cancellationToken);
                break;
        }
    }

    private async Task IdentifyAsync(JsonObject data, CancellationToken cancellationToken)
    {
        var shard = data["shard"]?.AsArray().Select(value => (int)value!).ToArray() ?? [0, 1];
        server.Gateway.Events.Enqueue($"identify {shard[0]}/{shard[1]}");
        var intents = (int?)data["intents"];
        var code =
            session is not null ? 4005
            : (string?)data["token"] != server.Token ? 4004
            : intents is null or < 0 or >= 1 << 27 ? 4013
            : (intents & PrivilegedIntents) != 0 ? 4014
            : shard[0] < 0 || shard[0] >= shard[1] ? 4010
            : 0;
        if (code != 0)
        {
            await CloseAsync(code, cancellationToken);
            return;
        }

        var now = TimeProvider.System.GetUtcNow();
        if (
            server.Gateway.Identifies.Count(at => now - at < TimeSpan.FromSeconds(4.9)) >= server.Gateway.MaxConcurrency
        )
        {
            server.Violations.Enqueue("More sessions were started within five seconds than max_concurrency allows.");
            await SendAsync(
                new JsonObject
                {
                    ["op"] = 9,
                    ["d"] = false,
                    ["s"] = null,
                    ["t"] = null,
                },
                cancellationToken
            );
            return;
        }

        server.Gateway.Identifies.Enqueue(now);
        session = new GatewaySession(Guid.NewGuid().ToString("N"), shard[0], shard[1], intents!.Value)
        {
            Connection = this,
        }; // null was refused
        await session.DispatchAsync(
            "READY",
            new JsonObject
            {
                ["v"] = 10,
                ["user"] = new JsonObject
                {
                    ["id"] = "1",
                    ["username"] = "flash",
                    ["bot"] = true,
                },
                ["guilds"] = new JsonArray(),
                ["private_channels"] = new JsonArray(),
                ["session_id"] = session.Id,
                ["resume_gateway_url"] = server.ResumeUrl.ToString(),
                ["shard"] = new JsonArray(shard[0], shard[1]),
                ["application"] = new JsonObject { ["id"] = server.ApplicationId.ToString(), ["flags"] = 0 },
            },
            cancellationToken
        );

        // Only now can events find it: READY is the first a client hears.
        server.Gateway.Add(session);
    }

    private async Task ResumeAsync(JsonObject data, CancellationToken cancellationToken)
    {
        server.Gateway.Events.Enqueue("resume");
        if (!isResumeAddress)
        {
            server.Violations.Enqueue("A session was resumed at the first address instead of resume_gateway_url.");
        }

        if ((string?)data["token"] != server.Token)
        {
            await CloseAsync(4004, cancellationToken);
        }
        else if (server.Gateway.Find((string?)data["session_id"]) is not { } found)
        {
            await SendAsync(
                new JsonObject
                {
                    ["op"] = 9,
                    ["d"] = false,
                    ["s"] = null,
                    ["t"] = null,
                },
                cancellationToken
            );
        }
        else
        {
            session = found;
            if (!await found.ResumeAsync(this, (int)data["seq"]!, cancellationToken))
            {
                await CloseAsync(4007, cancellationToken);
            }
        }
    }
}
