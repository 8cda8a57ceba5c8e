using System.Net.WebSockets;
using System.Text.Json;
using Flash.Bots.Discord.Api;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Gateway;

/// <summary>Keeps one shard connected: resumes what can be resumed, starts anew what cannot, and stops where only an
/// operator can help.</summary>
internal sealed class GatewayShard(
    GatewayShardSettings settings,
    IdentifyGate gate,
    Action<string, JsonElement> onEvent,
    TimeProvider time,
    ILogger logger,
    LoopState? loop = null
)
{
    /// <summary>After so many failures to reach the resume address the session is given up.</summary>
    private const int MaxResumeFailures = 3;

    /// <summary>A connection that lived so long was a good one; its end starts a new count of attempts.</summary>
    private static readonly TimeSpan GoodLife = TimeSpan.FromMinutes(1);

    private readonly NetworkSession connected = new(Platform.Discord);
    private GatewaySession? session;

    /// <summary>Runs until cancelled, or until Discord says that connecting again is pointless.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await Task.Delay(ReconnectDelays.Before(attempt), time, cancellationToken);
            var startedAt = time.GetUtcNow();
            var next = await ConnectOnceAsync(attempt, cancellationToken);
            if (next == GatewayNext.Stop)
            {
                return;
            }

            session = next == GatewayNext.Identify ? null : session;
            attempt = time.GetUtcNow() - startedAt > GoodLife ? 0 : attempt;
        }
    }

    private async Task<GatewayNext> ConnectOnceAsync(int attempt, CancellationToken cancellationToken)
    {
        using var socket = new GatewaySocket(settings.IsCompressed, time);
        var resumed = session;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(15));
            await socket.ConnectAsync(resumed?.ResumeUrl ?? settings.Url, patience.Token);
        }
        catch (Exception fault)
            when (!cancellationToken.IsCancellationRequested
                && fault is WebSocketException or HttpRequestException or IOException or OperationCanceledException
            )
        {
            Log.GatewayUnreachable(logger, settings.Shard, fault.Message);
            loop?.Failed($"the gateway cannot be reached ({fault.GetType().Name})");
            return attempt >= MaxResumeFailures ? GatewayNext.Identify : GatewayNext.Resume;
        }

        var connection = new GatewayConnection(
            socket,
            token => GreetAsync(socket, resumed, token),
            Take,
            time,
            logger,
            () => loop?.Completed()
        );
        var next = await RunAsync(connection, resumed, cancellationToken);
        if (next == GatewayNext.Stop)
        {
            Log.GatewayStopped(logger, settings.Shard, GatewayCloseCodes.Explain(socket.CloseCode));
            loop?.Stopped(GatewayCloseCodes.Explain(socket.CloseCode));
        }

        return next;
    }

    private async Task<GatewayNext> RunAsync(
        GatewayConnection connection,
        GatewaySession? resumed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await connection.RunAsync(resumed?.Sequence, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the process for events. Resuming would bring the same one again.
            Log.GatewayFailed(logger, failure, settings.Shard);
            return GatewayNext.Identify;
        }
        finally
        {
            connected.Closed();
        }
    }

    private async Task GreetAsync(GatewaySocket socket, GatewaySession? resumed, CancellationToken cancellationToken)
    {
        if (resumed is null)
        {
            await gate.EnterAsync(settings.Shard, cancellationToken);
        }

        await socket.SendAsync(
            resumed is null
                ? GatewayCommand.Identify(settings.Token, settings.Shard, settings.Shards)
                : GatewayCommand.Resume(settings.Token, resumed),
            cancellationToken
        );
    }

    private void Take(string type, int sequence, JsonElement data)
    {
        loop?.Completed();
        switch (type)
        {
            case "READY":
                session = SessionOf(data);
                connected.Opened();
                Log.GatewayReady(logger, settings.Shard, settings.Shards);
                break;
            case "RESUMED":
                connected.Opened();
                Log.GatewayResumed(logger, settings.Shard);
                break;
            default:
                onEvent(type, data);
                break;
        }

        if (session is { } current)
        {
            current.Sequence = sequence;
        }
    }

    private static GatewaySession SessionOf(JsonElement ready) =>
        JsonText.Of(ready, "session_id") is { } id
        && Uri.TryCreate(JsonText.Of(ready, "resume_gateway_url"), UriKind.Absolute, out var resumeUrl)
        && resumeUrl.Scheme is "wss" or "ws"
            ? new GatewaySession(id, resumeUrl)
            : throw new InvalidDataException("READY names no session to resume.");
}

/// <summary>What a shard connects with.</summary>
internal sealed record GatewayShardSettings(Uri Url, string Token, int Shard, int Shards, bool IsCompressed)
{
    /// <summary>Leaves the token out: records print themselves into logs.</summary>
    public override string ToString() => $"shard {Shard} of {Shards}";
}
