using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Gateway;
using Flash.Bots.Discord.Interactions;
using Flash.Testing.DiscordApi;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Bots.Discord.Tests.Gateway;

/// <summary>Whatever the gateway sends, the shard goes on and takes the next interaction over.</summary>
public sealed class GatewayFuzzTests : IAsyncLifetime
{
    private static readonly string[] Events =
    [
        "READY",
        "RESUMED",
        "INTERACTION_CREATE",
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_DELETE",
        "MESSAGE_DELETE_BULK",
        "MESSAGE_REACTION_ADD",
        "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
        "AUTO_MODERATION_RULE_CREATE",
        "AUTO_MODERATION_ACTION_EXECUTION",
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "CHANNEL_PINS_UPDATE",
        "THREAD_CREATE",
        "THREAD_LIST_SYNC",
        "ENTITLEMENT_CREATE",
        "GUILD_CREATE",
        "GUILD_UPDATE",
        "GUILD_DELETE",
        "GUILD_BAN_ADD",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBERS_CHUNK",
        "GUILD_ROLE_CREATE",
        "INTEGRATION_CREATE",
        "INVITE_CREATE",
        "PRESENCE_UPDATE",
        "STAGE_INSTANCE_CREATE",
        "SUBSCRIPTION_CREATE",
        "TYPING_START",
        "USER_UPDATE",
        "VOICE_STATE_UPDATE",
        "VOICE_SERVER_UPDATE",
        "WEBHOOKS_UPDATE",
        "MESSAGE_POLL_VOTE_ADD",
        "RATE_LIMITED",
        "",
        "SOMETHING_NEW",
    ];

