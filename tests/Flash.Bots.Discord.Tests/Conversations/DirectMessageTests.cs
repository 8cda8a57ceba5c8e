using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>Words in direct messages, which only the gateway brings.</summary>
public sealed class DirectMessageTests(FlashOverGateway flash) : IClassFixture<FlashOverGateway>
{
    private DiscordServer Server => flash.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_needs_no_command_and_buttons_and_answers_follow_from_its_pictures()
    {
        var ada = new DiscordUser(Server, "Ada");

        var channel = await ada.SayAsync("a red boat on the sea --count 1 --seed 7", Cancellation);
        var drawn = await ResultAsync(channel, 0);
        Assert.Null(drawn.InteractionToken);
        Assert.Contains("a red boat on the sea", drawn.Content, StringComparison.Ordinal);
        await DiscordServer.EventuallyAsync(
            () =>
                flash.AuditAsync(channel).GetAwaiter().GetResult() is var all && all.Contains("imagine.delivered")
                    ? all
                    : null,
            "the delivery",
            Cancellation
        );

        await ada.PressAsync(drawn, "Again", Cancellation);
        await ResultAsync(channel, 1);
        await ada.SayAsync("boat -> ship", Cancellation, answered: drawn);
        var reworded = await ResultAsync(channel, 2);

        Assert.Contains("a red ship on the sea", reworded.Content, StringComparison.Ordinal);
        Assert.Empty(Server.Violations);
        Assert.DoesNotContain("red boat", flash.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_said_twice_are_two_requests_and_one_message_delivered_twice_is_one()
    {
        var ada = new DiscordUser(Server, "Ada");
        var channel = Server.State.DirectMessages(ada.Id);
        var said = ada.MessageOf(channel, "a green fish --count 1");

        await Server.Gateway.DispatchAsync("MESSAGE_CREATE", said, Cancellation);
        await Server.Gateway.DispatchAsync("MESSAGE_CREATE", said, Cancellation);
        await ResultAsync(channel, 0);
        await ada.SayAsync("a green fish --count 1", Cancellation);
        await ResultAsync(channel, 1);

        Assert.Equal(2, Server.State.In(channel).Count);
        Assert.Equal(2, (await flash.AuditAsync(channel)).Count(action => action == "imagine.requested"));
    }

    [Fact]
    public async Task A_picture_is_one_to_start_from_and_commands_are_understood_as_typed()
    {
        var ada = new DiscordUser(Server, "Ada");
        var channel = await ada.SayAsync("a house in the snow --count 1", Cancellation);
        var drawn = await ResultAsync(channel, 0);

        await ada.SayAsync("a house at night --count 1", Cancellation, picture: drawn.Files[0].Bytes);
        await ResultAsync(channel, 1);
        await ada.SayAsync("/help", Cancellation);
        await ada.SayAsync("a house --count 900", Cancellation);

        await DiscordServer.EventuallyAsync(
            () =>
                Server
                    .State.In(channel)
                    .FirstOrDefault(row => row.Content.Contains("/imagine", StringComparison.Ordinal)),
            "help",
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel).FirstOrDefault(row => row.Content.Contains("900", StringComparison.Ordinal)),
            "a mistake",
            Cancellation
        );
    }

    [Theory]
    [InlineData("author", """{"id":"1","username":"other","bot":true}""")]
    [InlineData("author", "null")]
    [InlineData("webhook_id", "\"5\"")]
    [InlineData("guild_id", "\"197038439483310086\"")]
    [InlineData("type", "6")]
    [InlineData("content", "\"  \"")]
    [InlineData("content", "null")]
    public async Task What_other_bots_and_Discord_itself_write_and_what_holds_no_words_is_passed_by(
        string property,
        string value
    )
    {
        var ada = new DiscordUser(Server, "Ada");
        var channel = Server.State.DirectMessages(ada.Id);
        var message = ada.MessageOf(channel, "a white star");
        message[property] = JsonNode.Parse(value);

        await Server.Gateway.DispatchAsync("MESSAGE_CREATE", message, Cancellation);
        await ada.SayAsync("/queue", Cancellation);

        await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel) is [var row, ..] ? row : null,
            "an answer",
            Cancellation
        );
        Assert.Single(Server.State.In(channel));
        Assert.Empty(await flash.AuditAsync(channel));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_said_to_be_none()
    {
        var ada = new DiscordUser(Server, "Ada");
        var channel = Server.State.DirectMessages(ada.Id);
        var message = ada.MessageOf(channel, "like this", picture: [1, 2, 3]);
        message["attachments"]![0]!["content_type"] = "text/plain";

        await Server.Gateway.DispatchAsync("MESSAGE_CREATE", message, Cancellation);

        await DiscordServer.EventuallyAsync(
            () =>
                Server
                    .State.In(channel)
                    .FirstOrDefault(row => row.Content.Contains("not from that file", StringComparison.Ordinal)),
            "a refusal",
            Cancellation
        );
    }

    private Task<DiscordMessageRow> ResultAsync(DiscordChannel channel, int index) =>
        DiscordServer.EventuallyAsync(
            () =>
                Server.State.In(channel) is var rows
                && rows.Count > index
                && rows[index] is { Files.Count: 1 } row
                && row.Buttons.ContainsKey("Again")
                    ? row
                    : null,
            $"result {index}",
            Cancellation
        );
}
