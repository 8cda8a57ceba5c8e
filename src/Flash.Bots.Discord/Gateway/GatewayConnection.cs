using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using Flash.Bots.Discord.Api;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Gateway;

/// <summary>One connection from HELLO to its end.</summary>
/// <param name="socket">Connected.</param>
/// <param name="greet">Sends RESUME or IDENTIFY once HELLO has come.</param>
/// <param name="onEvent">Takes an event over: type, sequence, data.</param>
/// <param name="time">Paces the heartbeat.</param>
/// <param name="logger">Is told what is odd.</param>
/// <param name="alive">Called at every acknowledged heartbeat.</param>
internal sealed class GatewayConnection(
    GatewaySocket socket,
    Func<CancellationToken, Task> greet,
    Action<string, int, JsonElement> onEvent,
    TimeProvider time,
    ILogger logger,
    Action? alive = null
)
{
    /// <summary>HELLO comes at once, or not at all.</summary>
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(20);

    private volatile bool isAcknowledged = true;
    private int? sequence;
    private Task heartbeat = Task.CompletedTask;
    private Task greeting = Task.CompletedTask;

    /// <summary>Runs until the connection ends and says what to do then.</summary>
    /// <param name="lastSequence">The session's, when one is resumed.</param>
    /// <param name="cancellationToken">Ends the connection for good.</param>
    public async Task<GatewayNext> RunAsync(int? lastSequence, CancellationToken cancellationToken)
    {
        sequence = lastSequence;
        using var connection = new CancellationTokenSource(HelloPatience, time);
        var leaving = LeaveAsync(connection, cancellationToken);
        try
        {
            while (await socket.ReceiveAsync(connection.Token) is { } payload)
            {
                using (payload)
                {
                    if (await HandleAsync(payload.RootElement, connection) is { } next)
                    {
                        await socket.CloseAsync(GatewayCloseCodes.ComingBack);
                        return next;
                    }
                }
            }

            Log.GatewayClosed(logger, GatewayCloseCodes.Explain(socket.CloseCode));
            return GatewayCloseCodes.Next(socket.CloseCode);
        }
        catch (Exception broken)
            when (!cancellationToken.IsCancellationRequested
                && broken is WebSocketException or IOException or InvalidDataException or OperationCanceledException
            )
        {
            Log.GatewayBroken(
                logger,
                broken.GetType().Name,
                broken is OperationCanceledException
                    ? "nothing came any more, not even the answer to a heartbeat"
                    : broken.Message
            );
            await socket.CloseAsync(GatewayCloseCodes.ComingBack);
            return GatewayNext.Resume;
        }
        finally
        {
            await connection.CancelAsync();
            await Task.WhenAll(heartbeat, greeting, leaving);
        }
    }

    /// <summary>Leaves for good when asked to: 1000 ends the session, so that the bot shows as offline at
    /// once.</summary>
    private async Task LeaveAsync(CancellationTokenSource connection, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.Token, cancellationToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await socket.CloseAsync((int)WebSocketCloseStatus.NormalClosure);
            await connection.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The connection ended by itself.
        }
    }

    private async Task<GatewayNext?> HandleAsync(JsonElement payload, CancellationTokenSource connection)
    {
        if (
            payload.ValueKind != JsonValueKind.Object
            || !payload.TryGetProperty("op", out var op)
            || op.ValueKind != JsonValueKind.Number
            || !op.TryGetInt32(out var code)
        )
        {
            throw new InvalidDataException("A gateway payload has no opcode.");
        }

        var data = payload.TryGetProperty("d", out var d) ? d : default;
        switch (code)
        {
            case GatewayOp.Hello when heartbeat != Task.CompletedTask:
                throw new InvalidDataException("The gateway said HELLO twice.");
            case GatewayOp.Hello:
                connection.CancelAfter(Timeout.InfiniteTimeSpan);
                heartbeat = HeartbeatAsync(IntervalOf(data), connection);
                greeting = GreetAsync(connection);
                return null;
            case GatewayOp.Heartbeat:
                await socket.SendAsync(GatewayCommand.Heartbeat(sequence), connection.Token);
                return null;
            case GatewayOp.HeartbeatAck:
                isAcknowledged = true;
                alive?.Invoke();
                return null;
            case GatewayOp.Reconnect:
                return GatewayNext.Resume;
            case GatewayOp.InvalidSession:
                return data.ValueKind == JsonValueKind.True ? GatewayNext.Resume : GatewayNext.Identify;
            case GatewayOp.Dispatch:
                Take(payload, data);
                return null;
            default:
                return null;
        }
    }

    private void Take(JsonElement payload, JsonElement data)
    {
        if (
            payload.TryGetProperty("s", out var s)
            && s.ValueKind == JsonValueKind.Number
            && s.TryGetInt32(out var number)
        )
        {
            onEvent(JsonText.Of(payload, "t") ?? "", number, data);
            sequence = number;
        }
    }

    private static TimeSpan IntervalOf(JsonElement hello) =>
        hello.ValueKind == JsonValueKind.Object
        && hello.TryGetProperty("heartbeat_interval", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var milliseconds)
        && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new InvalidDataException("HELLO names no heartbeat interval.");

    /// <summary>Beside the receiving: a shard may have to wait minutes for its turn to identify, and heartbeats are
    /// answered meanwhile.</summary>
    private async Task GreetAsync(CancellationTokenSource connection)
    {
        try
        {
            await greet(connection.Token);
        }
        catch (Exception over)
            when (over is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The receiving side says why the connection ended.
        }
    }

    /// <summary>The first beat comes after a random part of the interval, so that a restarted gateway is not met by all
    /// at once.</summary>
    private async Task HeartbeatAsync(TimeSpan interval, CancellationTokenSource connection)
    {
        try
        {
            await Task.Delay(interval * (RandomNumberGenerator.GetInt32(1000) / 1000.0), time, connection.Token);
            while (true)
            {
                isAcknowledged = false;
                await socket.SendAsync(GatewayCommand.Heartbeat(sequence), connection.Token);
                await Task.Delay(interval, time, connection.Token);
                if (!isAcknowledged)
                {
                    // No one answered a whole interval long: the connection is dead without knowing it.
                    await socket.CloseAsync(GatewayCloseCodes.ComingBack);
                    await connection.CancelAsync();
                }
            }
        }
        catch (Exception over)
            when (over is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The receiving side says why the connection ended.
        }
    }
}
