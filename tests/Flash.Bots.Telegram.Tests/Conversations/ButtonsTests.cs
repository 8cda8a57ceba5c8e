using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>The buttons below a result, and pictures that people send, as Telegram shows them.</summary>
public sealed class ButtonsTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BotApiServer Server => host.Server;

    [Fact]
    public async Task Vary_posts_pictures_of_its_own_and_Enlarge_a_file_that_keeps_every_pixel()
    {
        var chat = host.NewPrivateChat();
        var pictures = await DrawAsync(chat, "a red boat --count 1");

        chat.Presses(pictures, "Vary");
        pictures = await WithButtonAsync(chat, "A little");
        chat.Presses(pictures, "A little");
        await host.UntilAuditAsync(chat, "vary.delivered");
        chat.Presses(pictures, "Zoom out");
        await host.UntilAuditAsync(chat, "outpaint.delivered");
        Assert.Equal(SentFileKind.Photo, chat.FromBot[2].Content.File!.Kind);
        chat.Presses(pictures, "Back");
        pictures = await WithButtonAsync(chat, "Enlarge");
        chat.Presses(pictures, "Enlarge");
        await host.UntilAuditAsync(chat, "enlarge.delivered");

        Assert.Equal(SentFileKind.Photo, chat.FromBot[1].Content.File!.Kind);
        var file = chat.FromBot[3].Content.File!;
        Assert.Equal(SentFileKind.Document, file.Kind);
        Assert.Equal(2 * pictures.Content.File!.Width, file.Width);
    }

    [Fact]
    public async Task Edit_words_opens_the_reply_field_and_the_answer_is_drawn_with_the_same_seed()
    {
        var ada = TelegramHost.NewPerson();
        var group = Server.Group(-1007770001112);
        group.Says("/imagine a red boat --seed 5 --count 1", ada);
        await host.UntilAuditAsync(group, "imagine.delivered");

        group.Presses(group.FromBot[0], "Edit words", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 2, Cancel);
        Assert.True(group.FromBot[1].Content.AsksForReply);

        // The question is seen a moment before it is written down; no one answers that fast but a test.
        for (var look = 0; look < 600 && await host.CountAsync("SELECT count(*) FROM flash.word_requests") == 0; look++)
        {
            await Task.Delay(50, Cancel);
        }

        group.Says("red -> blue", ada, replyTo: group.FromBot[1].Id);
        await host.UntilAuditAsync(group, "edit.delivered");

        Assert.StartsWith("“a blue boat", group.FromBot[^1].Content.Caption, StringComparison.Ordinal);
        Assert.Contains("Seed 5 ", group.FromBot[^1].Content.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_answer_to_a_picture_in_a_group_is_their_own_talk()
    {
        var ada = TelegramHost.NewPerson();
        var group = Server.Group(-1007770001113);
        group.Says("/imagine a red boat --count 1", ada);
        await host.UntilAuditAsync(group, "imagine.delivered");

        group.Says("how nice!", ada, replyTo: group.FromBot[0].Id);
        group.Says("/help", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 2, Cancel);

        Assert.Equal(["imagine.requested", "imagine.delivered"], await host.AuditAsync(group));
    }

    [Fact]
    public async Task Delete_takes_the_message_away_for_the_person_who_asked_and_nobody_else()
    {
        var (ada, ben) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        var group = Server.Group(-1007770001114);
        group.Says("/imagine a red boat --count 1", ada);
        await host.UntilAuditAsync(group, "imagine.delivered");
        var pictures = group.FromBot[0];

        var refused = group.Presses(pictures, "Delete", ben);
        await Server.UntilAsync(() => refused.Answer is not null, Cancel);
        Assert.True(refused.IsAlert);
        group.Presses(pictures, "Delete", ada);

        await Server.UntilAsync(() => pictures.IsDeleted, Cancel);
    }

    [Fact]
    public async Task A_photo_without_words_waits_for_the_next_words()
    {
        var chat = host.NewPrivateChat();

        chat.SendsPhoto(Samples.Picture(200, 30, 30).Bytes.ToArray());
        await Server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);

        Assert.StartsWith("Got it.", chat.FromBot[0].Content.Text, StringComparison.Ordinal);

        chat.Says("a red boat --count 1 --seed 9");
        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
        await UntilDeliveredAsync(chat, 1);
        Assert.Contains("from your photo", chat.FromBot[1].Content.Caption, StringComparison.Ordinal);

        chat.Says("a red boat --count 1 --seed 9");
        await UntilDeliveredAsync(chat, 2);
        Assert.DoesNotContain("from your photo", chat.FromBot[2].Content.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_work_on_when_a_group_becomes_a_supergroup()
    {
        var ada = TelegramHost.NewPerson();
        var group = Server.Group(-7770);
        group.Says("/imagine a red boat --count 1", ada);
        await host.UntilAuditAsync(group, "imagine.delivered");
        var again = group
            .FromBot[0]
            .Content.Keyboard.SelectMany(row => row)
            .First(button => button.Name == "Again")
            .Data!;

        var supergroup = group.BecomesSupergroup(-1007770001116);
        for (
            var look = 0;
            look < 600
                && await host.CountAsync($"SELECT count(*) FROM flash.chats WHERE external_id = '{supergroup.Id}'")
                    == 0;
            look++
        )
        {
            await Task.Delay(50, Cancel);
        }

        var press = supergroup.PressesCode(supergroup.Messages[0], again, ada);
        await Server.UntilAsync(() => press.Answer is not null, Cancel);
        await host.UntilAuditAsync(supergroup, "imagine.delivered");

        Assert.False(press.IsAlert, press.Answer);
    }

    [Fact]
    public async Task A_photo_with_words_is_where_the_drawing_starts()
    {
        var chat = host.NewPrivateChat();
        var start = await DrawAsync(chat, "a red boat --count 1");

        chat.SendsPhoto(start.Content.File!.Bytes, "a red boat at night --count 1 --seed 9");
        await Server.UntilAsync(() => chat.FromBot.Count == 2, Cancel);
        await UntilDeliveredAsync(chat, 2);
        chat.Says("a red boat at night --count 1 --seed 9");
        await UntilDeliveredAsync(chat, 3);

        Assert.NotEqual(chat.FromBot[1].Content.File!.Bytes, chat.FromBot[2].Content.File!.Bytes);
    }

    [Fact]
    public async Task In_a_group_a_picture_is_named_by_answering_it()
    {
        var ada = TelegramHost.NewPerson();
        var group = Server.Group(-1007770001115);
        var photo = group.SendsPhoto(Samples.Picture(200, 30, 30).Bytes.ToArray(), null, ada);

        group.Says("/imagine a boat --count 1", ada, replyTo: photo.Id);
        await host.UntilAuditAsync(group, "imagine.delivered");

        Assert.Equal(
            1,
            await host.CountAsync(
                $"SELECT count(*) FROM flash.generations g JOIN flash.chats c ON c.id = g.chat_id WHERE c.external_id = '{group.Id}' AND g.recipe::text LIKE '%{photo.Content.File!.Id}%'"
            )
        );
    }

    [Fact]
    public async Task What_a_chat_is_set_to_only_its_managers_change()
    {
        var (ada, ben) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        var group = Server.Group(-1007770001117);
        group.Administrators[ada.Id] = true;
        group.Says("/settings chat", ada);
        await Server.UntilAsync(() => group.FromBot.Count == 1, Cancel);

        var refused = group.PressesCode(group.FromBot[0], "set:c:spoiler:yes", ben);
        await Server.UntilAsync(() => refused.Answer is not null, Cancel);
        var done = group.PressesCode(group.FromBot[0], "set:c:spoiler:yes", ada);
        await Server.UntilAsync(() => done.Answer is not null, Cancel);
        group.Says("/imagine a hidden boat --count 1", ben);
        await UntilDeliveredAsync(group, 1);

        Assert.True(refused.IsAlert);
        Assert.False(done.IsAlert, done.Answer);
        Assert.True(group.FromBot[^1].Content.HasSpoiler);
    }

    private async Task<BotMessage> DrawAsync(BotChat chat, string prompt)
    {
        chat.Says(prompt);
        await host.UntilAuditAsync(chat, "imagine.delivered");
        return chat.FromBot[0];
    }

    /// <summary>The first message from the bot, once it has this button.</summary>
    private async Task<BotMessage> WithButtonAsync(BotChat chat, string label)
    {
        await Server.UntilAsync(
            () => chat.FromBot[0].Content.Keyboard.SelectMany(row => row).Any(button => button.Name == label),
            Cancel
        );
        return chat.FromBot[0];
    }

    private async Task UntilDeliveredAsync(BotChat chat, int count)
    {
        for (
            var look = 0;
            look < 600 && (await host.AuditAsync(chat)).Count(action => action == "imagine.delivered") < count;
            look++
        )
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(count, (await host.AuditAsync(chat)).Count(action => action == "imagine.delivered"));
    }

    [Fact]
    public async Task What_an_anonymous_administrator_asked_for_any_administrator_takes_away_and_nobody_else()
    {
        var group = host.Server.Group(-1005550777);
        var (ada, bob) = (TelegramHost.NewPerson(), TelegramHost.NewPerson());
        group.Administrators[ada.Id] = true;
        group.SaysAsTheGroup("/imagine a red boat --count 1 --steps 1 --seed 6");
        await host.Server.UntilAsync(
            () =>
                group.FromBot.Any(message =>
                    message.Content.Caption?.Contains("Seed 6", StringComparison.Ordinal) == true
                ),
            Cancel
        );
        var picture = group.FromBot[0];

        var refused = group.Presses(picture, "Delete", bob);
        await host.Server.UntilAsync(() => refused.Answer is not null, Cancel);
        Assert.True(refused.IsAlert);
        group.Presses(picture, "Delete", ada);

        await host.Server.UntilAsync(() => group.FromBot.Count == 0, Cancel);
    }
}
