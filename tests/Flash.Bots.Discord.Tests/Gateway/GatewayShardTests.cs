using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Gateway;
using Flash.Testing.DiscordApi;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Discord.Tests.Gateway;

public sealed class GatewayShardTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> received = new();
    private readonly LogLines logs = new();
    private readonly CancellationTokenSource stop = new();
    private DiscordServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await DiscordServer.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await server.DisposeAsync();
        stop.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_arrive_in_order_with_and_without_compression(bool isCompressed)
    {
        var running = Start(isCompressed);

        for (var i = 0; i < 50; i++)
        {
            await DispatchAsync($"{i} {new string('ä', i * 200)}");
        }

        await ReceivedAsync(50);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i} {new string('ä', i * 200)}"), received);
        Assert.Empty(server.Violations);
        Assert.False(running.IsCompleted);
    }

    [Fact]
    public async Task A_dropped_connection_is_resumed_and_nothing_is_lost_or_doubled()
    {
        _ = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        server.Gateway.AbortAll();
        await DispatchAsync("while away");
        await DispatchAsync("after");

        await ReceivedAsync(3);
        Assert.Equal(["before", "while away", "after"], received);
        Assert.Single(server.Gateway.Events, happened => happened.StartsWith("identify", StringComparison.Ordinal));
        Assert.Contains("resume", server.Gateway.Events);
        Assert.Empty(server.Violations);
    }

    [Theory]
    [InlineData(4000, "resume")]
    [InlineData(4001, "resume")]
    [InlineData(4002, "resume")]
    [InlineData(4005, "resume")]
    [InlineData(4008, "resume")]
    [InlineData(4003, "identify")]
    [InlineData(4007, "identify")]
    [InlineData(4009, "identify")]
    [InlineData(1000, "identify")]
    [InlineData(1001, "identify")]
    public async Task After_a_close_code_that_allows_it_the_shard_comes_back(int code, string how)
    {
        server.Gateway.MaxConcurrency = 16;
        _ = Start(gate: new IdentifyGate(new SessionStartLimit(1000, 1000, 0, 16), new HurriedTime()));
        await DispatchAsync("before");
        await ReceivedAsync(1);

        server.Gateway.Events.Clear();
        await server.Gateway.CloseAllAsync(code, Cancellation);

        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Events.FirstOrDefault(happened => happened.StartsWith(how, StringComparison.Ordinal)),
            $"{how} after {code}",
            Cancellation
        );
        Assert.DoesNotContain(server.Gateway.Events, happened =>
            happened.StartsWith(how == "resume" ? "identify" : "resume", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(4004)]
    [InlineData(4010)]
    [InlineData(4011)]
    [InlineData(4012)]
    [InlineData(4013)]
    [InlineData(4014)]
    public async Task After_a_close_code_that_forbids_it_the_shard_stops_and_says_why(int code)
    {
        var running = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        await server.Gateway.CloseAllAsync(code, Cancellation);

        await running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Contains(logs.Lines, line =>
            line.Contains("Critical 4015", StringComparison.Ordinal)
            && line.Contains($"{code}: ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_wrong_token_stops_the_shard_after_one_attempt()
    {
        await Start(token: "MTA5.wrong.token").WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        Assert.Single(server.Gateway.Events, happened => happened.StartsWith("identify", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains("wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_to_reconnect_the_shard_resumes_without_giving_its_session_up()
    {
        _ = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        await server.Gateway.SendAllAsync(7, null, Cancellation);

        await HappenedAsync("resume");
        Assert.Contains("close 4900", server.Gateway.Events);
    }

    [Theory]
    [InlineData(true, "resume")]
    [InlineData(false, "identify 0/1")]
    public async Task An_invalid_session_is_resumed_only_when_Discord_says_so(bool isResumable, string how)
    {
        _ = Start(gate: new IdentifyGate(new SessionStartLimit(1000, 1000, 0, 16), new HurriedTime()));
        server.Gateway.MaxConcurrency = 16;
        await DispatchAsync("before");
        await ReceivedAsync(1);

        server.Gateway.Events.Clear();
        await server.Gateway.SendAllAsync(9, JsonValue.Create(isResumable), Cancellation);

        await HappenedAsync(how);
    }

    [Fact]
    public async Task A_session_that_is_forgotten_while_away_is_replaced_by_a_new_one()
    {
        server.Gateway.MaxConcurrency = 16;
        _ = Start(gate: new IdentifyGate(new SessionStartLimit(1000, 1000, 0, 16), new HurriedTime()));
        await DispatchAsync("before");
        await ReceivedAsync(1);

        server.Gateway.ForgetSessions();
        server.Gateway.AbortAll();

        await DispatchAsync("after");
        await ReceivedAsync(2);
        Assert.Equal(["before", "after"], received);
    }

    [Fact]
    public async Task A_heartbeat_that_nobody_acknowledges_means_that_the_connection_is_dead()
    {
        server.Gateway.HeartbeatInterval = 3_000;
        _ = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        server.Gateway.IgnoresHeartbeats = true;
        await HappenedAsync("resume");
        server.Gateway.IgnoresHeartbeats = false;

        await DispatchAsync("after");
        await ReceivedAsync(2);
        Assert.Equal(["before", "after"], received);
    }

    [Fact]
    public async Task A_shard_that_waits_for_its_turn_to_identify_keeps_its_connection()
    {
        server.Gateway.HeartbeatInterval = 200;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 0, 3_600_000, 1), time);
        _ = Start(gate: gate);

        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Events.Count(happened => happened == "heartbeat null") >= 5 ? server : null,
            "five heartbeats",
            Cancellation
        );
        Assert.DoesNotContain(server.Gateway.Events, happened =>
            happened.StartsWith("close", StringComparison.Ordinal) || happened == "dropped"
        );
        time.Advance(TimeSpan.FromHours(1));

        await HappenedAsync("identify 0/1");
    }

    [Fact]
    public async Task Heartbeats_carry_the_last_sequence_and_one_is_sent_at_once_when_asked_for()
    {
        _ = Start();
        await DispatchAsync("one");
        await ReceivedAsync(1);

        await server.Gateway.SendAllAsync(1, null, Cancellation);

        await HappenedAsync("heartbeat 2");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"op":"ten"}""")]
    [InlineData("""{"op":10,"d":null}""")]
    public async Task Garbage_on_the_wire_costs_the_connection_and_not_the_session(string garbage)
    {
        _ = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        await server.Gateway.SendRawAsync(garbage, Cancellation);

        await DispatchAsync("after");
        await ReceivedAsync(2);
        Assert.Equal(["before", "after"], received);
    }

    [Fact]
    public async Task A_gateway_that_says_nothing_is_left_for_another_attempt()
    {
        server.Gateway.IsSilentOnce = true;
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        _ = Start(time: time);
        await HappenedAsync("silent");

        for (var i = 0; i < 60 && server.Gateway.Connected == 0; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(50, Cancellation);
        }

        await HappenedAsync("identify 0/1");
    }

    [Fact]
    public async Task Leaving_for_good_ends_the_session()
    {
        var running = Start();
        await DispatchAsync("before");
        await ReceivedAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            running.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)
        );
        await HappenedAsync("close 1000");
    }

    private Task Start(
        bool isCompressed = true,
        string? token = null,
        IdentifyGate? gate = null,
        TimeProvider? time = null
    )
    {
        time ??= TimeProvider.System;
        var settings = new GatewayShardSettings(server.GatewayUrl, token ?? server.Token, 0, 1, isCompressed);
        gate ??= new IdentifyGate(new SessionStartLimit(1000, 1000, 0, 1), time);
        var shard = new GatewayShard(settings, gate, Take, time, logs);
        return shard.RunAsync(stop.Token);
    }

    private void Take(string type, JsonElement data) => received.Enqueue(data.GetProperty("what").GetString()!);

    private Task DispatchAsync(string what) =>
        server.Gateway.DispatchAsync("INTERACTION_CREATE", new JsonObject { ["what"] = what }, Cancellation);

    private async Task ReceivedAsync(int count) =>
        await DiscordServer.EventuallyAsync(
            () => received.Count >= count ? received : null,
            $"{count} events",
            Cancellation
        );

    private async Task HappenedAsync(string what) =>
        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Events.FirstOrDefault(happened => happened == what),
            what,
            Cancellation
        );

    /// <summary>A clock on which five seconds are over at once: these tests are about other things.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddSeconds(6 * Interlocked.Increment(ref ticks));
    }
}
