using System.Text.Json.Nodes;
using Flash.Bots.Discord.Gateway;
using Flash.Bots.Discord.Interactions;
using Flash.Bots.Supervision;
using Flash.Testing.DiscordApi;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Tests.Gateway;

/// <summary>From what the API says of the gateway to what arrives, on as many shards as there are.</summary>
public sealed class GatewayIngressTests : IAsyncLifetime
{
    private readonly ArrivalInbox inbox = new(NullLogger<ArrivalInbox>.Instance);
    private DiscordServer server = null!; // InitializeAsync sets these two
    private DiscordProcess process = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await DiscordServer.StartAsync(Cancellation);
        process = new DiscordProcess(server);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(1, 3)]
    public async Task Every_shard_that_is_recommended_or_configured_receives_its_part(int recommended, int? configured)
    {
        (server.Gateway.Shards, server.Gateway.MaxConcurrency) = (recommended, 16);
        using var ingress = await StartAsync(new DiscordOptions { Shards = configured });
        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Connected == 3 ? server : null,
            "three shards",
            Cancellation
        );

        ulong[] ids = [.. Enumerable.Range(1, 3).Select(i => (ulong)i)];
        foreach (var id in ids)
        {
            var interaction = new JsonObject
            {
                ["id"] = $"{id}",
                ["application_id"] = "1",
                ["type"] = 2,
                ["token"] = "t",
                ["guild_id"] = $"{id << 22}",
            };
            await server.Gateway.DispatchAsync("INTERACTION_CREATE", interaction, Cancellation);
        }

        Assert.Equal(ids, (await TakeAsync(3)).Order());
        Assert.Equal(
            ["identify 0/3", "identify 1/3", "identify 2/3"],
            server.Gateway.Events.Where(happened => happened.StartsWith("identify", StringComparison.Ordinal)).Order()
        );
        Assert.Empty(server.Violations);
        await ingress.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"url":"gateway.discord.gg","shards":1}""")]
    [InlineData("""{"url":null,"shards":1,"session_start_limit":null}""")]
    [InlineData("""{"url":7}""")]
    public async Task An_answer_that_names_no_gateway_is_asked_for_again(string answer)
    {
        server.Limits.AnswerNext("GET /gateway/bot", 200, JsonNode.Parse(answer)!.AsObject());
        using var ingress = await StartAsync(new DiscordOptions());

        await DiscordServer.EventuallyAsync(
            () => server.Gateway.Connected == 1 ? server : null,
            "a session",
            Cancellation
        );
        await ingress.StopAsync(Cancellation);
    }

    private async Task<GatewayIngress> StartAsync(DiscordOptions options)
    {
        options.Token = server.Token;
        var ingress = new GatewayIngress(
            process.Api,
            inbox,
            Options.Create(options),
            new BackgroundLoops(TimeProvider.System, NullLogger<BackgroundLoops>.Instance),
            TimeProvider.System,
            new Logger<GatewayIngress>(NullLoggerFactory.Instance)
        );
        await ingress.StartAsync(Cancellation);
        return ingress;
    }

    private async Task<IReadOnlyList<ulong>> TakeAsync(int count)
    {
        var taken = new List<ulong>();
        await foreach (var arrival in inbox.ReadAllAsync(Cancellation))
        {
            taken.Add(arrival.Id);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}
