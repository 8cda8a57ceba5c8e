using System.Text.Json.Nodes;
using Flash.Inference;
using Flash.Testing.DiscordApi;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>Commands that are about pictures, and one that lets people choose.</summary>
public abstract partial class ConversationTests
{
    [Fact]
    public async Task Pictures_have_a_tree_and_words_and_are_blended_and_voted_on()
    {
        var channel = Server.State.AddChannel("about-pictures");
        var ada = new DiscordUser(Server, "Ada");
        await DrawAsync(ada, channel, Options("a red boat on the sea", 2));
        await DeliveredAsync(channel);

        await ada.CommandAsync(
            channel,
            "blend",
            new Dictionary<string, JsonNode> { ["words"] = "1 2 a castle" },
            Cancellation
        );
        var blend = await ToldAsync(channel, 1, "a castle");
        await DiscordServer.EventuallyAsync(
            () =>
                flash.AuditAsync(channel).GetAwaiter().GetResult() is { } all && all.Contains("blend.delivered")
                    ? all
                    : null,
            "the blend in the audit log",
            Cancellation
        );
        await ada.CommandAsync(channel, "tree", null, Cancellation);
        var tree = await ToldAsync(channel, 2, "What was made from what");
        await ada.CommandAsync(
            channel,
            "describe",
            new Dictionary<string, JsonNode>(),
            "boat.png",
            ImageEncoder.EncodePng(new RgbImage(64, 64, new byte[64 * 64 * 3])),
            Cancellation
        );
        var told = await ToldAsync(channel, 3, "tell");
        await ada.CommandAsync(
            channel,
            "arena",
            new Dictionary<string, JsonNode> { ["prompt"] = "a blue house" },
            Cancellation
        );
        var arena = await ToldAsync(channel, 4, "Which one is better?");
        await ada.PressAsync(arena, "2 is better", Cancellation);

        Assert.NotEmpty(blend.Files);
        Assert.Contains("Blend 1", Assert.Single(tree.Files).Description, StringComparison.Ordinal);
        Assert.Single(told.Files);
        Assert.Equal(2, arena.Files.Count);
        Assert.Empty(Server.Violations);
    }

    private Task<DiscordMessageRow> ToldAsync(DiscordChannel channel, int place, string words) =>
        DiscordServer.EventuallyAsync(
            () =>
                Server.State.In(channel) is { } rows
                && rows.Count > place
                && rows[place].Files.Count > 0
                && rows[place].Content?.Contains(words, StringComparison.Ordinal) == true
                && !rows[place].Content!.Contains("Drawing", StringComparison.Ordinal)
                    ? rows[place]
                    : null,
            words,
            Cancellation
        );
}
