using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;
using Npgsql;

namespace Flash.Bots.Discord.Tests.Conversations;

public sealed class GatewayConversationTests(FlashOverGateway flash) : ConversationTests(flash), IClassFixture<FlashOverGateway>
{
    [Fact]
    public async Task A_command_during_a_broken_connection_is_answered_after_the_session_is_resumed()
    {
        var channel = Server.State.AddChannel("broken");
        await DiscordServer.EventuallyAsync(() => Server.Gateway.Connected == 1 ? Server : null, "a connection", Cancellation);

        Server.Gateway.AbortAll();
        var help = await new DiscordUser(Server, "Ada").CommandAsync(channel, "help", null, Cancellation);

        await DiscordServer.EventuallyAsync(() => help.Original is { IsLoading: false } ? help : null, "help", Cancellation);
    }
}

public sealed class NoDatabaseTests(FlashOverGateway flash) : IClassFixture<FlashOverGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_database_the_person_is_told_so_and_nothing_is_started()
    {
        var ada = new DiscordUser(flash.Server, "Ada");
        List<(string Command, DiscordChannel Channel)> channels = [("imagine", flash.Server.State.AddChannel("one")), ("animate", flash.Server.State.AddChannel("two"))];
        await using (await flash.WithoutDatabaseAsync())
        {
            foreach (var (command, channel) in channels)
            {
                await ada.CommandAsync(channel, command, command == "imagine" ? new Dictionary<string, JsonNode> { ["prompt"] = "a sun over the desert" } : null, Cancellation);
                await DiscordServer.EventuallyAsync(() => flash.Server.State.In(channel).FirstOrDefault(row => row.Content.Contains("notebook", StringComparison.Ordinal)), "a sentence", Cancellation);
                Assert.True(Assert.Single(flash.Server.State.In(channel)).IsEphemeral);
            }
        }

        Assert.Empty(await flash.AuditAsync(channels[0].Channel));
    }
}

public sealed class HttpConversationTests(FlashOverHttp flash) : ConversationTests(flash), IClassFixture<FlashOverHttp>
{
    [Fact]
    public async Task Discord_accepts_the_endpoint()
        => Assert.True(await Server.Http.AcceptsEndpointAsync(Flash.Endpoint, Cancellation));
}

/// <summary>What a person sees on Discord, from the command to the moving picture: real protocol, real database, real worker, real model.</summary>
public abstract class ConversationTests(FlashOnDiscord flash)
{
    protected FlashOnDiscord Flash => flash;

    protected DiscordServer Server => flash.Server;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_becomes_four_pictures_in_one_message_and_one_of_them_moves()
    {
        var channel = Server.State.AddChannel("art");
        var ada = new DiscordUser(Server, "Ada");

        var asked = await ada.CommandAsync(channel, "imagine", new Dictionary<string, JsonNode> { ["prompt"] = "a red boat on the sea", ["seed"] = 7 }, Cancellation);
        var pictures = await ResultAsync(channel, 0, files: 4);

        Assert.Equal(5, (int?)asked.Response?["type"]);
        Assert.Same(asked.Original, Assert.Single(Server.State.In(channel)));
        Assert.Equal(4, pictures.Files.Count);
        Assert.All(pictures.Files, file => Assert.Contains("a red boat on the sea", file.Description, StringComparison.Ordinal));
        Assert.Equal(4, pictures.Files.Select(file => Convert.ToHexString(file.Bytes)).Distinct().Count());
        Assert.Contains("a red boat on the sea", pictures.Content, StringComparison.Ordinal);

        await DeliveredAsync(channel);
        var press = await ada.PressAsync(pictures, "Animate 2", Cancellation);
        var animation = await ResultAsync(channel, 1, files: 1, "gif");

        Assert.Same(press.Original, animation);
        Assert.Equal("GIF89a", System.Text.Encoding.ASCII.GetString(animation.Files[0].Bytes, 0, 6));
        Assert.Equal(2, Server.State.In(channel).Count);
        await DiscordServer.EventuallyAsync(() => flash.AuditAsync(channel).GetAwaiter().GetResult() is { Count: 4 } all ? all : null, "the audit log", Cancellation);
        Assert.Equal(["imagine.requested", "imagine.delivered", "animate.requested", "animate.delivered"], await flash.AuditAsync(channel));
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
        var options = new Dictionary<string, JsonNode> { ["prompt"] = "a house in the snow", ["seed"] = 11, ["count"] = 1, ["negative"] = "a \"car\", people", ["shape"] = "1:1" };

        await ada.CommandAsync(channel, "imagine", options, Cancellation);
        var first = await ResultAsync(channel, 0, files: 1);
        await ada.CommandAsync(channel, "imagine", options, Cancellation);
        var second = await ResultAsync(channel, 1, files: 1);
        await ada.PressAsync(first, "Again", Cancellation);
        var third = await ResultAsync(channel, 2, files: 1);

        Assert.Equal(first.Files[0].Bytes, second.Files[0].Bytes);
        Assert.NotEqual(first.Files[0].Bytes, third.Files[0].Bytes);
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

        var asked = await new DiscordUser(Server, "Ada").CommandAsync(channel, "imagine", new Dictionary<string, JsonNode> { ["prompt"] = new string('x', 5_000) }, Cancellation);

        var told = await DiscordServer.EventuallyAsync(() => Server.State.In(channel).FirstOrDefault(row => !row.IsLoading), "an answer", Cancellation);
        Assert.True(told.IsEphemeral);
        Assert.Contains("5,000 characters", told.Content, StringComparison.Ordinal);
        Assert.True(asked.Original!.IsDeleted);
        Assert.Empty(await flash.AuditAsync(channel));
    }

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
        var asked = await ada.CommandAsync(channel, "imagine", new Dictionary<string, JsonNode> { ["prompt"] = "a yellow moon" }, Cancellation);
        var waiting = await DiscordServer.EventuallyAsync(() => Server.State.In(channel).FirstOrDefault(row => row.Buttons.ContainsKey("Cancel")), "a message with Cancel", Cancellation);

