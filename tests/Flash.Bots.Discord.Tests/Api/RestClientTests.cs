using System.Net;
using System.Text.Json.Nodes;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Interactions;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Api;

public sealed class RestClientTests : IAsyncLifetime
{
    private DiscordServer server = null!;
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

    [Fact]
    public async Task A_busy_channel_never_runs_into_its_rate_limit()
    {
        server.Limits.Window = TimeSpan.FromMilliseconds(300);
        var channel = server.State.AddChannel("art");

        await Task.WhenAll(
            Enumerable
                .Range(0, 17)
                .Select(i =>
                    process.Api.CreateMessageAsync(
                        channel.Id,
                        new MessagePayload { Content = $"picture {i}" },
                        [],
                        Cancellation
                    )
                )
        );

        Assert.Empty(server.Violations);
        Assert.Equal(17, server.State.In(channel).Count);
        Assert.All(server.Calls, call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Channels_do_not_wait_for_each_other()
    {
        server.Limits.Window = TimeSpan.FromMinutes(10);
        var channels = Enumerable.Range(0, 4).Select(i => server.State.AddChannel($"art-{i}")).ToList();

        await Task.WhenAll(
            channels.SelectMany(channel =>
                Enumerable
                    .Range(0, 5)
                    .Select(_ =>
                        process.Api.CreateMessageAsync(
                            channel.Id,
                            new MessagePayload { Content = "a picture" },
                            [],
                            Cancellation
                        )
                    )
            )
        );

        Assert.All(channels, channel => Assert.Equal(5, server.State.In(channel).Count));
    }

    [Fact]
    public async Task A_429_is_waited_out_and_the_message_is_posted_once()
    {
        var channel = server.State.AddChannel("art");
        server.Limits.LimitNext("POST /channels", retryAfter: 0.2);

        await process.Api.CreateMessageAsync(
            channel.Id,
            new MessagePayload { Content = "a picture" },
            [],
            Cancellation
        );

        Assert.Single(server.State.In(channel));
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task A_long_429_is_the_callers_to_plan()
    {
        var channel = server.State.AddChannel("art");
        server.Limits.LimitNext("POST /channels", retryAfter: 64.57);

        var refused = await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.CreateMessageAsync(channel.Id, new MessagePayload { Content = "a picture" }, [], Cancellation)
        );
        var again = await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.CreateMessageAsync(channel.Id, new MessagePayload { Content = "a picture" }, [], Cancellation)
        );

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromSeconds(64.57), refused.RetryAfter);
        Assert.True(again.RetryAfter > TimeSpan.FromSeconds(50));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_global_429_stops_the_bot_but_not_its_interactions()
    {
        var channel = server.State.AddChannel("art");
        var ada = new DiscordUser(server, "Ada");
        var interaction = ada.Create(channel, 2, new JsonObject { ["name"] = "imagine" }, null);
        server.Limits.LimitNext("POST /channels", retryAfter: 60, scope: "global");

        await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.CreateMessageAsync(channel.Id, new MessagePayload { Content = "a picture" }, [], Cancellation)
        );
        await Assert.ThrowsAsync<DiscordApiException>(() => process.Api.CreateDmAsync(ada.Id, Cancellation));
        await process.Api.RespondAsync(interaction.Id, interaction.Token, InteractionResponse.Deferred, Cancellation);

        Assert.Equal([429, 204], server.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task A_create_with_a_nonce_is_sent_again_after_a_fault_and_posts_one_message()
    {
        var channel = server.State.AddChannel("art");
        server.Limits.AnswerNext("POST /channels", 502, null);

        await process.Api.CreateMessageAsync(
            channel.Id,
            new MessagePayload
            {
                Content = "a picture",
                Nonce = "n1",
                EnforceNonce = true,
            },
            [],
            Cancellation
        );
        await process.Api.CreateMessageAsync(
            channel.Id,
            new MessagePayload
            {
                Content = "a picture",
                Nonce = "n1",
                EnforceNonce = true,
            },
            [],
            Cancellation
        );

        Assert.Single(server.State.In(channel));
    }

    [Fact]
    public async Task A_create_without_a_nonce_is_not_sent_again_after_a_fault()
    {
        var channel = server.State.AddChannel("art");
        server.Limits.AnswerNext("POST /channels", 502, null);

        var fault = await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.CreateMessageAsync(channel.Id, new MessagePayload { Content = "a picture" }, [], Cancellation)
        );

        Assert.True(fault.IsTransient);
        Assert.Empty(server.State.In(channel));
    }

    [Fact]
    public async Task After_one_401_the_token_is_not_used_again()
    {
        await using var stranger = new DiscordProcess(server, token: "MTA5.wrong.token");
        var channel = server.State.AddChannel("art");

        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<DiscordApiException>(() =>
                stranger.Api.CreateMessageAsync(
                    channel.Id,
                    new MessagePayload { Content = "a picture" },
                    [],
                    Cancellation
                )
            );
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
            Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);
        }

        Assert.Single(server.Calls, call => call.Status == 401);
    }

    [Fact]
    public async Task An_answer_that_is_not_Discords_is_no_crash()
    {
        var channel = server.State.AddChannel("art");
        server.Limits.AnswerNext("POST /channels", 429, null, ("Retry-After", "30"));

        var refused = await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.CreateMessageAsync(channel.Id, new MessagePayload { Content = "a picture" }, [], Cancellation)
        );

        Assert.Equal(TimeSpan.FromSeconds(30), refused.RetryAfter);
    }

    [Fact]
    public async Task An_interaction_that_is_already_acknowledged_counts_as_answered()
    {
        var channel = server.State.AddChannel("art");
        var interaction = new DiscordUser(server, "Ada").Create(
            channel,
            2,
            new JsonObject { ["name"] = "imagine" },
            null
        );

        await process.Api.RespondAsync(interaction.Id, interaction.Token, InteractionResponse.Deferred, Cancellation);
        await process.Api.RespondAsync(interaction.Id, interaction.Token, InteractionResponse.Deferred, Cancellation);

        Assert.Contains(server.Calls, call => call.Status == 400);
    }

    [Fact]
    public async Task No_token_appears_in_logs_or_exceptions()
    {
        var channel = server.State.AddChannel("art");
        var interaction = new DiscordUser(server, "Ada").Create(
            channel,
            2,
            new JsonObject { ["name"] = "imagine" },
            null
        );
        server.Limits.AnswerNext("callback", 502, null);
        server.Limits.AnswerNext("callback", 429, new JsonObject { ["retry_after"] = 0.1 });
        interaction.IsExpired = true;

        var refused = await Assert.ThrowsAsync<DiscordApiException>(() =>
            process.Api.RespondAsync(interaction.Id, interaction.Token, InteractionResponse.Deferred, Cancellation)
        );

        Assert.DoesNotContain(interaction.Token, refused.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(process.Logs.Lines);
        Assert.DoesNotContain(process.Logs.Lines, line =>
            line.Contains(interaction.Token, StringComparison.Ordinal)
            || line.Contains(server.Token, StringComparison.Ordinal)
        );
    }
}
