using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Inline;
using Flash.Bots.Telegram.Messaging;
using Flash.Inference;
using Flash.Testing.BotApi;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Telegram.Tests.Messaging;

public sealed class TelegramMessengerTests : IAsyncLifetime
{
    private static readonly BotUser Ada = new(7_001, "Ada");
    private static readonly GenerationId Generation = new(Guid.Parse("0195a1b2-0000-7000-8000-000000000001"));

    private BotApiServer server = null!;
    private TelegramBot bot = null!;
    private TelegramMessenger messenger = null!;
    private BotChat chat = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TelegramReply Address => new(chat.Id);

    public async ValueTask InitializeAsync()
    {
        server = await BotApiServer.StartAsync(Cancel);
        bot = Connect(server.Token);
        messenger = MessengerOf(bot);
        chat = server.PrivateChat(Ada);
    }

    public async ValueTask DisposeAsync()
    {
        bot.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_is_posted_and_edited_in_the_same_message_with_its_buttons()
    {
        Button[] row =
        [
            new("▶ 1", new ButtonAction(ButtonVerb.Animate, Generation, 1)),
            new("▶ 2", new ButtonAction(ButtonVerb.Animate, Generation, 2)),
        ];

        var posted = await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = "a red boat", Media = [Samples.Picture(255, 0, 0)] },
            Cancel
        );
        await messenger.EditAsync(
            posted,
            new OutgoingMessage
            {
                Text = "a red boat, done",
                Media = [Samples.Picture(0, 0, 255)],
                Buttons = [row],
            },
            Cancel
        );

