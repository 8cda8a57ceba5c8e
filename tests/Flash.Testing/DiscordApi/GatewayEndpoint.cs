using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>The gateway: accepts connections, keeps sessions over them, and misbehaves on cue.</summary>
public sealed class GatewayEndpoint(DiscordServer server)
{
    private readonly ConcurrentDictionary<string, GatewaySession> sessions = new();
    private readonly ConcurrentDictionary<GatewayConnection, bool> connections = new();

    /// <summary>Milliseconds.</summary>
    public int HeartbeatInterval { get; set; } = 41_250;

    /// <summary>Heartbeats get no answer, as on a connection that is dead without knowing it.</summary>
    public bool IgnoresHeartbeats { get; set; }

    /// <summary>The next connection gets no HELLO.</summary>
    public bool IsSilentOnce { get; set; }

    /// <summary>Shards that <c>/gateway/bot</c> recommends.</summary>
    public int Shards { get; set; } = 1;

    public int MaxConcurrency { get; set; } = 1;

    public int RemainingSessions { get; set; } = 1000;

    /// <summary>What clients did: <c>identify 0/1</c>, <c>resume</c>, <c>heartbeat</c>, <c>close 4900</c> …</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    public IReadOnlyList<GatewaySession> Sessions => [.. sessions.Values];

    /// <summary>Connections with a session.</summary>
    public int Connected => sessions.Values.Count(session => session.Connection is not null);

    internal ConcurrentQueue<DateTimeOffset> Identifies { get; } = new();

    public JsonObject Describe() =>
        new()
        {
            ["url"] = server.GatewayUrl.ToString(),
            ["shards"] = Shards,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = 1000,
                ["remaining"] = RemainingSessions,
                ["reset_after"] = 14_400_000,
                ["max_concurrency"] = MaxConcurrency,
            },
        };

    public async Task AcceptAsync(HttpContext context, bool isResumeAddress)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var isCompressed = context.Request.Query["compress"] == "zlib-stream";
        await using var connection = new GatewayConnection(server, socket, isCompressed, isResumeAddress);
        connections[connection] = true;
        try
        {
            await connection.RunAsync(
                context.Request.Query["v"] == "10" && context.Request.Query["encoding"] == "json",
                context.RequestAborted
            );
        }
        finally
        {
            connections.TryRemove(connection, out _);
        }
    }

    /// <summary>
    /// An event for the application: every session of its shard gets it, as when a process was killed and the next one
    /// has its own session while the first might still be resumed. Sessions without a connection get it when they
    /// resume.
    /// </summary>
    public async Task DispatchAsync(string type, JsonObject data, CancellationToken cancellationToken)
    {
        // Interactions of servers go to the shard of the server, everything else to the first one.
        var guild = data["guild_id"] is { } id
            ? ulong.Parse((string)id!, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var receivers = await DiscordServer.EventuallyAsync(
            () =>
                Sessions
                    .Where(session => !session.IsOver && session.Shard == (int)((guild >> 22) % (ulong)session.Shards))
                    .ToList()
                    is { Count: > 0 } found
                    ? found
                    : null,
            "a session for the event",
            cancellationToken
        );
        foreach (var session in receivers.Where(session => session.Wants(type)))
        {
            await session.DispatchAsync(type, data.DeepClone().AsObject(), cancellationToken);
        }
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void AbortAll()
    {
        foreach (var connection in connections.Keys)
        {
            connection.Abort();
        }
    }

    /// <summary>Closes every connection with this code.</summary>
    public async Task CloseAllAsync(int code, CancellationToken cancellationToken)
    {
        foreach (var connection in connections.Keys)
        {
            await connection.CloseAsync(code, cancellationToken);
        }
    }

    /// <summary>Sends every connection a payload without a sequence: 1 heartbeat, 7 reconnect, 9 invalid
    /// session.</summary>
    public async Task SendAllAsync(int op, JsonNode? data, CancellationToken cancellationToken)
    {
        foreach (var connection in connections.Keys)
        {
            await connection.SendAsync(
                new JsonObject
                {
                    ["op"] = op,
                    ["d"] = data?.DeepClone(),
                    ["s"] = null,
                    ["t"] = null,
                },
                cancellationToken
            );
        }
    }

    /// <summary>Sends every connection something that is not a payload.</summary>
    public async Task SendRawAsync(string text, CancellationToken cancellationToken)
    {
        foreach (var connection in connections.Keys)
        {
            await connection.SendRawAsync(text, cancellationToken);
        }
    }

    /// <summary>Sends every connection these bytes as they are, past the compression.</summary>
    public async Task SendBytesAsync(byte[] bytes, bool isBinary, CancellationToken cancellationToken)
    {
        foreach (var connection in connections.Keys)
        {
            await connection.SendBytesAsync(bytes, isBinary, cancellationToken);
        }
    }

    /// <summary>Forgets every session, as Discord does after some minutes: resuming fails.</summary>
    public void ForgetSessions() => sessions.Clear();

    internal void Add(GatewaySession session) => sessions[session.Id] = session;

    internal GatewaySession? Find(string? id) => id is not null ? sessions.GetValueOrDefault(id) : null;

    internal void End(GatewaySession session)
    {
        session.IsOver = true;
        sessions.TryRemove(session.Id, out _);
    }
}