    private static readonly string[] Odd =
    [
        "null",
        "true",
        "0",
        "-1",
        "1e400",
        "9223372036854775808",
        "\"\"",
        "\"\\ud800\"",
        "\"text\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "{\"\":null}",
        "{\"id\":1,\"id\":\"2\"}",
        "\"\\u0000\"",
    ];

    private readonly CancellationTokenSource stop = new();
    private readonly LogLines logs = new();
    private DiscordServer server = null!; // InitializeAsync sets it

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await DiscordServer.StartAsync(Cancellation);
        server.Gateway.MaxConcurrency = int.MaxValue;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await server.DisposeAsync();
        stop.Dispose();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Whatever_is_sent_the_next_interaction_is_taken_over(bool isCompressed, int seed)
    {
        var (running, inbox) = Start(isCompressed);
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            await ConnectedAsync();
            await server.Gateway.SendRawAsync(Payload(random), Cancellation);
        }

        await GoesOnAsync(running, inbox);
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_compressed_stream_costs_the_connection_only()
    {
        var (running, inbox) = Start(isCompressed: true);
        var random = new Random(3);
        var whole = Compressed("""{"op":0,"t":"TYPING_START","s":2,"d":{"user_id":"1"}}""");
        for (var i = 0; i < 60; i++)
        {
            var damaged = (i % 6) switch
            {
                0 => whole[..random.Next(1, whole.Length - 4)],
                1 => [.. whole[..random.Next(1, whole.Length - 4)], 0, 0, 255, 255],
                2 => [0, 0, 255, 255],
                3 => Changed(whole, random),
                4 => Enumerable.Range(0, random.Next(1, 300)).Select(_ => (byte)random.Next(256)).ToArray(),
                _ => [.. Enumerable.Repeat((byte)0, random.Next(1, 40)), 0, 0, 255, 255],
            };
            await ConnectedAsync();
            await server.Gateway.SendBytesAsync(damaged, isBinary: true, Cancellation);

            // What follows half a payload is read as the rest of it: then too the connection is given up and made anew.
            await server.Gateway.SendBytesAsync([255, 254, 0, 0, 255, 255], isBinary: true, Cancellation);
        }

        await GoesOnAsync(running, inbox);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 }, false)]
    [InlineData(new byte[] { (byte)'{' }, true)]
    [InlineData(new byte[0], false)]
    public async Task Bytes_that_are_no_text_cost_the_connection_only(byte[] bytes, bool isBinary)
    {
        var (running, inbox) = Start(isCompressed: false);
        await ConnectedAsync();

        await server.Gateway.SendBytesAsync(bytes, isBinary, Cancellation);

        await GoesOnAsync(running, inbox);
    }

    private static string Payload(Random random)
    {
        // Mostly something like a dispatch, of which one thing or more is wrong, missing or odd.
        if (random.Next(12) == 0)
        {
            return Odd[random.Next(Odd.Length)];
        }

        var fields = new List<string>
        {
            $"\"op\":{(random.Next(4) > 0 ? "0" : random.Next(3) > 0 ? random.Next(-2, 40).ToString(System.Globalization.CultureInfo.InvariantCulture) : Odd[random.Next(Odd.Length)])}",
            $"\"t\":{(random.Next(5) > 0 ? $"\"{Events[random.Next(Events.Length)]}\"" : Odd[random.Next(Odd.Length)])}",
            $"\"s\":{(random.Next(3) > 0 ? "1" : Odd[random.Next(Odd.Length)])}",
            $"\"d\":{Data(random, 0)}",
        };
        if (random.Next(4) == 0)
        {
            fields.RemoveAt(random.Next(fields.Count));
        }

        return $"{{{string.Join(',', fields)}}}";
    }

    private static string Data(Random random, int depth)
    {
        string[] names =
        [
            "id",
            "application_id",
            "type",
            "token",
            "data",
            "channel_id",
            "author",
            "content",
            "member",
            "user",
            "attachments",
            "options",
            "components",
            "custom_id",
            "session_id",
            "resume_gateway_url",
            "heartbeat_interval",
            "message",
        ];
        return depth < 4 && random.Next(3) > 0
            ? $"{{{string.Join(',', names.Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\":{Data(random, depth + 1)}"))}}}"
            : Odd[random.Next(Odd.Length)];
    }

    private static byte[] Compressed(string payload)
    {
        using var packed = new MemoryStream();
        using var stream = new ZLibStream(packed, CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(payload));
        stream.Flush();
        return packed.ToArray();
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        byte[] changed = [.. bytes];
        changed[random.Next(changed.Length - 4)] ^= (byte)random.Next(1, 256);
        return changed;
    }

    private (Task Running, ArrivalInbox Inbox) Start(bool isCompressed)
    {
        var time = new HurriedTime();
        var inbox = new ArrivalInbox(NullLogger<ArrivalInbox>.Instance);
        var settings = new GatewayShardSettings(server.GatewayUrl, server.Token, 0, 1, isCompressed);
        var shard = new GatewayShard(
            settings,
            new IdentifyGate(new SessionStartLimit(100_000, 100_000, 0, 1), time),
            inbox.Put,
            time,
            logs
        );
        return (shard.RunAsync(stop.Token), inbox);
    }

    private async Task ConnectedAsync() =>
        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Connected > 0 ? server : null,
            "a connection",
            Cancellation
        );

    /// <summary>An interaction that comes now is taken over, if need be after the session was made anew.</summary>
    private async Task GoesOnAsync(Task running, ArrivalInbox inbox)
    {
        var wanted = new DiscordUser(server, "Ada").Create(
            server.State.AddChannel("after"),
            2,
            new JsonObject { ["name"] = "help" },
            null
        );
        using var found = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var looking = Task.Run(
            async () =>
            {
                await foreach (var arrival in inbox.ReadAllAsync(found.Token))
                {
                    if (arrival.Id == wanted.Id)
                    {
                        return;
                    }
                }
            },
            found.Token
        );
        for (var attempt = 0; attempt < 100 && !looking.IsCompleted && !running.IsCompleted; attempt++)
        {
            await ConnectedAsync();
            await server.Gateway.DispatchAsync("INTERACTION_CREATE", wanted.Payload, Cancellation);
            await Task.WhenAny(looking, Task.Delay(500, Cancellation));
        }

        Assert.False(running.IsCompleted, running.Exception?.ToString());
        Assert.True(looking.IsCompletedSuccessfully);
        await found.CancelAsync();
    }

    /// <summary>A clock on which every life was a good one and five seconds are over at once: nothing here waits before
    /// it connects again.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddSeconds(61 * Interlocked.Increment(ref ticks));
    }
}
