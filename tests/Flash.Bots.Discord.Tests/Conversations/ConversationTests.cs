using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>What a person sees on Discord, from the command to the moving picture: real protocol, real database, real
/// worker, real model.</summary>
public abstract partial class ConversationTests(FlashOnDiscord flash)
{
    protected FlashOnDiscord Flash => flash;

    protected DiscordServer Server => flash.Server;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_becomes_four_pictures_in_one_message_and_one_of_them_moves()
    {
        var channel = Server.State.AddChannel("art");
        var ada = new DiscordUser(Server, "Ada");

        var asked = await ada.CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode> { ["prompt"] = "a red boat on the sea", ["seed"] = 7 },
            Cancellation
        );
        var pictures = await ResultAsync(channel, 0, files: 4);

        Assert.Equal(5, (int?)asked.Response?["type"]);
        Assert.Same(asked.Original, Assert.Single(Server.State.In(channel)));
        Assert.Equal(4, pictures.Files.Count);
        Assert.All(pictures.Files, file =>
            Assert.Contains("a red boat on the sea", file.Description, StringComparison.Ordinal)
        );
        Assert.Equal(4, pictures.Files.Select(file => Convert.ToHexString(file.Bytes)).Distinct().Count());
        Assert.Contains("a red boat on the sea", pictures.Content, StringComparison.Ordinal);

        await DeliveredAsync(channel);
        var press = await ada.PressAsync(pictures, "Animate 2", Cancellation);
        var animation = await ResultAsync(channel, 1, files: 1, "gif");

