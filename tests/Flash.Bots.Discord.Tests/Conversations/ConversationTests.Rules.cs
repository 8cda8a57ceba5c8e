using System.Text.Json.Nodes;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>What a server rules for itself: words that are not drawn, and channels where Flash answers.</summary>
public abstract partial class ConversationTests
{
    private const string ManageServer = "32";
    private const string ManageChannels = "16";

    [Fact]
    public async Task A_server_rules_out_words_and_whoever_asks_for_one_is_told_alone()
    {
        var server = $"{Server.State.NewId()}";
        var (art, chat) = (Server.State.AddChannel("art", server), Server.State.AddChannel("chat", server));
        var elsewhere = Server.State.AddChannel("elsewhere", $"{Server.State.NewId()}");
        var admin = new DiscordUser(Server, "Ada") { Permissions = ManageServer };
        var bob = new DiscordUser(Server, "Bob") { Permissions = ManageChannels };
        var drawn = await DrawAsync(bob, chat, Options("a gun on a table", 1));

        var foreign = await RuleAsync(bob, art, ("words", "boat"));
        Assert.Contains("Only admins", foreign.Content, StringComparison.Ordinal);
        var ruled = await RuleAsync(admin, art, ("words", "zeppelin, gun"));
        Assert.True(ruled.IsEphemeral);
        Assert.Contains("zeppelin, gun", ruled.Content, StringComparison.Ordinal);

        var asked = await bob.CommandAsync(chat, "imagine", Options("a G.U.N on a table", 1), Cancellation);
        var refusal = await DiscordServer.EventuallyAsync(
            () =>
                Server.State.Messages.Values.FirstOrDefault(row =>
                    row.ChannelId == chat.Id && row.Content.Contains("does not want", StringComparison.Ordinal)
                ),
            "a refusal",
            Cancellation
        );
        var again = await bob.PressAsync(drawn, "Again", Cancellation);
        await DiscordServer.EventuallyAsync(() => again.Response, "an answer", Cancellation);
        await DrawAsync(bob, elsewhere, Options("a gun on a table", 1));

        Assert.True(refusal.IsEphemeral);
        Assert.Contains("does not want “G.U.N”", refusal.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("zeppelin", refusal.Content, StringComparison.Ordinal);
        Assert.Contains("does not want “gun”", (string?)again.Response!["data"]!["content"], StringComparison.Ordinal);
        Assert.Single(Server.State.In(chat), row => !row.IsEphemeral);
        Assert.NotNull(asked.Response);
        Assert.Empty(Server.Violations);
    }

    [Fact]
    public async Task A_server_keeps_Flash_to_some_channels_and_names_them_elsewhere()
    {
        var server = $"{Server.State.NewId()}";
        var (art, chat) = (Server.State.AddChannel("art", server), Server.State.AddChannel("chat", server));
        var thread = Server.State.AddChannel("thread", server, parent: art);
        var admin = new DiscordUser(Server, "Ada") { Permissions = ManageServer };
        var bob = new DiscordUser(Server, "Bob");
        var before = await DrawAsync(bob, chat, Options("a boat", 1));

        var wrong = await RuleAsync(admin, chat, ("channels", "art"));
        Assert.Contains("found no channel", wrong.Content, StringComparison.Ordinal);
        var ruled = await RuleAsync(admin, chat, ("channels", $"<#{art.Id}>"));
        Assert.Contains($"<#{art.Id}>", ruled.Content, StringComparison.Ordinal);

        foreach (var command in new[] { "imagine", "help" })
        {
            await NamesChannelAsync(
                await bob.CommandAsync(chat, command, command is "help" ? null : Options("a boat", 1), Cancellation)
            );
        }

        await NamesChannelAsync(await bob.PressAsync(before, "Again", Cancellation));
        await NamesChannelAsync(await bob.ChooseAsync(before, "Vary", Cancellation));
        await AnsweredAsync(await bob.CommandAsync(chat, "privacy", null, Cancellation));
        var report = await bob.ChooseAsync(before, "Report", Cancellation);
        await DiscordServer.EventuallyAsync(() => report.Response, "a form", Cancellation);
        Assert.Equal(9, (int?)report.Response!["type"]);
        await DrawAsync(bob, art, Options("a boat", 1));
        await DrawAsync(bob, thread, Options("a boat", 1));
        Assert.Single(Server.State.In(chat), row => !row.IsEphemeral);

        await RuleAsync(admin, chat, ("channels", "-"));
        await bob.CommandAsync(chat, "imagine", Options("a boat", 1), Cancellation);
        await DiscordServer.EventuallyAsync(
            () =>
                Server.State.In(chat).Count(row => !row.IsEphemeral && row.Buttons.ContainsKey("Again")) == 2
                    ? chat
                    : null,
            "another picture",
            Cancellation
        );
        Assert.Empty(Server.Violations);

        async Task NamesChannelAsync(DiscordInteraction asked)
        {
            await DiscordServer.EventuallyAsync(() => asked.Response, "an answer", Cancellation);
            Assert.Equal(64, (int?)asked.Response!["data"]!["flags"]);
            Assert.Contains($"<#{art.Id}>", (string?)asked.Response["data"]!["content"], StringComparison.Ordinal);
        }
    }

    private static async Task<DiscordMessageRow> RuleAsync(
        DiscordUser by,
        DiscordChannel where,
        (string Option, string Value) what
    ) =>
        (
            await AnsweredAsync(
                await by.CommandAsync(
                    where,
                    "rules",
                    new Dictionary<string, JsonNode> { [what.Option] = what.Value },
                    Cancellation
                )
            )
        ).Original!;
}
