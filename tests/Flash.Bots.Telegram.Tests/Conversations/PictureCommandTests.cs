using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>Trees, descriptions, blends and arenas, from a person's words to what stands in the chat.</summary>
public sealed class PictureCommandTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_have_a_tree_and_words_and_are_blended_and_voted_on()
    {
        var chat = host.NewPrivateChat();
        chat.Says("/imagine a red boat on the sea --count 2 --seed 5");
        await host.UntilAuditAsync(chat, "imagine.delivered");

        chat.Says("/blend 1 2 a castle");
        await host.UntilAuditAsync(chat, "blend.delivered");
        chat.Says("/tree");
        await host.UntilAuditAsync(chat, "tree.delivered");
        chat.Says("/describe 1");
        await host.UntilAuditAsync(chat, "describe.delivered");
        chat.Says("/arena a blue house");
        await host.UntilAuditAsync(chat, "arena.delivered");

        var (tree, told, arena) = (chat.FromBot[2], chat.FromBot[3], chat.FromBot[4]);
        Assert.StartsWith("What was made from what", tree.Content.Caption, StringComparison.Ordinal);
        Assert.Equal(SentFileKind.Photo, tree.Content.File!.Kind);
        Assert.StartsWith("I drew this.", told.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("Which one is better?", arena.Content.Caption, StringComparison.Ordinal);
        var vote = chat.Presses(arena, "1 is better");
        await host.Server.UntilAsync(() => vote.Answer is not null, Cancel);
        Assert.Equal("Your vote counts: picture 1.", vote.Answer);
        await host.UntilAuditAsync(chat, "arena.voted");
    }

    [Fact]
    public async Task An_album_with_the_command_below_it_is_blended()
    {
        var chat = host.NewPrivateChat();

        chat.SendsFile("one.png", "image/png", Samples.Picture(255, 0, 0).Bytes.ToArray(), "/blend a ship", album: "1");
        chat.SendsFile("two.png", "image/png", Samples.Picture(0, 0, 255).Bytes.ToArray(), null, album: "1");

        await host.UntilAuditAsync(chat, "blend.delivered");
        Assert.StartsWith("“a ship”", chat.FromBot[^1].Content.Caption, StringComparison.Ordinal);
    }
}
