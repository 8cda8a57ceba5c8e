using System.Text.Json.Nodes;
using Flash.Bots.Discord.Tests.Conversations;
using Flash.Bots.Moderation;
using Flash.Testing.DiscordApi;
using Npgsql;

namespace Flash.Bots.Discord.Tests.Moderation;

/// <summary>A Discord with a moderators' channel.</summary>
public sealed class FlashWithModerators() : FlashOnDiscord(DiscordIngress.Gateway)
{
    private DiscordChannel? desk;

    public DiscordChannel Desk => desk ??= Server.State.AddChannel("moderators");

    protected override IEnumerable<(string Name, string Value)> Settings() =>
        [
            ("Flash:Moderation:Discord:ChannelId", $"{Desk.Id}"),
            ("Flash:Moderation:BlurPictures", "true"),
            ("Flash:Personal:MasterKey", new string('7', 64)),
        ];
}

/// <summary>A moderators' channel in Discord: one card for whatever is held or reported, and buttons that only
/// moderators' presses move.</summary>
public sealed class ModeratorCardTests(FlashWithModerators flash) : IClassFixture<FlashWithModerators>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DiscordServer Server => flash.Server;

    [Fact]
    public async Task A_held_prompt_waits_on_a_card_that_moderators_decide_and_others_do_not()
    {
        var channel = Server.State.AddChannel("held");
        var (ada, grace) = (new DiscordUser(Server, "Ada"), await ModeratorAsync("Grace"));
        await ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'walrus', 'hold', 'root')"
        );

        // The other test has had a prompt judged, and a process may not know of a new rule for a while.
        await Task.Delay(PromptRules.MaxAge + TimeSpan.FromSeconds(1), Cancellation);
        await ada.CommandAsync(channel, "imagine", Prompt("a walrus"), Cancellation);
        var card = await CardAsync("a walrus");
        Assert.Contains("⏸ Held", card.Content, StringComparison.Ordinal);
        Assert.Contains($"Ada (discord {ada.Id}), in “held”", card.Content, StringComparison.Ordinal);

        var foreign = await ada.PressAsync(card, "Approve", Cancellation);
        await DiscordServer.EventuallyAsync(() => foreign.Response, "an answer to Ada", Cancellation);
        Assert.Equal(64, (int?)foreign.Response!["data"]!["flags"]);
        Assert.Contains(
            "Only moderators decide here",
            (string)foreign.Response["data"]!["content"]!,
            StringComparison.Ordinal
        );

        await grace.PressAsync(card, "Approve", Cancellation);
        await SaysAsync(card, "Approved by Grace, ");
        await SaysAsync(card, "It is drawn and stands in the chat.");
        Assert.True(card.Files[0].IsSpoiler);
        Assert.Single(Server.State.In(flash.Desk), row => row.Content.Contains("a walrus", StringComparison.Ordinal));
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task A_card_follows_a_decision_made_elsewhere_also_after_a_press_that_was_refused()
    {
        var channel = Server.State.AddChannel("elsewhere");
        var ada = new DiscordUser(Server, "Ada");
        await ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'narwhal', 'hold', 'root')"
        );
        await Task.Delay(PromptRules.MaxAge + TimeSpan.FromSeconds(1), Cancellation);
        await ada.CommandAsync(channel, "imagine", Prompt("a narwhal"), Cancellation);
        var card = await CardAsync("a narwhal");
        var foreign = await ada.PressAsync(card, "Approve", Cancellation);
        await DiscordServer.EventuallyAsync(() => foreign.Response, "an answer to Ada", Cancellation);

        await ExecuteAsync(
            "UPDATE flash.generations SET state = 'cancelled', finished_at = now() WHERE prompt = 'a narwhal'"
        );

        await SaysAsync(card, "The person who asked has cancelled it.");
    }

    [Fact]
    public async Task A_card_that_was_deleted_comes_back_though_Discord_remembers_its_nonce()
    {
        await ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'beluga', 'hold', 'root')"
        );
        await Task.Delay(PromptRules.MaxAge + TimeSpan.FromSeconds(1), Cancellation);
        await new DiscordUser(Server, "Ada").CommandAsync(
            Server.State.AddChannel("deleted card"),
            "imagine",
            Prompt("a beluga"),
            Cancellation
        );
        var card = await CardAsync("a beluga");

        card.IsDeleted = true;
        await ExecuteAsync(
            "UPDATE flash.generations SET state = 'queued' WHERE prompt = 'a beluga'; UPDATE flash.generations SET state = 'held' WHERE prompt = 'a beluga'"
        );

        Assert.NotSame(card, await CardAsync("a beluga"));
    }

    [Fact]
    public async Task What_is_reported_is_removed_from_its_channel_and_the_card_says_so()
    {
        var channel = Server.State.AddChannel("reported");
        var (ada, bob, grace) = (
            new DiscordUser(Server, "Ada"),
            new DiscordUser(Server, "Bob"),
            await ModeratorAsync("Hedy")
        );
        await ada.CommandAsync(channel, "imagine", Prompt("a red flower"), Cancellation);
        var drawn = await DiscordServer.EventuallyAsync(
            () => Server.State.In(channel).FirstOrDefault(row => row.Buttons.ContainsKey("Again")),
            "pictures",
            Cancellation
        );
        var asked = await bob.ChooseAsync(drawn, "Report", Cancellation);
        await DiscordServer.EventuallyAsync(() => asked.Response, "a form", Cancellation);
        await bob.SubmitAsync(asked, drawn, "It wilts.", Cancellation);
        var card = await CardAsync("a red flower");
        Assert.Contains("“It wilts.”", card.Content, StringComparison.Ordinal);

        // Who reports as soon as pictures are seen may be a moment earlier than the record that they were delivered.
        await DiscordServer.EventuallyAsync(
            () => card.Buttons.ContainsKey("Remove") ? card : null,
            "a button to remove it",
            Cancellation
        );
        await grace.PressAsync(card, "Remove", Cancellation);
        await SaysAsync(card, "Removed by Hedy");
        await SaysAsync(card, "The message is deleted.");

        Assert.True(drawn.IsDeleted);
        Assert.DoesNotContain("Remove", card.Buttons.Keys);
    }

    [Fact]
    public async Task The_channel_and_the_moderator_are_told_of_a_code_that_somebody_else_made()
    {
        var joan = await ModeratorAsync("Joan");

        await flash
            .Get<ModeratorIdentities>()
            .IssueAsync("Joan", new Moderator("flash", "moderator-0", "Mallory"), Cancellation);

        // Notices follow the chain, and no part of this process seals.
        while (await flash.Get<Flash.Bots.Audit.AuditSealer>().SealAsync(Cancellation) > 0) { }

        foreach (var channel in new[] { flash.Desk, Server.State.DirectMessages(joan.Id) })
        {
            await DiscordServer.EventuallyAsync(
                () =>
                    Server
                        .State.In(channel)
                        .FirstOrDefault(row =>
                            row.Content.Contains("Mallory made a chat code for Joan.", StringComparison.Ordinal)
                        ),
                "a notice",
                Cancellation
            );
        }

        Assert.Empty(Server.Violations);
    }

    private static Dictionary<string, JsonNode> Prompt(string prompt) => new() { ["prompt"] = prompt, ["count"] = 1 };

    private Task<DiscordMessageRow> CardAsync(string prompt) =>
        DiscordServer.EventuallyAsync(
            () =>
                Server
                    .State.In(flash.Desk)
                    .FirstOrDefault(row =>
                        row.Content.Contains(prompt, StringComparison.Ordinal) && row.Buttons.Count > 0
                    ),
            "a card",
            Cancellation
        );

    private static Task<DiscordMessageRow> SaysAsync(DiscordMessageRow card, string words) =>
        DiscordServer.EventuallyAsync(
            () => card.Content.Contains(words, StringComparison.Ordinal) ? card : null,
            $"the card says “{words}”",
            Cancellation
        );

    /// <summary>The way people do it: a code, shown to the bot where no one else sees it.</summary>
    private async Task<DiscordUser> ModeratorAsync(string name)
    {
        await ExecuteAsync($"INSERT INTO flash.moderators (name) VALUES ('{name}')");
        var code = await flash
            .Get<ModeratorIdentities>()
            .IssueAsync(name, new Moderator("flash", "root", "root"), Cancellation);
        var person = new DiscordUser(Server, name);
        await person.CommandAsync(
            Server.State.AddChannel("anywhere"),
            "moderator",
            new Dictionary<string, JsonNode> { ["code"] = code! },
            Cancellation
        );
        await DiscordServer.EventuallyAsync(
            () =>
                Server.State.Messages.Values.FirstOrDefault(row =>
                    row.IsEphemeral && row.Content.Contains($"You are {name} now", StringComparison.Ordinal)
                ),
            "the link",
            Cancellation
        );
        return person;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(flash.Database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