        var message = Assert.Single(chat.FromBot);
        Assert.Equal(new TelegramMessage(chat.Id, message.Id), posted);
        Assert.Equal(2, message.Revisions.Count);
        Assert.Equal("a red boat", message.Revisions[0].Caption);
        Assert.Equal("a red boat, done", message.Content.Caption);
        Assert.Equal(SentFileKind.Photo, message.Content.File!.Kind);
        Assert.Equal(Samples.Picture(0, 0, 255).Bytes.ToArray(), message.Content.File.Bytes);
        Assert.Equal(
            [("▶ 1", row[0].Code), ("▶ 2", row[1].Code)],
            message.Content.Keyboard.Single().Select(button => (button.Name, button.Data!))
        );
    }

    [Fact]
    public async Task An_animation_is_a_reply_to_the_message_with_the_pictures()
    {
        var pictures = await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = "boats", Media = [Samples.Picture(1, 2, 3)] },
            Cancel
        );

        await messenger.PostAsync(
            Address,
            new OutgoingMessage
            {
                Text = "boats, moving",
                Media = [Samples.Gif()],
                ReplyTo = pictures,
            },
            Cancel
        );

        var animation = chat.FromBot[1];
        Assert.Equal(SentFileKind.Animation, animation.Content.File!.Kind);
        Assert.Equal("image/gif", animation.Content.File.MimeType);
        Assert.Equal(chat.FromBot[0].Id, animation.ReplyToId);
    }

    [Fact]
    public async Task A_film_is_an_animation_with_its_first_frame_posted_or_in_place_of_a_picture()
    {
        // Telegram looks into no film before it is played, and this server looks at its first bytes alone.
        var film = new EncodedMedia((byte[])[0, 0, 0, 32, .. "ftypisom"u8], MediaKind.Mp4, "flash.mp4", "boats")
        {
            Film = new FilmFacts(
                256,
                192,
                TimeSpan.FromSeconds(2.6),
                ImageEncoder.EncodeJpeg(new RgbImage(256, 192, new byte[256 * 192 * 3]))
            ),
        };
        var picture = await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = "boats", Media = [Samples.Picture(1, 2, 3)] },
            Cancel
        );

        await messenger.EditAsync(picture, new OutgoingMessage { Text = "boats, moving", Media = [film] }, Cancel);
        await messenger.PostAsync(Address, new OutgoingMessage { Text = "more", Media = [film] }, Cancel);

        Assert.All(chat.FromBot, message =>
        {
            var file = message.Content.File!;
            Assert.Equal((SentFileKind.Animation, "flash.mp4", 3L), (file.Kind, file.Name, file.Seconds));
            Assert.Equal(film.Film.FirstFrame.ToArray(), file.Thumbnail);
        });
    }

    [Fact]
    public async Task An_answer_goes_into_the_topic_of_the_question_even_when_the_question_is_gone()
    {
        var group = server.Group(-1001234567890);

        await messenger.PostAsync(
            new TelegramReply(group.Id, MessageThreadId: 42, ReplyToMessageId: 9999, IsGroup: true),
            new OutgoingMessage { Text = "hello" },
            Cancel
        );

        var message = Assert.Single(group.FromBot);
        Assert.Equal(42, message.ThreadId);
        Assert.Null(message.ReplyToId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task New_words_keep_the_picture_and_without_buttons_take_the_keyboard_away(bool withPicture)
    {
        IReadOnlyList<IReadOnlyList<Button>> buttons =
        [
            [new("Again", new ButtonAction(ButtonVerb.Again, Generation))],
        ];
        var posted = await messenger.PostAsync(
            Address,
            new OutgoingMessage
            {
                Text = "before",
                Media = withPicture ? [Samples.Picture(9, 9, 9)] : [],
                Buttons = buttons,
            },
            Cancel
        );

        await messenger.EditAsync(posted, new OutgoingMessage { Text = "after" }, Cancel);

        var content = chat.FromBot.Single().Content;
        Assert.Equal("after", withPicture ? content.Caption : content.Text);
        Assert.Equal(withPicture, content.File is not null);
        Assert.Empty(content.Keyboard);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_a_success()
    {
        var same = new OutgoingMessage { Text = "same", Media = [Samples.Picture(1, 1, 1)] };
        var posted = await messenger.PostAsync(Address, same, Cancel);

        await messenger.EditAsync(posted, same, Cancel);

        Assert.Contains(server.Calls, call => call is { Method: "editMessageMedia", Status: 400 });
    }

    [Fact]
    public async Task Deleting_twice_is_a_success()
    {
        var posted = await messenger.PostAsync(Address, new OutgoingMessage { Text = "soon gone" }, Cancel);

        await messenger.DeleteAsync(posted, Cancel);
        await messenger.DeleteAsync(posted, Cancel);

        Assert.Empty(chat.FromBot);
    }

    [Fact]
    public async Task Long_words_are_cut_to_what_Telegram_takes()
    {
        var words = string.Concat(Enumerable.Repeat("🌊", 3000));

        await messenger.PostAsync(Address, new OutgoingMessage { Text = words }, Cancel);
        await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = words, Media = [Samples.Picture(1, 1, 1)] },
            Cancel
        );

        Assert.Equal(4095, chat.FromBot[0].Content.Text!.Length);
        Assert.Equal(1023, chat.FromBot[1].Content.Caption!.Length);
    }

    [Fact]
    public async Task Markup_in_a_prompt_stays_what_the_person_typed()
    {
        const string Prompt = "<b>*a* _cat_</b> & [link](https://example.org) `code` \\";

        await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = Prompt, Media = [Samples.Picture(1, 1, 1)] },
            Cancel
        );

        Assert.Equal(Prompt, chat.FromBot.Single().Content.Caption);
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_is_followed()
    {
        var old = server.Group(-4001);
        var supergroup = server.Group(-1009998887776);
        old.Closed = BotApiException.GroupUpgraded(supergroup.Id);

        var posted = await messenger.PostAsync(
            new TelegramReply(old.Id, IsGroup: true),
            new OutgoingMessage { Text = "hello", Media = [Samples.Picture(1, 1, 1)] },
            Cancel
        );

        Assert.Equal(new TelegramMessage(supergroup.Id, supergroup.FromBot.Single().Id, IsGroup: true), posted);
    }

    [Fact]
    public void Groups_are_edited_more_rarely_than_private_chats()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), messenger.EditInterval(new TelegramReply(7)));
        Assert.Equal(TimeSpan.FromSeconds(4), messenger.EditInterval(new TelegramReply(-7, IsGroup: true)));
    }

    [Fact]
    public async Task The_wait_that_Telegram_asks_for_comes_with_the_fault()
    {
        server.Script.Fail("sendMessage", BotApiException.TooManyRequests(17));

        var fault = await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel));

        Assert.Equal(MessengerFault.RateLimited, fault.Fault);
        Assert.Equal(TimeSpan.FromSeconds(17), fault.RetryAfter);
        Assert.Single(server.Calls, call => call.Method == "sendMessage");
    }

    [Fact]
    public async Task A_message_that_a_person_deleted_is_gone()
    {
        var posted = await messenger.PostAsync(
            Address,
            new OutgoingMessage { Text = "hello", Media = [Samples.Picture(1, 1, 1)] },
            Cancel
        );
        chat.Deletes(chat.FromBot.Single());

        var fault = await Refused(() =>
            messenger.EditAsync(
                posted,
                new OutgoingMessage { Text = "there?", Media = [Samples.Picture(2, 2, 2)] },
                Cancel
            )
        );

        Assert.Equal(MessengerFault.MessageGone, fault.Fault);
    }

    [Fact]
    public async Task A_person_who_blocked_the_bot_has_closed_the_chat()
    {
        chat.Closed = BotApiException.BlockedByUser();

        var fault = await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel));

        Assert.Equal(MessengerFault.ChatClosed, fault.Fault);
    }

    [Fact]
    public async Task A_picture_of_more_than_ten_megabytes_is_too_large()
    {
        var picture = Samples.Picture(1, 1, 1);
        var padded = new byte[(10 << 20) + 1];
        picture.Bytes.Span.CopyTo(padded);

        var fault = await Refused(() =>
            messenger.PostAsync(
                Address,
                new OutgoingMessage { Text = "big", Media = [picture with { Bytes = padded }] },
                Cancel
            )
        );

        Assert.Equal(MessengerFault.TooLarge, fault.Fault);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_send_leaves_open_whether_it_was_sent()
    {
        server.Script.DropAfter("sendMessage");

        var fault = await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel));

        Assert.Equal(MessengerFault.Unavailable, fault.Fault);
        Assert.True(fault.IsTransient);
        Assert.Single(chat.FromBot);
    }

    [Theory]
    [InlineData(500, "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}")]
    [InlineData(502, "<html>502 Bad Gateway</html>")]
    [InlineData(200, "{\"ok\":true,\"resu")]
    [InlineData(504, "")]
    public async Task A_server_in_trouble_may_be_asked_again_later(int status, string body)
    {
        server.Script.Answer("sendMessage", status, body);

        var fault = await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel));

        Assert.Equal(MessengerFault.Unavailable, fault.Fault);
    }

    [Fact]
    public async Task Nothing_that_fails_tells_the_token()
    {
        List<MessengerException> faults = [];
        server.Script.Fail("sendMessage", BotApiException.Bad("wrong URL /bot" + server.Token));
        faults.Add(await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel)));
        server.Script.Lose("sendMessage");
        faults.Add(await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel)));
        await server.DisposeAsync();
        faults.Add(await Refused(() => messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel)));
        var secret = server.Token.Split(':')[1];

        Assert.All(faults, fault => Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_is_refused_without_repeating_it()
    {
        using var stranger = Connect("1:wrong");

        var fault = await Refused(() =>
            MessengerOf(stranger).PostAsync(Address, new OutgoingMessage { Text = "hello" }, Cancel)
        );

        Assert.Equal(MessengerFault.Rejected, fault.Fault);
        Assert.DoesNotContain("wrong", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_a_cancellation()
    {
        using var gate = server.Script.Hold("sendMessage");
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var posting = messenger.PostAsync(Address, new OutgoingMessage { Text = "hello" }, cancelled.Token);
        await gate.Reached.WaitAsync(Cancel);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
    }

    [Fact]
    public async Task Four_pictures_in_one_message_are_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            messenger.PostAsync(
                Address,
                new OutgoingMessage { Text = "four", Media = [Samples.Picture(1, 1, 1), Samples.Picture(2, 2, 2)] },
                Cancel
            )
        );

    private static Task<MessengerException> Refused(Func<Task> call) => Assert.ThrowsAsync<MessengerException>(call);

    /// <summary>Without a way for inline pictures: none is posted here.</summary>
    private static TelegramMessenger MessengerOf(TelegramBot bot) =>
        new(
            bot,
            new InlineMessages(
                bot,
                new InlinePictures(Options.Create(new TelegramOptions()), bot, null!, null!, TimeProvider.System)
            )
        );

    private TelegramBot Connect(string token) =>
        new(
            Options.Create(new TelegramOptions { Token = token, ApiBaseUrl = server.Address.ToString() }),
            TimeProvider.System
        );
}
