using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>What can be done with pictures that are there, besides moving them.</summary>
public abstract partial class ConversationTests
{
    [Fact]
    public async Task A_picture_is_varied_by_button_and_by_context_menu_and_enlarged_into_a_file()
    {
        var channel = Server.State.AddChannel("vary");
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        var drawn = await DrawAsync(ada, channel, Options("a boat on a lake", 2));

        await bob.PressAsync(drawn, "Vary 2", Cancellation);
        drawn = await WithButtonAsync(channel, "A little");
        await bob.PressAsync(drawn, "A little", Cancellation);
        var varied = await ResultAsync(channel, 1, files: 2);
        await ada.ChooseAsync(drawn, "Vary", Cancellation);
        await ResultAsync(channel, 2, files: 2);
        await ada.PressAsync(drawn, "Zoom out", Cancellation);
        await ResultAsync(channel, 3, files: 2);
        await ada.PressAsync(drawn, "Back", Cancellation);
        drawn = await WithButtonAsync(channel, "Enlarge 1");
        await ada.PressAsync(drawn, "Enlarge 1", Cancellation);
        var large = await DiscordServer.EventuallyAsync(
            () =>
                Server.State.In(channel) is { Count: 5 } rows
                && rows[4] is { Files: [{ } file] }
                && file.Name.EndsWith(".png", StringComparison.Ordinal)
                    ? file
                    : null,
            "a large picture",
            Cancellation
        );

        Assert.DoesNotContain(varied.Files[0].Bytes, drawn.Files.Select(file => file.Bytes));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], large.Bytes[..4]);
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task The_form_draws_a_part_of_the_picture_anew_where_one_is_chosen()
    {
        var channel = Server.State.AddChannel("parts");
        var ada = new DiscordUser(Server, "Ada");
        var drawn = await DrawAsync(ada, channel, Options("a red boat on the sea", 1));

        var press = await ada.PressAsync(drawn, "Edit words", Cancellation);
        await DiscordServer.EventuallyAsync(() => press.Response, "a form", Cancellation);
        await ada.SubmitAsync(
            press,
            drawn,
            "a tree",
            Cancellation,
            new Dictionary<string, string> { ["area"] = "Left" }
        );

        var changed = await ResultAsync(channel, 1, files: 1);
        Assert.StartsWith("“a red boat on the sea, a tree”", changed.Content, StringComparison.Ordinal);
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task Edit_opens_a_form_with_the_words_and_what_is_sent_is_drawn_with_the_same_seed()
    {
        var channel = Server.State.AddChannel("edit");
        var ada = new DiscordUser(Server, "Ada");
        var drawn = await DrawAsync(ada, channel, Options("a red boat on the sea", 1));

        var press = await ada.PressAsync(drawn, "Edit words", Cancellation);
        var form = await DiscordServer.EventuallyAsync(() => press.Response, "a form", Cancellation);
        var sent = await ada.SubmitAsync(press, drawn, "a blue boat on the sea", Cancellation);
        var changed = await ResultAsync(channel, 1, files: 1);

        Assert.Equal(9, (int?)form["type"]);
        Assert.Equal("a red boat on the sea", (string?)form["data"]!["components"]![0]!["component"]!["value"]);
        Assert.Same(sent.Original, changed);
        Assert.Contains("a blue boat on the sea", changed.Content, StringComparison.Ordinal);
        Assert.NotEqual(drawn.Files[0].Bytes, changed.Files[0].Bytes);
    }

    [Fact]
    public async Task The_edit_command_changes_the_latest_pictures_with_the_words_it_is_given_or_opens_the_form()
    {
        var channel = Server.State.AddChannel("edit-command");
        var ada = new DiscordUser(Server, "Ada");
        var early = await ada.CommandAsync(Server.State.AddChannel("empty"), "edit", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => early.Response, "an answer", Cancellation);
        Assert.Contains("no finished pictures", (string)early.Response!["data"]!["content"]!, StringComparison.Ordinal);
        await DrawAsync(ada, channel, Options("a red house in the snow", 1));

        await ada.CommandAsync(
            channel,
            "edit",
            new Dictionary<string, JsonNode> { ["words"] = "red -> green" },
            Cancellation
        );
        var changed = await ResultAsync(channel, 1, files: 1);
        var asked = await ada.CommandAsync(channel, "edit", null, Cancellation);
        var form = await DiscordServer.EventuallyAsync(() => asked.Response, "a form", Cancellation);

        Assert.Contains("a green house in the snow", changed.Content, StringComparison.Ordinal);
        Assert.Equal(9, (int?)form["type"]);
    }

    [Fact]
    public async Task Only_the_person_who_asked_deletes_also_where_the_bot_itself_has_no_access_and_the_token_is_gone()
    {
        var channel = Server.State.AddChannel("delete", botMayPost: false);
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        var drawn = await DrawAsync(ada, channel, Options("a yellow balloon", 1));

        var foreign = await bob.PressAsync(drawn, "Delete", Cancellation);
        await DiscordServer.EventuallyAsync(() => foreign.Response, "an answer to Bob", Cancellation);
        Server.State.Interactions[drawn.InteractionToken!].IsExpired = true;
        await ada.PressAsync(drawn, "Delete", Cancellation);
        await DiscordServer.EventuallyAsync(() => drawn.IsDeleted ? drawn : null, "the message is gone", Cancellation);

        Assert.Equal(64, (int?)foreign.Response!["data"]!["flags"]);
        Assert.DoesNotContain(Server.State.In(channel), row => !row.IsEphemeral);
    }

    private async Task<DiscordMessageRow> DrawAsync(
        DiscordUser person,
        DiscordChannel channel,
        Dictionary<string, JsonNode> options
    )
    {
        await person.CommandAsync(channel, "imagine", options, Cancellation);
        var drawn = await ResultAsync(channel, 0, files: (int?)options["count"] ?? 4);
        await DeliveredAsync(channel);
        return drawn;
    }
}
