using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>People edit what they wrote, and the picture follows in the same message.</summary>
public sealed class EditedMessageTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private readonly BotApiServer server = host.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finished_picture_becomes_the_new_one_in_the_same_message_with_the_same_seed()
    {
        var chat = host.NewPrivateChat();
        var asked = chat.Says("/imagine a red boat on the sea --seed 7");
        await ResultAsync(chat, "a red boat");
        var before = chat.FromBot[0].Content;

        chat.Edits(asked, "/imagine a blue boat on the sea");
        await ResultAsync(chat, "a blue boat");

        var message = Assert.Single(chat.FromBot);
        Assert.Contains("seed 7", message.Content.Caption, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(before.Keyboard[0][0].Data, message.Content.Keyboard[0][0].Data);
        Assert.True(Pixels.Deviation(message.Content.File!.Bytes) > 10);
    }

    [Fact]
    public async Task A_running_generation_is_superseded_and_never_shows_again()
    {
        var chat = host.NewPrivateChat();
        using var gate = server.Script.Hold("editMessageMedia", when: call => call.Number("chat_id") == chat.Id);
        var asked = chat.Says("a green car in the desert --seed 5");
        await gate.Reached.WaitAsync(Cancel);

        chat.Edits(asked, "a yellow car in the desert --seed 5");
        await server.UntilAsync(
            () =>
                chat.FromBot[0]
                    .Revisions.Any(revision => revision.Caption?.Contains("yellow", StringComparison.Ordinal) == true),
            Cancel
        );
        gate.Dispose();
        await ResultAsync(chat, "a yellow car");

        Assert.Single(chat.FromBot);
        Assert.DoesNotContain(chat.FromBot[0].Revisions, revision =>
            revision.Caption!.Contains("cancelled", StringComparison.OrdinalIgnoreCase)
        );
        await host.UntilAuditAsync(chat, "imagine.delivered");
        Assert.Equal(
            ["imagine.requested", "imagine.superseded", "imagine.requested", "imagine.delivered"],
            await host.AuditAsync(chat)
        );
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_and_one_that_comes_twice_do_nothing_more()
    {
        var chat = host.NewPrivateChat();
        var asked = chat.Says("/imagine a moon --seed 3");
        await ResultAsync(chat, "a moon");

        chat.Edits(asked, "/imagine  a moon --seed 3");
        chat.Edits(asked, "/imagine a star --seed 3");
        await ResultAsync(chat, "a star");
        server.Updates.Redeliver(chat.LastUpdateId);
        chat.Says("/start");
        await server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);

        Assert.Equal(
            2,
            await host.CountAsync(
                $"SELECT count(*) FROM flash.generations JOIN flash.chats ON chats.id = chat_id WHERE chats.external_id = '{chat.Id}'"
            )
        );
    }

    [Fact]
    public async Task A_mistake_that_is_put_right_becomes_a_picture()
    {
        var chat = host.NewPrivateChat();
        var asked = chat.Says("/imagine a tree --seed abc");
        await server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);

        chat.Edits(asked, "/imagine a tree --seed 4");

        await server.UntilAsync(() => chat.FromBot.Count == 2 && IsResult(chat.FromBot[1]), Cancel);
    }

    private static bool IsResult(BotMessage message) =>
        message
            .Content.Keyboard.SelectMany(row => row)
            .Any(button => button.Name.StartsWith("Animate", StringComparison.Ordinal));

    private Task ResultAsync(BotChat chat, string prompt) =>
        server.UntilAsync(
            () =>
                chat.FromBot.Any(message =>
                    IsResult(message) && message.Content.Caption!.Contains(prompt, StringComparison.Ordinal)
                ),
            Cancel
        );
}
