using System.Net.WebSockets;
using System.Text.Json;
using Flash.Bots.Discord.Api;

namespace Flash.Bots.Discord.Gateway;

/// <summary>One WebSocket connection to the gateway: whole payloads in and out, within the limits of both
/// directions.</summary>
internal sealed class GatewaySocket(bool isCompressed, TimeProvider time) : IDisposable
{
    public const int MaxSent = 4_096;

    /// <summary>READY of a bot in thousands of servers is the longest; anything beyond this is not a gateway.</summary>
    private const int MaxReceived = 64 << 20;

    private readonly ClientWebSocket socket = new();
    private readonly GatewayInflater? inflater = isCompressed ? new GatewayInflater() : null;
    private readonly GatewaySendLimit limit = new(time);
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly byte[] buffer = new byte[16 << 10];

    /// <summary>The code the connection was closed with; null when it broke.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    public Task ConnectAsync(Uri gateway, CancellationToken cancellationToken)
    {
        var query = "v=10&encoding=json" + (isCompressed ? "&compress=zlib-stream" : "");
        return socket.ConnectAsync(new UriBuilder(gateway) { Query = query }.Uri, cancellationToken);
    }

    public async Task SendAsync(GatewayCommand command, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(command, DiscordJson.Options);
        if (bytes.Length > MaxSent)
        {
            throw new ArgumentException(
                $"The gateway takes payloads of {MaxSent} bytes, this one has {bytes.Length}.",
                nameof(command)
            );
        }

        await sending.WaitAsync(cancellationToken);
        try
        {
            while (limit.Take() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next payload, or null when the connection was closed.</summary>
    /// <exception cref="InvalidDataException">What came is no payload.</exception>
    public async Task<JsonDocument?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var payload = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (Append(part, payload))
            {
                return Parse(payload);
            }
        }
    }

    /// <summary>Closes without waiting for the other side: a dead connection would not answer.</summary>
    public async Task CloseAsync(int code)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, patience.Token);
        }
        catch (Exception gone)
            when (gone is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            socket.Abort();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        inflater?.Dispose();
        sending.Dispose();
    }

    private bool Append(ValueWebSocketReceiveResult part, MemoryStream payload)
    {
        var bytes = buffer.AsSpan(0, part.Count);
        if (inflater is not null && part.MessageType == WebSocketMessageType.Binary)
        {
            return inflater.TryInflate(bytes, payload, MaxReceived) && part.EndOfMessage;
        }

        payload.Write(bytes);
        return payload.Length <= MaxReceived
            ? part.EndOfMessage
            : throw new InvalidDataException("A gateway payload is too long.");
    }

    private static JsonDocument Parse(MemoryStream payload)
    {
        try
        {
            return JsonDocument.Parse(payload.GetBuffer().AsMemory(0, (int)payload.Length).ToArray());
        }
        catch (JsonException)
        {
            throw new InvalidDataException("The gateway sent something that is not JSON.");
        }
    }
}
