using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Gateway;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Discord.Tests.Gateway;

public sealed class GatewayLimitsTests
{
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Fewer_than_120_payloads_are_sent_in_any_minute()
    {
        var limit = new GatewaySendLimit(time);

        var sent = Enumerable.Range(0, 200).Count(_ => limit.Take() == TimeSpan.Zero);

        Assert.InRange(sent, 100, 119);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, limit.Take());
    }

    [Fact]
    public async Task Shards_of_one_lane_identify_five_seconds_apart_and_lanes_do_not_wait_for_each_other()
    {
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1000, 0, 2), time);
        await gate.EnterAsync(0, Cancellation);
        await gate.EnterAsync(1, Cancellation);

        var third = gate.EnterAsync(2, Cancellation);
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await third;
    }

    [Fact]
    public async Task When_the_sessions_of_the_day_are_used_up_nobody_identifies_before_the_next()
    {
        using var gate = new IdentifyGate(new SessionStartLimit(1000, 1, 3_600_000, 16), time);
        await gate.EnterAsync(0, Cancellation);

        var second = gate.EnterAsync(1, Cancellation);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(2));
        await second;
    }

    [Fact]
    public void Attempts_to_reconnect_come_ever_more_rarely_and_stay_below_a_thousand_a_day()
    {
        Assert.Equal(TimeSpan.Zero, ReconnectDelays.Before(1));
        Assert.All(Enumerable.Range(12, 100), attempt =>
            Assert.InRange(ReconnectDelays.Before(attempt), ReconnectDelays.Longest / 2, ReconnectDelays.Longest)
        );
    }

    [Fact]
    public async Task A_payload_beyond_4096_bytes_is_refused_before_it_is_sent()
    {
        using var socket = new GatewaySocket(isCompressed: false, time);

        var misuse = await Assert.ThrowsAsync<ArgumentException>(() =>
            socket.SendAsync(GatewayCommand.Identify(new string('x', 5_000), 0, 1), Cancellation)
        );

        Assert.Contains("takes payloads of 4096 bytes, this one has", misuse.Message, StringComparison.Ordinal);
    }
}
