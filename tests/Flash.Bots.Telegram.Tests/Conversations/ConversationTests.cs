using Flash.Testing.BotApi;

namespace Flash.Bots.Telegram.Tests.Conversations;

/// <summary>What a person sees in Telegram, from the command to the moving picture: real protocol, real database, real
/// worker, real model.</summary>
public sealed class ConversationTests(TelegramHost host) : IClassFixture<TelegramHost>
{
    private readonly BotApiServer server = host.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_becomes_four_pictures_in_one_message_and_one_of_them_moves()
    {
        var chat = host.NewPrivateChat();

        chat.Says("/imagine a red boat on the sea at sunset --seed 7");
        var pictures = await ResultAsync(chat);

        Assert.Single(chat.FromBot);
        Assert.All(pictures.Revisions, revision => Assert.Equal(SentFileKind.Photo, revision.File!.Kind));
        Assert.Contains("a red boat on the sea at sunset", pictures.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("seed 7", pictures.Content.Caption, StringComparison.OrdinalIgnoreCase);
        var placeholder = pictures.Revisions[0].File!.Bytes;
        var result = pictures.Content.File!.Bytes;
        Assert.Equal((516, 516, 1), Pixels.Shape(result)); // four of 256, with a gap between them
        Assert.True(Pixels.Deviation(result) > 10, "the picture is blank");
        Assert.True(Pixels.Difference(result, placeholder) > 10, "the picture is still the placeholder");

        await host.UntilAuditAsync(chat, "imagine.delivered");
        var press = chat.Presses(pictures, "Animate 2");
        await server.UntilAsync(() => press.Answer is not null, Cancel);
        Assert.False(press.IsAlert);
        await server.UntilAsync(
            () => chat.FromBot.Any(message => message.Content.File?.Kind == SentFileKind.Animation),
            Cancel
        );

        var animation = chat.FromBot[1];
        Assert.Equal(2, chat.FromBot.Count);
        Assert.Equal(pictures.Id, animation.ReplyToId);
        var gif = animation.Content.File!.Bytes;
        Assert.Equal(16, Pixels.Shape(gif).Frames);
        Assert.Equal(0, Pixels.Loops(gif));
        Assert.True(Pixels.Motion(gif) > 0.5, "the frames are all the same");

        await host.UntilAuditAsync(chat, "animate.delivered");
        Assert.Equal(
            ["imagine.requested", "imagine.delivered", "animate.requested", "animate.delivered"],
            await host.AuditAsync(chat)
        );
        Assert.DoesNotContain(server.Token.Split(':')[1], host.LoggedText, StringComparison.Ordinal);
        Assert.DoesNotContain("red boat", host.LoggedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_answers_nothing_goes_to_the_last_pictures_and_says_so()
    {
        var chat = host.NewPrivateChat();
        chat.Says("a red boat on a wall --seed 5 --count 1");
        var first = await ResultAsync(chat);
        Assert.Contains("I have never seen: wall", first.Content.Caption, StringComparison.Ordinal);
        await host.UntilAuditAsync(chat, "imagine.delivered");

        chat.Says("mach es blau");
        var second = await ResultAsync(chat, after: first);

        Assert.Contains("“a blue boat on a wall”", second.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("Seed 5", second.Content.Caption, StringComparison.Ordinal);
        Assert.Contains("This changes your last picture.", second.Content.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_picture_and_again_gives_another()
    {
        var chat = host.NewPrivateChat();

        chat.Says("a house in the snow --seed 11");
        var first = await ResultAsync(chat);
        chat.Says("a house in the snow --seed 11");
        var second = await ResultAsync(chat, after: first);
        chat.Presses(first, "Again");
        var third = await ResultAsync(chat, after: second);

        // Not byte for byte: each picture carries its own generation's mark, which no one sees.
        var (one, other, again) = (first.Content.File!.Bytes, second.Content.File!.Bytes, third.Content.File!.Bytes);
        Assert.InRange(Pixels.Difference(one, other), 0, 3);
        Assert.True(
            Pixels.Difference(one, again) > 2 * Pixels.Difference(one, other),
            "another seed gave the same picture"
        );
    }

    [Fact]
    public async Task Previews_that_meet_too_many_requests_do_not_cost_the_result()
    {
        var chat = host.NewPrivateChat();
        server.Script.Fail("editMessageMedia", BotApiException.TooManyRequests(2), when: call =>
            call.Number("chat_id") == chat.Id
        );

        chat.Says("/imagine a green car in the desert");

        await ResultAsync(chat);
        Assert.Single(chat.FromBot);
    }

    [Fact]
    public async Task A_result_that_meets_too_many_requests_comes_when_Telegram_allows_it()
    {
        var chat = host.NewPrivateChat();
        server.Script.Fail("editMessageMedia", BotApiException.TooManyRequests(1), times: 2, when: IsResultFor(chat));

        chat.Says("/imagine a yellow moon in the night sky");

        await ResultAsync(chat);
        Assert.Single(chat.FromBot);
        await host.UntilAuditAsync(chat, "imagine.delivered");
    }

    [Fact]
    public async Task A_result_whose_answer_got_lost_is_sent_again_and_shown_once()
    {
        var chat = host.NewPrivateChat();
        server.Script.DropAfter("editMessageMedia", when: IsResultFor(chat));

        chat.Says("/imagine a star in the night sky");

        await ResultAsync(chat);
        await host.UntilAuditAsync(chat, "imagine.delivered");
        Assert.Single(chat.FromBot);
        Assert.Equal(["imagine.requested", "imagine.delivered"], await host.AuditAsync(chat));
    }

    [Fact]
    public async Task A_message_that_was_deleted_meanwhile_is_posted_anew()
    {
        var chat = host.NewPrivateChat();
        using var gate = server.Script.Hold("editMessageMedia", when: call => call.Number("chat_id") == chat.Id);

        chat.Says("/imagine a fish in the sea");
        await server.UntilAsync(() => chat.FromBot.Count == 1, Cancel);
        await gate.Reached.WaitAsync(Cancel);
        chat.Deletes(chat.FromBot[0]);
        gate.Dispose();

        await ResultAsync(chat);
        Assert.Single(chat.FromBot);
    }

    [Fact]
    public async Task A_person_who_blocks_the_bot_ends_the_generation_and_nobody_elses()
    {
        var blocking = host.NewPrivateChat();
        var other = host.NewPrivateChat();
        using var gate = server.Script.Hold("editMessageMedia", when: call => call.Number("chat_id") == blocking.Id);

        blocking.Says("/imagine a tree");
        await gate.Reached.WaitAsync(Cancel);
        blocking.Closed = BotApiException.BlockedByUser();
        gate.Dispose();
        other.Says("/imagine a flower in the meadow");

        await ResultAsync(other);
        await host.UntilAuditAsync(blocking, "imagine.failed");
    }

    [Fact]
    public async Task The_same_update_twice_makes_one_generation()
    {
        var chat = host.NewPrivateChat();

        chat.Says("/imagine a balloon over the city");
        server.Updates.Redeliver(chat.LastUpdateId);
        var first = await ResultAsync(chat);
        server.Updates.Redeliver(chat.LastUpdateId);
        chat.Says("/help");

        await server.UntilAsync(
            () =>
                chat.FromBot.Any(message => message.Content.Text?.Contains("--seed", StringComparison.Ordinal) == true),
            Cancel
        );
        Assert.Equal(2, chat.FromBot.Count);
        Assert.Equal(first, chat.FromBot[0]);
    }

    [Fact]
    public async Task The_same_press_twice_makes_one_animation()
    {
        var chat = host.NewPrivateChat();
        chat.Says("/imagine a boat --count 1");
        var picture = await ResultAsync(chat);

        await host.UntilAuditAsync(chat, "imagine.delivered");
        var press = chat.Presses(picture, "Animate");
        server.Updates.Redeliver(chat.LastUpdateId);

        await server.UntilAsync(
            () =>
                press.Answer is not null
                && chat.FromBot.Any(message => message.Content.File?.Kind == SentFileKind.Animation),
            Cancel
        );
        await host.UntilAuditAsync(chat, "animate.delivered");
        Assert.Equal(2, chat.FromBot.Count);
        Assert.Equal(
            ["imagine.requested", "imagine.delivered", "animate.requested", "animate.delivered"],
            await host.AuditAsync(chat)
        );
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_first_post_still_ends_in_one_result()
    {
        var chat = host.NewPrivateChat();
        server.Script.DropAfter("sendPhoto", when: call => call.Number("chat_id") == chat.Id);

        chat.Says("/imagine a mountain in the snow");

        await ResultAsync(chat);
        await host.UntilAuditAsync(chat, "imagine.delivered");
        Assert.Single(chat.FromBot, IsResult);
    }

    private static bool IsResult(BotMessage message) =>
        message
            .Content.Keyboard.SelectMany(row => row)
            .Any(button => button.Name.StartsWith("Animate", StringComparison.Ordinal));

    private static Func<BotApiCall, bool> IsResultFor(BotChat chat) =>
        call =>
            call.Number("chat_id") == chat.Id
            && call.Text("reply_markup")?.Contains("nimate", StringComparison.Ordinal) == true;

    private async Task<BotMessage> ResultAsync(BotChat chat, BotMessage? after = null)
    {
        await server.UntilAsync(
            () => chat.FromBot.Any(message => message.Id > (after?.Id ?? 0) && IsResult(message)),
            Cancel
        );
        return chat.FromBot.First(message => message.Id > (after?.Id ?? 0) && IsResult(message));
    }
}
