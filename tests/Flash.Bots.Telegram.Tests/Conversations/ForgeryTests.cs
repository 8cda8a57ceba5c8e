using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>A client may send any code for any message it sees. No one's picture, menu or settings suffer for
/// it.</summary>
public sealed class ForgeryTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    [Theory]
    [InlineData("set:u:done")]
    [InlineData("set:u:count:2")]
    [InlineData("set:c:done")]
    public async Task A_picture_is_no_menu(string code)
    {
        var group = Server.Group(-9_001 - code.Length);
        var picture = await DrawnAsync(group, TelegramHost.NewPerson(), "/imagine a boat --seed 1");
        var before = picture.Content;
        var stranger = TelegramHost.NewPerson();
        group.Administrators[stranger.Id] = true;

        await RefusedAsync(group.PressesCode(picture, code, stranger));

        Assert.Same(before, picture.Content);
    }

    [Fact]
    public async Task A_menu_of_ones_own_is_nobody_elses()
    {
        var group = Server.Group(-9_101);
        var (ada, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        group.Says("/settings mine", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        var menu = group.FromBot[0];
        var first = menu.Content.Keyboard[0][0].Data!;

        await RefusedAsync(group.PressesCode(menu, first, bob));
        Assert.Single(menu.Revisions);

        var own = group.PressesCode(menu, first, ada);
        await Server.UntilAsync(() => own.Answer is not null && menu.Revisions.Count == 2, Cancel);
        Assert.False(own.IsAlert);
    }

    [Theory]
    [InlineData("Cancel")]
    [InlineData("Delete")]
    public async Task A_code_of_ones_own_does_nothing_to_the_picture_of_another(string verb)
    {
        var group = Server.Group(-9_201 - verb.Length);
        var (ada, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        var hers = await DrawnAsync(group, ada, "/imagine a boat --seed 1");
        var before = hers.Content;
        var his = await DrawnAsync(group, bob, "/imagine a car --seed 2");
        var delete = his
            .Content.Keyboard.SelectMany(row => row)
            .Single(button => button.Data?.StartsWith("delete", StringComparison.Ordinal) == true)
            .Data!;
        var gone = group.PressesCode(his, delete, bob);
        await Server.UntilAsync(() => gone.Answer is not null && his.IsDeleted, Cancel);

        var forged = group.PressesCode(
            hers,
            delete.Replace("delete", verb.ToLowerInvariant(), StringComparison.Ordinal),
            bob
        );
        await Server.UntilAsync(() => forged.Answer is not null, Cancel);
        var after = group.Presses(hers, "Delete", bob);
        await RefusedAsync(after);

        Assert.False(hers.IsDeleted);
        Assert.Same(before, hers.Content);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("delete")]
    public async Task A_code_of_ones_own_does_nothing_to_what_else_was_said(string verb)
    {
        var group = Server.Group(-9_251 - verb.Length);
        var (ada, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        group.Says("/styles", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);
        var said = group.FromBot[0];
        var his = await DrawnAsync(group, bob, "/imagine a car --seed 2");
        var delete = his
            .Content.Keyboard.SelectMany(row => row)
            .Single(button => button.Data?.StartsWith("delete", StringComparison.Ordinal) == true)
            .Data!;
        var gone = group.PressesCode(his, delete, bob);
        await Server.UntilAsync(() => gone.Answer is not null && his.IsDeleted, Cancel);

        var forged = group.PressesCode(said, delete.Replace("delete", verb, StringComparison.Ordinal), bob);
        await Server.UntilAsync(() => forged.Answer is not null, Cancel);
        await RefusedAsync(group.PressesCode(said, "set:u:done", bob));

        Assert.False(said.IsDeleted);
    }

    [Fact]
    public async Task A_late_Cancel_leaves_the_caption_of_a_finished_picture_whole()
    {
        var (group, ada) = (Server.Group(-9_261), TelegramHost.NewPerson());
        var picture = await DrawnAsync(group, ada, "/imagine a boat --seed 1");
        var delete = picture
            .Content.Keyboard.SelectMany(row => row)
            .Single(button => button.Data?.StartsWith("delete", StringComparison.Ordinal) == true)
            .Data!;

        await RefusedAsync(
            group.PressesCode(picture, delete.Replace("delete", "cancel", StringComparison.Ordinal), ada)
        );

        Assert.Matches(@"Seed 1 · \d+ steps? · \d+\.\d s", picture.Content.Caption);
    }

    [Fact]
    public async Task What_was_made_of_a_picture_can_be_deleted_by_whose_it_is_and_says_which_picture_it_was()
    {
        var group = Server.Group(-9_301);
        var (ada, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        var picture = await DrawnAsync(group, ada, "/imagine a boat --seed 1 --count 1");
        group.Presses(picture, "Animate", ada);
        await Server.UntilAsync(() => group.FromBot is [_, { Content.File.Kind: SentFileKind.Animation }], Cancel);
        await host.UntilAuditAsync(group, "animate.delivered");
        var loop = group.FromBot[1];
        Assert.Contains("Picture 1", loop.Content.Caption, StringComparison.Ordinal);

        await RefusedAsync(group.Presses(loop, "Delete", bob));
        group.Presses(loop, "Delete", ada);

        await Server.UntilAsync(() => loop.IsDeleted, Cancel);
    }

    [Fact]
    public async Task A_stale_button_repairs_the_message_it_stands_on_and_takes_an_orphan_away()
    {
        var chat = host.NewPrivateChat();
        // The first post's answer is lost: a message stays that no one knows of.
        Server.Script.DropAfter("sendPhoto", when: call => call.Number("chat_id") == chat.Id);
        chat.Says("/imagine a boat --seed 1");
        await Server.UntilAsync(
            () =>
                chat.FromBot is [_, { Content.Caption: { } caption }]
                && caption.Contains("Seed 1", StringComparison.Ordinal),
            Cancel
        );
        await host.UntilAuditAsync(chat, "imagine.delivered");
        var (orphan, result) = (chat.FromBot[0], chat.FromBot[1]);
        var cancel = orphan.Content.Keyboard[0][0].Data!;

        chat.PressesCode(orphan, cancel);
        await Server.UntilAsync(() => orphan.IsDeleted, Cancel);

        // As if a place in the queue had been told late.
        result.Show(result.Content with { Caption = "“a boat”\nWaiting", Keyboard = [] });
        chat.PressesCode(result, cancel);
        await Server.UntilAsync(() => result.Content.Caption!.Contains("Seed 1", StringComparison.Ordinal), Cancel);
        Assert.NotEmpty(result.Content.Keyboard);
    }

    [Fact]
    public async Task Addresses_and_names_in_a_prompt_are_words_and_no_links()
    {
        var group = Server.Group(-9_401);
        var picture = await DrawnAsync(
            group,
            TelegramHost.NewPerson(),
            "/imagine a boat https://evil.example/x discord.gg/abc t.me/spam @everybody --seed 1"
        );

        Assert.DoesNotContain("https://", picture.Content.Caption, StringComparison.Ordinal);
        Assert.DoesNotContain("discord.gg", picture.Content.Caption, StringComparison.Ordinal);
        Assert.DoesNotContain("t.me", picture.Content.Caption, StringComparison.Ordinal);
        Assert.DoesNotContain("@everybody", picture.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("evil", picture.Content.Caption, StringComparison.Ordinal);
    }

    private async Task<BotMessage> DrawnAsync(BotChat group, BotUser person, string words)
    {
        var asked = group.Says(words, person);
        await Server.UntilAsync(
            () => group.FromBot.Any(message => message.ReplyToId == asked.Id && IsResult(message)),
            Cancel
        );
        await host.UntilAuditAsync(group, "imagine.delivered");
        return group.FromBot.Single(message => message.ReplyToId == asked.Id);
    }

    private static bool IsResult(BotMessage message) =>
        message.Content.Caption?.Contains("Seed ", StringComparison.Ordinal) == true;

    private async Task RefusedAsync(BotPress press)
    {
        await Server.UntilAsync(() => press.Answer is not null, Cancel);
        Assert.True(press.IsAlert, press.Answer);
    }
}
