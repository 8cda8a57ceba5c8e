using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

public sealed class GatewayConversationTests(FlashOverGateway flash)
    : ConversationTests(flash),
        IClassFixture<FlashOverGateway>
{
    [Fact]
    public async Task A_command_during_a_broken_connection_is_answered_after_the_session_is_resumed()
    {
        var channel = Server.State.AddChannel("broken");
        await DiscordServer.EventuallyAsync(
            () => Server.Gateway.Connected == 1 ? Server : null,
            "a connection",
            Cancellation
        );

        Server.Gateway.AbortAll();
        var help = await new DiscordUser(Server, "Ada").CommandAsync(channel, "help", null, Cancellation);

        await DiscordServer.EventuallyAsync(
            () => help.Original is { IsLoading: false } ? help : null,
            "help",
            Cancellation
        );
    }
}

public sealed class NoDatabaseTests(FlashOverGateway flash) : IClassFixture<FlashOverGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_database_the_person_is_told_so_and_nothing_is_started()
    {
        var ada = new DiscordUser(flash.Server, "Ada");
        List<(string Command, DiscordChannel Channel)> channels =
        [
            ("imagine", flash.Server.State.AddChannel("one")),
            ("animate", flash.Server.State.AddChannel("two")),
        ];
        await using (await flash.WithoutDatabaseAsync())
        {
            foreach (var (command, channel) in channels)
            {
                await ada.CommandAsync(
                    channel,
                    command,
                    command == "imagine"
                        ? new Dictionary<string, JsonNode> { ["prompt"] = "a sun over the desert" }
                        : null,
                    Cancellation
                );
                await DiscordServer.EventuallyAsync(
                    () =>
                        flash
                            .Server.State.In(channel)
                            .FirstOrDefault(row => row.Content.Contains("notebook", StringComparison.Ordinal)),
                    "a sentence",
                    Cancellation
                );
                Assert.True(Assert.Single(flash.Server.State.In(channel)).IsEphemeral);
            }
        }

        Assert.Empty(await flash.AuditAsync(channels[0].Channel));
    }
}

public sealed class HttpConversationTests(FlashOverHttp flash) : ConversationTests(flash), IClassFixture<FlashOverHttp>
{
    [Fact]
    public async Task Discord_accepts_the_endpoint() =>
        Assert.True(await Server.Http.AcceptsEndpointAsync(Flash.Endpoint, Cancellation));
}
