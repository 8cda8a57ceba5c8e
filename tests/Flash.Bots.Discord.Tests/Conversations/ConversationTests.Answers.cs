using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>Commands that draw nothing, and pictures that people bring along.</summary>
public abstract partial class ConversationTests
{
    [Fact]
    public async Task Settings_are_changed_by_buttons_for_ones_own_eyes_and_the_next_pictures_follow_them()
    {
        var channel = Server.State.AddChannel("settings");
        var ada = new DiscordUser(Server, "Ada");
        var menu = (await AnsweredAsync(await ada.CommandAsync(channel, "settings", null, Cancellation))).Original!;
        Assert.True(menu.IsEphemeral);

        await ada.PressAsync(menu, "Pictures: as usual", Cancellation);
        await DiscordServer.EventuallyAsync(
            () => menu.Buttons.ContainsKey("2") ? menu : null,
            "the choices",
            Cancellation
        );
        await ada.PressAsync(menu, "2", Cancellation);
        await DiscordServer.EventuallyAsync(
            () => menu.Buttons.ContainsKey("Pictures: 2") ? menu : null,
            "the choice",
            Cancellation
        );
        var asked = await ada.CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode> { ["prompt"] = "a star", ["style"] = "oil" },
            Cancellation
        );

        await DiscordServer.EventuallyAsync(
            () => asked.Original is { Files.Count: 2 } row && row.Buttons.ContainsKey("Again") ? row : null,
            "two pictures",
            Cancellation
        );
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task A_chats_settings_are_for_those_who_manage_the_server()
    {
        var channel = Server.State.AddChannel("managed");
        var asked = await AnsweredAsync(
            await new DiscordUser(Server, "Bob").CommandAsync(
                channel,
                "settings",
                new Dictionary<string, JsonNode> { ["whose"] = "chat" },
                Cancellation
            )
        );

        Assert.Empty(asked.Original!.Buttons);
        Assert.Contains("manage", asked.Original.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("styles", "watercolour")]
    [InlineData("queue", "")]
    [InlineData("privacy", "")]
    public async Task What_was_asked_is_answered_for_ones_own_eyes(string command, string expected)
    {
        var asked = await AnsweredAsync(
            await new DiscordUser(Server, "Ada").CommandAsync(
                Server.State.AddChannel(command),
                command,
                null,
                Cancellation
            )
        );

        Assert.True(asked.Original!.IsEphemeral);
        Assert.Contains(expected, asked.Original.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de", "noch keine fertigen Bilder")]
    [InlineData("ru", "нет готовых картинок")]
    [InlineData("ja", "no finished pictures")]
    public async Task People_are_answered_in_the_language_of_their_client(string locale, string expected)
    {
        var asked = await new DiscordUser(Server, "Ada", locale).CommandAsync(
            Server.State.AddChannel($"speaking {locale}"),
            "animate",
            null,
            Cancellation
        );

        await DiscordServer.EventuallyAsync(() => asked.Response, "an answer", Cancellation);
        Assert.Contains(expected, (string)asked.Response!["data"]!["content"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_data_comes_as_a_file()
    {
        var asked = await new DiscordUser(Server, "Ada").CommandAsync(
            Server.State.AddChannel("export"),
            "privacy",
            new Dictionary<string, JsonNode> { ["what"] = "export" },
            Cancellation
        );

        var row = await DiscordServer.EventuallyAsync(
            () => asked.Original is { Files.Count: 1 } found ? found : null,
            "a file",
            Cancellation
        );
        Assert.True(row.IsEphemeral);
        Assert.IsType<JsonObject>(JsonNode.Parse(row.Files[0].Bytes));
    }

    [Fact]
    public async Task A_report_from_the_context_menu_reaches_the_audit_log()
    {
        var channel = Server.State.AddChannel("report");
        var drawn = await DrawAsync(new DiscordUser(Server, "Ada"), channel, Options("a dark forest", 1));
        var bob = new DiscordUser(Server, "Bob");

        var menu = await bob.ChooseAsync(drawn, "Report", Cancellation);
        await DiscordServer.EventuallyAsync(() => menu.Response, "a form", Cancellation);
        var sent = await AnsweredAsync(await bob.SubmitAsync(menu, null, "too dark", Cancellation));

        Assert.True(sent.Original!.IsEphemeral);
        Assert.Contains("picture.reported", await flash.AuditAsync(channel));
    }

    [Fact]
    public async Task Pictures_start_from_one_that_came_with_the_command_or_stands_in_a_message()
    {
        var channel = Server.State.AddChannel("reference");
        var ada = new DiscordUser(Server, "Ada");
        var drawn = await DrawAsync(ada, channel, Options("a red boat on the sea", 1));

        await ada.CommandAsync(
            channel,
            "imagine",
            Options("a red boat at night", 1),
            "boat.png",
            drawn.Files[0].Bytes,
            Cancellation
        );
        await ResultAsync(channel, 1, files: 1);
        var menu = await ada.ChooseAsync(drawn, "Use as reference", Cancellation);
        await DiscordServer.EventuallyAsync(() => menu.Response, "a form", Cancellation);
        await ada.SubmitAsync(menu, null, "a red boat in the snow --count 1", Cancellation);
        await ResultAsync(channel, 2, files: 1);
        var wrong = await ada.CommandAsync(
            channel,
            "imagine",
            Options("a boat", 1),
            "notes.txt",
            [1, 2, 3],
            Cancellation
        );
        await DiscordServer.EventuallyAsync(() => wrong.Response, "a refusal", Cancellation);

        Assert.Contains("not from that file", (string)wrong.Response!["data"]!["content"]!, StringComparison.Ordinal);
        Assert.Contains("a red boat at night", Server.State.In(channel)[1].Content, StringComparison.Ordinal);
    }

    private static Task<DiscordInteraction> AnsweredAsync(DiscordInteraction asked) =>
        DiscordServer.EventuallyAsync(
            () => asked.Original is { IsLoading: false } ? asked : null,
            "an answer",
            Cancellation
        );
}
