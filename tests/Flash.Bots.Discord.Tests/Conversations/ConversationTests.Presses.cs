using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>Buttons, the commands that stand for them, and context menus.</summary>
public abstract partial class ConversationTests
{
    [Theory]
    [InlineData("animate:AAAAAAAAAAAAAAAAAAAAAA:1")]
    [InlineData("nonsense")]
    [InlineData("cancel:AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_button_is_refused_for_the_person_alone(string code)
    {
        var channel = Server.State.AddChannel("forged");
        var row = new DiscordMessageRow { Id = Server.State.NewId(), ChannelId = channel.Id };

        var press = await new DiscordUser(Server, "Mallory").PressCodeAsync(row, code, Cancellation);

        await DiscordServer.EventuallyAsync(() => press.Response, "an answer", Cancellation);
        Assert.Equal(4, (int?)press.Response!["type"]);
        Assert.Equal(64, (int?)press.Response["data"]!["flags"]);
    }

    [Fact]
    public async Task Cancelling_ends_the_drawing_and_only_the_asker_may()
    {
        var channel = Server.State.AddChannel("cancel");
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        await using var paused = await PauseWorkersAsync();
        var asked = await ada.CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode> { ["prompt"] = "a yellow moon" },
            Cancellation
        );
        var waiting = await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel).FirstOrDefault(row => row.Buttons.ContainsKey("Cancel")),
            "a message with Cancel",
            Cancellation
        );

        var foreign = await bob.PressAsync(waiting, "Cancel", Cancellation);
        await DiscordServer.EventuallyAsync(() => foreign.Response, "an answer to Bob", Cancellation);
        var own = await ada.CommandAsync(channel, "cancel", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => own.Response, "an answer to Ada", Cancellation);

        Assert.Contains(
            "Only the person who asked",
            (string)foreign.Response!["data"]!["content"]!,
            StringComparison.Ordinal
        );
        Assert.Equal(64, (int?)own.Response!["data"]!["flags"]);
        await DiscordServer.EventuallyAsync(
            () => asked.Original!.Content.Contains("ancelled", StringComparison.Ordinal) ? asked : null,
            "the message says so",
            Cancellation
        );
        Assert.DoesNotContain("Cancel", asked.Original!.Buttons.Keys);
    }

    [Fact]
    public async Task A_press_that_takes_the_database_too_long_is_deferred_before_Discord_gives_up()
    {
        var channel = Server.State.AddChannel("slow");
        var ada = new DiscordUser(Server, "Ada");
        await ada.CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode> { ["prompt"] = "a blue flower", ["count"] = 1 },
            Cancellation
        );
        var drawn = await ResultAsync(channel, 0, files: 1);

        DiscordInteraction press;
        await using (await LockGenerationsAsync())
        {
            press = await ada.PressAsync(drawn, "Animate", Cancellation);
            await DiscordServer.EventuallyAsync(() => press.Response, "a deferred answer", Cancellation);
        }

        Assert.Equal(5, (int?)press.Response!["type"]);
        await ResultAsync(channel, 1, files: 1, "gif");
    }

    [Fact]
    public async Task The_animate_command_and_the_context_menu_move_the_latest_pictures()
    {
        var channel = Server.State.AddChannel("animate");
        var ada = new DiscordUser(Server, "Ada");
        var early = await ada.CommandAsync(channel, "animate", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => early.Response, "an answer", Cancellation);
        Assert.Contains("no finished pictures", (string)early.Response!["data"]!["content"]!, StringComparison.Ordinal);

        await ada.CommandAsync(channel, "imagine", Options("a tree on a mountain", 2), Cancellation);
        var drawn = await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel).FirstOrDefault(row => row.Buttons.ContainsKey("Animate 2")),
            "pictures",
            Cancellation
        );
        await DeliveredAsync(channel);
        await ada.CommandAsync(channel, "animate", new Dictionary<string, JsonNode> { ["picture"] = 2 }, Cancellation);
        await DiscordServer.EventuallyAsync(
            () =>
                Server
                    .State.In(channel)
                    .Count(row => row.Files.Any(file => file.Name.EndsWith(".gif", StringComparison.Ordinal))) == 1
                    ? Server
                    : null,
            "one animation",
            Cancellation
        );
        await ada.ChooseAsync(drawn, "Animate", Cancellation);

        await DiscordServer.EventuallyAsync(
            () =>
                Server
                    .State.In(channel)
                    .Count(row => row.Files.Any(file => file.Name.EndsWith(".gif", StringComparison.Ordinal))) == 2
                    ? Server
                    : null,
            "two animations",
            Cancellation
        );
    }
}
