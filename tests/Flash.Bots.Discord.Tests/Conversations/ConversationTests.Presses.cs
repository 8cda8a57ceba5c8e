using System.Text.Json.Nodes;
using Flash.Inference;
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
    public async Task A_messages_menu_knows_what_it_shows_when_its_buttons_are_gone()
    {
        var channel = Server.State.AddChannel("recipe");
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        await ada.CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode>
            {
                ["prompt"] = "a red fox",
                ["count"] = 2,
                ["seed"] = 77,
            },
            Cancellation
        );
        var drawn = await ResultAsync(channel, 0, files: 2);
        await DeliveredAsync(channel);
        Assert.Equal(
            ["a red fox (picture 1 of 2)", "a red fox (picture 2 of 2)"],
            drawn.Files.Select(file => file.Description)
        );

        var bare = new DiscordMessageRow { Id = drawn.Id, ChannelId = drawn.ChannelId };
        var recipe = await bob.ChooseAsync(bare, "Recipe", Cancellation);
        var report = await bob.ChooseAsync(bare, "Report", Cancellation);
        var strange = await bob.ChooseAsync(
            new DiscordMessageRow { Id = Server.State.NewId(), ChannelId = drawn.ChannelId },
            "Recipe",
            Cancellation
        );
        await DiscordServer.EventuallyAsync(() => recipe.Response, "the recipe", Cancellation);
        await DiscordServer.EventuallyAsync(() => report.Response, "a form", Cancellation);
        await DiscordServer.EventuallyAsync(() => strange.Response, "an answer", Cancellation);
        await bob.ChooseAsync(bare, "Delete", Cancellation);
        await ada.ChooseAsync(bare, "Delete", Cancellation);

        Assert.Equal(64, (int?)recipe.Response!["data"]!["flags"]);
        Assert.Contains("a red fox --seed 77", (string)recipe.Response["data"]!["content"]!, StringComparison.Ordinal);
        Assert.Equal(9, (int?)report.Response!["type"]);
        Assert.Contains(
            "no finished pictures",
            (string)strange.Response!["data"]!["content"]!,
            StringComparison.Ordinal
        );
        await DiscordServer.EventuallyAsync(() => drawn.IsDeleted ? drawn : null, "the message is gone", Cancellation);
    }

    [Fact]
    public async Task A_command_without_words_opens_a_form_of_choices()
    {
        var channel = Server.State.AddChannel("form");
        var ada = new DiscordUser(Server, "Ada");

        var asked = await ada.CommandAsync(channel, "imagine", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => asked.Response, "a form", Cancellation);
        await ada.SubmitAsync(
            asked,
            null,
            "a green house",
            Cancellation,
            new Dictionary<string, string>
            {
                ["style"] = "watercolour",
                ["shape"] = "16:9",
                ["count"] = "2",
            }
        );
        var drawn = await ResultAsync(channel, 0, files: 2);

        Assert.Equal(9, (int?)asked.Response!["type"]);
        Assert.Equal(
            [4, 3, 21, 21, 19],
            asked.Response["data"]!["components"]!.AsArray().Select(label => (int)label!["component"]!["type"]!)
        );
        Assert.Contains("watercolour", drawn.Content, StringComparison.Ordinal);
        var picture = ImageDecoder.Decode(drawn.Files[0].Bytes, 512);
        Assert.True(picture.Width > picture.Height);
    }

    [Fact]
    public async Task Help_speaks_of_what_Discord_has()
    {
        var channel = Server.State.AddChannel("help");

        var help = await new DiscordUser(Server, "Ada").CommandAsync(channel, "help", null, Cancellation);
        await DiscordServer.EventuallyAsync(
            () => help.Original?.Content is { Length: > 100 } ? help : null,
            "help",
            Cancellation
        );

        Assert.Contains("/edit", help.Original!.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("--", help.Original.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("/report", help.Original.Content, StringComparison.Ordinal);
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

    [Fact]
    public async Task Pictures_are_hidden_by_their_owner_or_a_moderator_who_alone_shows_them_again()
    {
        var channel = Server.State.AddChannel("hiding");
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        var moderator = new DiscordUser(Server, "Grace") { Permissions = "8192" };
        var drawn = await DrawAsync(ada, channel, Options("a boat", 2));
        var before = drawn.Files;

        Assert.Contains("Only who asked", await HideAsync(bob), StringComparison.Ordinal);
        Assert.False(drawn.Files[0].IsSpoiler);
        Assert.StartsWith("Hidden", await HideAsync(ada), StringComparison.Ordinal);
        Assert.All(drawn.Files, file => Assert.True(file.IsSpoiler));
        Assert.StartsWith("It is hidden already", await HideAsync(ada), StringComparison.Ordinal);
        Assert.StartsWith("Everyone sees it again", await HideAsync(moderator), StringComparison.Ordinal);

        Assert.Equal(before, drawn.Files);
        Assert.NotEmpty(drawn.Buttons);
        Assert.Empty(Server.Violations);

        async Task<string> HideAsync(DiscordUser by) =>
            (await AnsweredAsync(await by.ChooseAsync(drawn, "Hide", Cancellation))).Original!.Content;
    }
}