        var foreign = await bob.PressAsync(waiting, "Cancel", Cancellation);
        await DiscordServer.EventuallyAsync(() => foreign.Response, "an answer to Bob", Cancellation);
        var own = await ada.CommandAsync(channel, "cancel", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => own.Response, "an answer to Ada", Cancellation);

        Assert.Contains("Only the person who asked", (string)foreign.Response!["data"]!["content"]!, StringComparison.Ordinal);
        Assert.Equal(64, (int?)own.Response!["data"]!["flags"]);
        await DiscordServer.EventuallyAsync(() => asked.Original!.Content.Contains("ancelled", StringComparison.Ordinal) ? asked : null, "the message says so", Cancellation);
        Assert.DoesNotContain("Cancel", asked.Original!.Buttons.Keys);
    }

    [Fact]
    public async Task A_press_that_takes_the_database_too_long_is_deferred_before_Discord_gives_up()
    {
        var channel = Server.State.AddChannel("slow");
        var ada = new DiscordUser(Server, "Ada");
        await ada.CommandAsync(channel, "imagine", new Dictionary<string, JsonNode> { ["prompt"] = "a blue flower", ["count"] = 1 }, Cancellation);
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
    public async Task A_result_that_outlives_the_token_comes_as_the_bots_own_message()
    {
        var channel = Server.State.AddChannel("late");
        await using var paused = await PauseWorkersAsync();
        var asked = await new DiscordUser(Server, "Ada").CommandAsync(channel, "imagine", Options("a cat in a meadow", 2), Cancellation);
        await DiscordServer.EventuallyAsync(() => asked.Original is { IsLoading: false } ? asked : null, "the placeholder", Cancellation);

        asked.IsExpired = true;
        await paused.DisposeAsync();

        var row = await ResultAsync(channel, 0, files: 2);
        Assert.Same(asked.Original, row);
        Assert.Contains(Server.Calls, call => call.Method == "PATCH" && call.Path.StartsWith($"/api/v10/channels/{channel.Id}/", StringComparison.Ordinal));
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
    public async Task The_animate_command_and_the_context_menu_move_the_latest_pictures()
    {
        var channel = Server.State.AddChannel("animate");
        var ada = new DiscordUser(Server, "Ada");
        var early = await ada.CommandAsync(channel, "animate", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => early.Response, "an answer", Cancellation);
        Assert.Contains("no finished pictures", (string)early.Response!["data"]!["content"]!, StringComparison.Ordinal);

        await ada.CommandAsync(channel, "imagine", Options("a tree on a mountain", 2), Cancellation);
        var drawn = await DiscordServer.EventuallyAsync(() => Server.State.In(channel).FirstOrDefault(row => row.Buttons.ContainsKey("Animate 2")), "pictures", Cancellation);
        await DeliveredAsync(channel);
        await ada.CommandAsync(channel, "animate", new Dictionary<string, JsonNode> { ["picture"] = 2 }, Cancellation);
        await DiscordServer.EventuallyAsync(() => Server.State.In(channel).Count(row => row.Files.Any(file => file.Name.EndsWith(".gif", StringComparison.Ordinal))) == 1 ? Server : null, "one animation", Cancellation);
        var menu = new JsonObject
        {
            ["name"] = "Animate", ["type"] = 3, ["target_id"] = drawn.Id.ToString(),
            ["resolved"] = new JsonObject { ["messages"] = new JsonObject { [drawn.Id.ToString()] = drawn.ToJson() } },
        };
        await ada.DoAsync(channel, 2, menu, null, Cancellation);

        await DiscordServer.EventuallyAsync(() => Server.State.In(channel).Count(row => row.Files.Any(file => file.Name.EndsWith(".gif", StringComparison.Ordinal))) == 2 ? Server : null, "two animations", Cancellation);
    }

    /// <summary>The message shows its pictures a moment before the database says so.</summary>
    private Task<IReadOnlyList<string>> DeliveredAsync(DiscordChannel channel) => DiscordServer.EventuallyAsync(
        () => flash.AuditAsync(channel).GetAwaiter().GetResult() is { } all && all.Contains("imagine.delivered") ? all : null, "the delivery in the audit log", Cancellation);

    [Fact]
    public async Task Commands_are_registered_once_and_not_again_while_they_stay_the_same()
    {
        await DiscordServer.EventuallyAsync(() => Server.State.Commands.Count > 0 ? Server : null, "registered commands", Cancellation);

        await flash.RestartAsync();
        var help = await new DiscordUser(Server, "Ada").CommandAsync(Server.State.AddChannel("help"), "help", null, Cancellation);
        await DiscordServer.EventuallyAsync(() => help.Original is { IsLoading: false } ? help : null, "help", Cancellation);
        await DiscordServer.EventuallyAsync(() => Server.Calls.Count(call => call.Method == "GET" && call.Path.EndsWith("/commands", StringComparison.Ordinal)) >= 2 ? Server : null, "a second look", Cancellation);

        Assert.Single(Server.Calls, call => call.Method == "PUT");
        Assert.True(help.Original!.IsEphemeral);
        Assert.Contains("/imagine", help.Original.Content, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonNode> Options(string prompt, int count) => new() { ["prompt"] = prompt, ["count"] = count };

    private static JsonObject Imagine(string prompt, int count) => new()
    {
        ["id"] = "1", ["name"] = "imagine", ["type"] = 1,
        ["options"] = new JsonArray(new JsonObject { ["name"] = "prompt", ["type"] = 3, ["value"] = prompt }, new JsonObject { ["name"] = "count", ["type"] = 4, ["value"] = count }),
    };

    private async Task<DiscordMessageRow> ResultAsync(DiscordChannel channel, int index, int files, string extension = "")
        => await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel) is var rows && rows.Count > index && rows[index] is var row && row.Files.Count == files && row.Files[0].Name.EndsWith(extension, StringComparison.Ordinal)
                && (extension == "gif" || row.Buttons.ContainsKey("Again")) ? row : null,
            $"message {index} with {files} files", Cancellation);

    private static async Task<IEnumerable<string>> ChoicesAsync(DiscordUser person, DiscordChannel channel, string option, string typed)
    {
        var completing = await person.CompleteAsync(channel, "imagine", option, typed, Cancellation);
        var response = await DiscordServer.EventuallyAsync(() => completing.Response, "choices", Cancellation);
        return response["data"]!["choices"]!.AsArray().Select(choice => (string)choice!["value"]!);
    }

    /// <summary>Holds the queue, so that nothing new reaches a worker.</summary>
    private Task<NpgsqlConnection> PauseWorkersAsync() => HoldAsync("LOCK TABLE hangfire.job IN EXCLUSIVE MODE");

    /// <summary>Holds every generation, as a database that is too busy would.</summary>
    private Task<NpgsqlConnection> LockGenerationsAsync() => HoldAsync("LOCK TABLE flash.generations IN ACCESS EXCLUSIVE MODE");

    private async Task<NpgsqlConnection> HoldAsync(string statement)
    {
        var connection = new NpgsqlConnection(flash.Database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"BEGIN; {statement}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