        Assert.Same(press.Original, animation);
        Assert.Equal("GIF89a", System.Text.Encoding.ASCII.GetString(animation.Files[0].Bytes, 0, 6));
        Assert.Equal(2, Server.State.In(channel).Count);
        await DiscordServer.EventuallyAsync(
            () => flash.AuditAsync(channel).GetAwaiter().GetResult() is { Count: 4 } all ? all : null,
            "the audit log",
            Cancellation
        );
        Assert.Equal(
            ["imagine.requested", "imagine.delivered", "animate.requested", "animate.delivered"],
            await flash.AuditAsync(channel)
        );
        Assert.Empty(Server.Violations);
        Assert.DoesNotContain(Server.Token, flash.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain(asked.Token, flash.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain("red boat", flash.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_options_of_the_command_count_and_again_draws_other_pictures()
    {
        var channel = Server.State.AddChannel("options");
        var ada = new DiscordUser(Server, "Ada");
        var options = new Dictionary<string, JsonNode>
        {
            ["prompt"] = "a house in the snow",
            ["seed"] = 11,
            ["count"] = 1,
            ["negative"] = "a \"car\", people",
            ["shape"] = "1:1",
        };

        await ada.CommandAsync(channel, "imagine", options, Cancellation);
        var first = await ResultAsync(channel, 0, files: 1);
        await ada.CommandAsync(channel, "imagine", options, Cancellation);
        var second = await ResultAsync(channel, 1, files: 1);
        await ada.PressAsync(first, "Again", Cancellation);
        var third = await ResultAsync(channel, 2, files: 1);

        // The invisible mark names the generation, so the same picture differs a little each time.
        Assert.InRange(Difference(first, second), 0, 6);
        Assert.InRange(Difference(first, third), 6.001, 255);
    }

    [Fact]
    public async Task The_same_interaction_delivered_three_times_is_one_request()
    {
        var channel = Server.State.AddChannel("twice");
        var asked = new DiscordUser(Server, "Ada").Create(channel, 2, Imagine("a green fish", count: 1), null);

        for (var i = 0; i < 3; i++)
        {
            await Server.DeliverAsync(asked, Cancellation);
        }

        await ResultAsync(channel, 0, files: 1);
        Assert.Single(Server.State.In(channel));
        Assert.Single(await flash.AuditAsync(channel), action => action == "imagine.requested");
    }

    [Fact]
    public async Task A_mistake_is_one_sentence_for_the_person_alone()
    {
        var channel = Server.State.AddChannel("mistakes");

        var asked = await new DiscordUser(Server, "Ada").CommandAsync(
            channel,
            "imagine",
            new Dictionary<string, JsonNode> { ["prompt"] = new string('x', 5_000) },
            Cancellation
        );

        var told = await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel).FirstOrDefault(row => !row.IsLoading),
            "an answer",
            Cancellation
        );
        Assert.True(told.IsEphemeral);
        Assert.Contains("5,000 characters", told.Content, StringComparison.Ordinal);
        Assert.True(asked.Original!.IsEphemeral);
        Assert.All(Server.State.In(channel), row => Assert.True(row.IsEphemeral));
        Assert.Empty(await flash.AuditAsync(channel));
    }

    [Fact]
    public async Task What_was_deleted_while_it_was_drawn_is_not_posted_again()
    {
        var channel = Server.State.AddChannel("deleted");
        await using var paused = await PauseWorkersAsync();
        var asked = await new DiscordUser(Server, "Ada").CommandAsync(
            channel,
            "imagine",
            Options("a cat in a meadow", 1),
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () => asked.Original is { IsLoading: false } ? asked : null,
            "the placeholder",
            Cancellation
        );

        asked.Original!.IsDeleted = true;
        await paused.DisposeAsync();
        for (var look = 0; look < 600 && !(await flash.AuditAsync(channel)).Contains("imagine.failed"); look++)
        {
            await Task.Delay(50, Cancellation);
        }

        Assert.Contains("imagine.failed", await flash.AuditAsync(channel));
        Assert.DoesNotContain(Server.State.In(channel), row => !row.IsDeleted);
    }

    [Fact]
    public async Task A_result_that_outlives_the_token_comes_as_the_bots_own_message()
    {
        var channel = Server.State.AddChannel("late");
        await using var paused = await PauseWorkersAsync();
        var asked = await new DiscordUser(Server, "Ada").CommandAsync(
            channel,
            "imagine",
            Options("a cat in a meadow", 2),
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () => asked.Original is { IsLoading: false } ? asked : null,
            "the placeholder",
            Cancellation
        );

        asked.IsExpired = true;
        await paused.DisposeAsync();

        var row = await ResultAsync(channel, 0, files: 2);
        Assert.Same(asked.Original, row);
        Assert.Contains(Server.Calls, call =>
            call.Method == "PATCH" && call.Path.StartsWith($"/api/v10/channels/{channel.Id}/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_prompt_completes_itself_from_what_the_person_drew_before()
    {
        var channel = Server.State.AddChannel("again");
        var (ada, bob) = (new DiscordUser(Server, "Ada"), new DiscordUser(Server, "Bob"));
        await ada.CommandAsync(channel, "imagine", Options("a white star over a city", 1), Cancellation);
        await ResultAsync(channel, 0, files: 1);

        Assert.Equal(["a white star over a city"], await ChoicesAsync(ada, channel, "prompt", "STAR"));
        Assert.Empty(await ChoicesAsync(bob, channel, "prompt", "star"));
        Assert.Equal(["flash-mini"], await ChoicesAsync(bob, channel, "model", ""));
    }

    [Fact]
    public async Task Commands_are_registered_once_and_not_again_while_they_stay_the_same()
    {
        await DiscordServer.EventuallyAsync(
            () => Server.State.Commands.Count > 0 ? Server : null,
            "registered commands",
            Cancellation
        );

        await flash.RestartAsync();
        var help = await new DiscordUser(Server, "Ada").CommandAsync(
            Server.State.AddChannel("help"),
            "help",
            null,
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () => help.Original is { IsLoading: false } ? help : null,
            "help",
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () =>
                Server.Calls.Count(call =>
                    call.Method == "GET" && call.Path.EndsWith("/commands", StringComparison.Ordinal)
                ) >= 2
                    ? Server
                    : null,
            "a second look",
            Cancellation
        );

        Assert.Single(Server.Calls, call => call.Method == "PUT");
        Assert.True(help.Original!.IsEphemeral);
        Assert.Contains("/imagine", help.Original.Content, StringComparison.Ordinal);
    }
}
