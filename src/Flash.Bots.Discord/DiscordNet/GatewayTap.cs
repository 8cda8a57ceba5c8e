using System.Text.Json;
using Discord.Net.WebSockets;
using Flash.Bots.Discord.Gateway;
using Flash.Bots.Discord.Interactions;

namespace Flash.Bots.Discord.DiscordNet;

/// <summary>
/// A connection of Discord.Net's from which Flash reads along. Discord.Net keeps the session; what it makes of an event
/// depends on its version and its caches, so every event is read as it came, by the reader that every way in shares.
/// </summary>
internal sealed class GatewayTap : IWebSocketClient
{
    private const int Dispatch = 0;
    private const int MaxPayload = 16 << 20;

    private readonly IWebSocketClient connection;
    private readonly ArrivalInbox inbox;
    private GatewayInflater inflater = new();

    public GatewayTap(IWebSocketClient connection, ArrivalInbox inbox)
    {
        (this.connection, this.inbox) = (connection, inbox);
        connection.BinaryMessage += TakeAsync;
        connection.TextMessage += TakeAsync;
    }

    public event Func<byte[], int, int, Task> BinaryMessage
    {
        add => connection.BinaryMessage += value;
        remove => connection.BinaryMessage -= value;
    }

    public event Func<string, Task> TextMessage
    {
        add => connection.TextMessage += value;
        remove => connection.TextMessage -= value;
    }

    public event Func<Exception, Task> Closed
    {
        add => connection.Closed += value;
        remove => connection.Closed -= value;
    }

    public void SetHeader(string key, string value) => connection.SetHeader(key, value);

    public void SetCancelToken(CancellationToken cancelToken) => connection.SetCancelToken(cancelToken);

    /// <summary>One compressed stream per connection.</summary>
    public Task ConnectAsync(string host)
    {
        inflater.Dispose();
        inflater = new GatewayInflater();
        return connection.ConnectAsync(host);
    }

    public Task DisconnectAsync(int closeCode = 1000) => connection.DisconnectAsync(closeCode);

    public Task SendAsync(byte[] data, int index, int count, bool isText) =>
        connection.SendAsync(data, index, count, isText);

    public void Dispose()
    {
        connection.Dispose();
        inflater.Dispose();
    }

    private Task TakeAsync(byte[] data, int index, int count)
    {
        using var payload = new MemoryStream();
        if (inflater.TryInflate(data.AsSpan(index, count), payload, MaxPayload))
        {
            Take(JsonSerializer.Deserialize<JsonElement>(payload.GetBuffer().AsSpan(0, (int)payload.Length)));
        }

        return Task.CompletedTask;
    }

    private Task TakeAsync(string text)
    {
        Take(JsonSerializer.Deserialize<JsonElement>(text));
        return Task.CompletedTask;
    }

    private void Take(JsonElement payload)
    {
        if (
            payload.ValueKind == JsonValueKind.Object
            && payload.TryGetProperty("op", out var code)
            && code.TryGetInt32(out var op)
            && op == Dispatch
            && payload.TryGetProperty("t", out var type)
            && type.GetString() is { } name
            && payload.TryGetProperty("d", out var data)
        )
        {
            inbox.Put(name, data);
        }
    }
}
