using System.Buffers.Text;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Moderation;

/// <summary>Presses on moderators' cards: whose count, and what they do.</summary>
public sealed class ModeratorPressTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("ban")]
    [InlineData("ban", ":0")]
    [InlineData("unban")]
    public async Task Who_is_no_moderator_is_told_so_and_nothing_happens(string verb, string more = "")
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = await HeldAsync(chat);

        var answer = await chat.PressAsync(Code(verb, held) + more);

        Assert.Equal(new PressAnswer(Texts.For("en").ModeratorsOnly, IsError: true), answer);
        Assert.Equal(
            "held",
            await database.ReadAsync<string>($"SELECT state FROM flash.generations WHERE id = '{held}'")
        );
        Assert.Equal(
            0,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.bans JOIN flash.users person ON person.id = user_id WHERE external_id = '{chat.Me.Id}'"
            )
        );
        Assert.Empty(chat.Messenger.Edited);
    }

    [Theory]
    [InlineData("mod")]
    [InlineData("mod:approve")]
    [InlineData("mod:approve:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("mod:approve:not-an-id")]
    [InlineData("mod:nonsense:{id}")]
    [InlineData("mod:approve:{id}:1")]
    [InlineData("mod:ban:{id}:3")]
    [InlineData("mod:ban:{id}:-1")]
    [InlineData("mod:confirm:{id}:99999999999999999999")]
    public async Task A_forged_code_does_nothing_even_for_a_moderator(string code)
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, _) = await ModeratorAsync();
        var held = await HeldAsync(chat);

        var answer = await chat.PressAsync(
            code.Replace("{id}", Base64Url.EncodeToString(held.Value.ToByteArray()), StringComparison.Ordinal),
            by: grace
        );

        Assert.Equal(new PressAnswer(Texts.For("en").UnknownButton, IsError: true), answer);
        Assert.Equal(
            "held",
            await database.ReadAsync<string>($"SELECT state FROM flash.generations WHERE id = '{held}'")
        );
    }

    [Fact]
    public async Task Two_moderators_at_once_make_one_decision_and_the_second_learns_of_the_first()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, graceName) = await ModeratorAsync();
        var (alan, alanName) = await ModeratorAsync();
        for (var round = 0; round < 5; round++)
        {
            var held = await HeldAsync(chat);

            var answers = await Task.WhenAll(
                chat.PressAsync(Code("approve", held), by: grace, where: Desk),
                chat.PressAsync(Code("reject", held), by: alan, where: Desk)
            );

            var winner = Array.FindIndex(answers, answer => !answer.IsError);
            Assert.Single(answers, answer => !answer.IsError);
            Assert.Contains(
                winner == 0 ? graceName[..20] : alanName[..20],
                answers[1 - winner].Text,
                StringComparison.Ordinal
            );
            Assert.Equal(
                winner == 0 ? "moderation.approved" : "moderation.rejected",
                Assert.Single(await database.AuditActionsAsync(held), action =>
                    action.StartsWith("moderation.", StringComparison.Ordinal)
                )
            );
            await database.ExecuteAsync($"UPDATE flash.generations SET state = 'cancelled' WHERE id = '{held}'");
        }
    }

    [Fact]
    public async Task A_long_ban_from_a_card_lasts_a_week_until_another_moderator_confirms_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, graceName) = await ModeratorAsync();
        var (alan, alanName) = await ModeratorAsync();
        var held = await HeldAsync(chat);

        // Their ways in were made long ago: a new one does not confirm a ban for a day.
        await database.ExecuteAsync("UPDATE flash.moderators SET confirms_from = '-infinity'");

        var menu = await chat.PressAsync(Code("ban", held), by: grace);
        var lengths = chat.Messenger.Posted[^1].Message.Buttons[0];
        var banned = await chat.PressAsync(
            lengths.Single(button => button.Label == Texts.For("en").BanForGoodButton).Code,
            by: grace
        );

        Assert.False(menu.IsError);
        Assert.Equal(
            [
                Texts.For("en").BanDayButton,
                Texts.For("en").BanWeekButton,
                Texts.For("en").BanMonthButton,
                Texts.For("en").BanForGoodButton,
            ],
            lengths.Select(button => button.Label)
        );
        Assert.StartsWith("Banned until", banned.Text, StringComparison.Ordinal);
        var card = await CardAsync(chat, held);
        Assert.Contains(Texts.For("en").CardBanWaits(null), card.Text, StringComparison.Ordinal);
        var confirm = card
            .Buttons.SelectMany(row => row)
            .Single(button => button.Label == Texts.For("en").ConfirmButton)
            .Code;

        Assert.Equal(
            new PressAnswer(Texts.For("en").ModeratorNotYou, IsError: true),
            await chat.PressAsync(confirm, by: grace)
        );
        Assert.Equal(
            new PressAnswer(Texts.For("en").ModeratorConfirmed, IsError: false),
            await chat.PressAsync(confirm, by: alan)
        );
        Assert.Equal(
            new PressAnswer(Texts.For("en").ModeratorNothingWaits, IsError: true),
            await chat.PressAsync(confirm, by: alan)
        );
        card = await CardAsync(chat, held);
        Assert.Contains(Texts.For("en").CardBanned(graceName, null), card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(card.Buttons.SelectMany(row => row), button =>
            button.Label == Texts.For("en").ConfirmButton
        );

        Assert.Equal(
            new PressAnswer(Texts.For("en").ModeratorUnbanned, IsError: false),
            await chat.PressAsync(Code("unban", held), by: alan)
        );
        Assert.True((await chat.PressAsync(Code("unban", held), by: alan)).IsError);
        Assert.NotEqual(graceName, alanName);
    }

    [Fact]
    public async Task The_same_moderator_cannot_be_the_second_by_pressing_on_another_network()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, name) = await ModeratorAsync();
        var onDiscord = await LinkedAsync(name, Platform.Discord);
        var held = await HeldAsync(chat);
        await chat.PressAsync(Code("ban", held) + ":30", by: grace);
        var confirm = (await CardAsync(chat, held))
            .Buttons.SelectMany(row => row)
            .Single(button => button.Label == Texts.For("en").ConfirmButton)
            .Code;

        var answer = await chat.Get<ButtonPresses>()
            .DecideAsync(chat.Press(confirm) with { From = onDiscord }, Cancelled);

        Assert.Equal(new PressAnswer(Texts.For("en").ModeratorNotYou, IsError: true), answer.Answer);
    }

    [Fact]
    public async Task What_is_reported_is_kept_or_removed_and_the_card_says_who_what_and_why()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, name) = await ModeratorAsync();
        var drawn = await chat.DrawnAsync();
        await chat.Get<ModerationDesk>()
            .ReportAsync(
                drawn,
                2,
                new Person(Platform.Telegram, $"{Guid.NewGuid():N}", "Bea"),
                "It looks like my aunt.",
                Cancelled
            );

        var card = await CardAsync(chat, drawn);
        Assert.Contains(Texts.For("en").CardReported(1), card.Text, StringComparison.Ordinal);
        Assert.Contains("“a red boat”", card.Text, StringComparison.Ordinal);
        Assert.Contains($"By Ada (telegram {chat.Me.Id})", card.Text, StringComparison.Ordinal);
        Assert.Contains("“It looks like my aunt.”", card.Text, StringComparison.Ordinal);
        Assert.Equal(
            [Texts.For("en").DismissButton, Texts.For("en").RemoveButton],
            card.Buttons[0].Select(button => button.Label)
        );

        var kept = await chat.PressAsync(Code("dismiss", drawn), by: grace);
        Assert.Equal(Texts.For("en").ModeratorDismissed, kept.Text);
        Assert.Contains(
            Texts.For("en").DecidedBefore(name, TimeProvider.System.GetUtcNow())[..20],
            (await chat.PressAsync(Code("dismiss", drawn), by: grace)).Text,
            StringComparison.Ordinal
        );

        Assert.Equal(Texts.For("en").ModeratorRemoved, (await chat.PressAsync(Code("remove", drawn), by: grace)).Text);
        card = await CardAsync(chat, drawn);
        Assert.Contains("Removed by " + name[..20], card.Text, StringComparison.Ordinal);
        Assert.Contains("The message is deleted.", card.Text, StringComparison.Ordinal);
        Assert.Equal(
            [Texts.For("en").BanButton, Texts.For("en").UndoButton],
            card.Buttons.SelectMany(row => row).Select(button => button.Label)
        );
    }

    [Fact]
    public async Task The_card_names_the_rule_that_held_it()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var word = $"walrus{Guid.NewGuid():N}";
        var rule = await chat.Get<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, word, RuleAction.Hold, note: "No walruses."),
                null,
                new Moderator("flash", "root", "root"),
                Cancelled
            );
        await chat.SayAsync($"/imagine a {word}");

        var card = await CardAsync(chat, Assert.Single(await chat.GenerationsAsync()));

        Assert.StartsWith(Texts.For("en").CardHeld, card.Text, StringComparison.Ordinal);
        Assert.Contains($"Rule {rule}: {word} (No walruses.)", card.Text, StringComparison.Ordinal);
        Assert.InRange(card.Text.Length, 1, 1_024);
    }

    [Fact]
    public async Task The_card_says_all_that_the_console_says_and_fits_below_a_picture()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var word = $"wyvern{Guid.NewGuid():N}"[..12];
        await chat.Get<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, word, RuleAction.Hold),
                null,
                new Moderator("flash", "root", "root"),
                Cancelled
            );
        await chat.SayAsync($"/imagine a {word.ToUpperInvariant()} in a garden --no grumpy people --style watercolor");
        var held = Assert.Single(await chat.GenerationsAsync());
        await chat.Get<ModerationDesk>()
            .NoteAsync(held, "The same as yesterday.", new Moderator("flash", "hedy", "Hedy"), Cancelled);

        var card = await CardAsync(chat, held);

        Assert.Contains($"The rule found: “{word.ToUpperInvariant()}”", card.Text, StringComparison.Ordinal);
        Assert.Contains("Without: grumpy people", card.Text, StringComparison.Ordinal);
        Assert.Contains("Style: watercolour", card.Text, StringComparison.Ordinal);
        Assert.Contains("Requests: 1. Nothing against them.", card.Text, StringComparison.Ordinal);
        Assert.Contains("Hedy: The same as yesterday.", card.Text, StringComparison.Ordinal);

        var facts = (await chat.Get<CaseReader>().ReadAsync(held, Cancelled))!;
        var crowded = CaseCard.Of(
            Texts.For("en"),
            facts with
            {
                Prompt = new string('w', 900),
                NegativePrompt = new string('n', 900),
                ReportReasons = new string('r', 900),
                Notes = new string('o', 900),
                OpenReports = 9,
                Owner = (Platform.Telegram, new string('1', 30), new string('m', 200)),
                ChatTitle = new string('t', 200),
                Decisions =
                [
                    .. Enumerable.Repeat(("moderation.approved", new string('d', 200), DateTimeOffset.UnixEpoch), 9),
                ],
                Flagged = "Porn 0.91",
                BannedPictures = [1, 2, 3],
            }
        );
        Assert.InRange(crowded.Text.Length, 500, 1_024);
        Assert.EndsWith(held.ToString(), crowded.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_is_claimed_decided_with_a_reason_and_taken_back()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, graceName) = await ModeratorAsync();
        var (alan, _) = await ModeratorAsync();
        var held = await HeldAsync(chat);

        Assert.Equal(Texts.For("en").ModeratorClaimed, (await chat.PressAsync(Code("claim", held), by: grace)).Text);
        Assert.Contains(
            Texts.For("en").CardClaimed(graceName),
            (await CardAsync(chat, held)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            Texts.For("en").ModeratorClaimedByAnother,
            (await chat.PressAsync(Code("claim", held), by: alan)).Text
        );

        await chat.PressAsync(Code("why", held), by: grace);
        var reasons = chat.Messenger.Posted[^1].Message.Buttons.SelectMany(row => row).ToList();
        Assert.Equal(
            [.. Texts.For("en").CannedReasons, Texts.For("en").BackButton],
            reasons.Select(button => button.Label)
        );
        Assert.False((await chat.PressAsync(reasons[1].Code, by: grace)).IsError);
        Assert.Equal(
            $"rejected {Texts.For("en").CannedReasons[1]}",
            await database.ReadAsync<string>(
                $"SELECT state || ' ' || (SELECT details->>'reason' FROM flash.audit_log WHERE generation_id = '{held}' AND action = 'moderation.rejected') FROM flash.generations WHERE id = '{held}'"
            )
        );
        Assert.True((await chat.PressAsync(Code("why", held) + ":9", by: grace)).IsError);

        Assert.Equal(
            Texts.For("en").ModeratorNothingUndone,
            (await chat.PressAsync(Code("undo", held), by: alan)).Text
        );
        Assert.Equal(Texts.For("en").ModeratorUndone, (await chat.PressAsync(Code("undo", held), by: grace)).Text);
        Assert.Equal(
            "held",
            await database.ReadAsync<string>($"SELECT state FROM flash.generations WHERE id = '{held}'")
        );
        Assert.Contains("Taken back by", (await CardAsync(chat, held)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_banned_from_its_card()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (grace, _) = await ModeratorAsync();
        var drawn = await chat.DrawnAsync();
        await chat.Get<ModerationDesk>().ReportAsync(drawn, 2, grace, "Not again.", Cancelled);
        foreach (var index in (int[])[1, 2])
        {
            await database.ExecuteAsync(
                $"INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail, perceptual_hash) VALUES ('{drawn}', {index}, 8, 8, '', '', {BitConverter.ToInt64(drawn.Value.ToByteArray(), 8) / 2 + index})"
            );
        }

        await chat.PressAsync(Code("picture", drawn), by: grace);
        Assert.Equal(["1", "2"], chat.Messenger.Posted[^1].Message.Buttons[0].Select(button => button.Label));
        Assert.Equal(
            Texts.For("en").ModeratorPictureBanned,
            (await chat.PressAsync(Code("picture", drawn) + ":2", by: grace)).Text
        );
        Assert.Equal(
            Texts.For("en").ModeratorPictureNotBanned,
            (await chat.PressAsync(Code("picture", drawn) + ":2", by: grace)).Text
        );
        Assert.Equal(
            2,
            await database.ReadAsync<int>(
                $"SELECT picture_index FROM flash.banned_pictures WHERE generation_id = '{drawn}'"
            )
        );
    }

    [Fact]
    public async Task What_a_moderator_answers_to_a_card_is_a_note_and_what_others_answer_is_none()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Moderation:Telegram:ChatId", "-100555"));
        var (grace, name) = await ModeratorAsync();
        var held = await HeldAsync(chat);
        var card = new TelegramMessage(-100555, 77, IsGroup: true);
        await database.ExecuteAsync(
            $"INSERT INTO flash.moderation_cards (generation_id, platform, place, message) VALUES ('{held}', 'telegram', '-100555', '{Flash.Bots.Data.FlashJson.Write<MessageRef>(card)}')"
        );
        var answer = chat.Message("He did this before.") with { Chat = Desk, InReplyTo = card };

        await chat.Conversation.HandleAsync(answer with { IdempotencyKey = $"{Guid.NewGuid()}" }, Cancelled);
        await chat.Conversation.HandleAsync(answer with { From = grace }, Cancelled);

        Assert.Equal([Texts.For("en").ModeratorsOnly, Texts.For("en").ModeratorNoted], chat.Texts.Skip(1));
        Assert.Equal($"{name}: He did this before.", (await chat.Get<CaseReader>().ReadAsync(held, Cancelled))!.Notes);
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task Whoever_was_decided_against_may_appeal_in_words()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = await HeldAsync(chat);
        await chat.SayAsync("/appeal");
        await chat.SayAsync("/appeal It is a boat.");
        await chat.Get<ModerationDesk>().RejectAsync(held, "", new Moderator("flash", "root", "root"), Cancelled);
        await chat.SayAsync("/appeal It is a boat.");
        await chat.SayAsync("/appeal It really is.");

        Assert.Equal(
            [
                Texts.For("en").AppealHow,
                Texts.For("en").Appealed(AppealOutcome.NothingToAppeal),
                Texts.For("en").Appealed(AppealOutcome.Taken),
                Texts.For("en").Appealed(AppealOutcome.AlreadyMade),
            ],
            chat.Texts.Skip(1)
        );
        Assert.Equal(
            "It is a boat.",
            await database.ReadAsync<string>($"SELECT text FROM flash.appeals WHERE generation_id = '{held}'")
        );
    }

    private static Chat Desk => new(Platform.Telegram, "-100555", "Moderators", IsPrivate: false);

    private static string Code(string verb, GenerationId id) =>
        $"mod:{verb}:{Base64Url.EncodeToString(id.Value.ToByteArray())}";

    private static async Task<OutgoingMessage> CardAsync(TestChat chat, GenerationId id) =>
        CaseCard.Of(Texts.For("en"), (await chat.Get<CaseReader>().ReadAsync(id, Cancelled))!);

    private async Task<GenerationId> HeldAsync(TestChat chat)
    {
        await chat.SayAsync("/imagine a red boat");
        var id = (await chat.GenerationsAsync())[^1];
        await database.ExecuteAsync($"UPDATE flash.generations SET state = 'held' WHERE id = '{id}'");
        return id;
    }

    private async Task<(Person Person, string Name)> ModeratorAsync()
    {
        var name = $"Grace {Guid.NewGuid():N}";
        await database.ExecuteAsync($"INSERT INTO flash.moderators (name) VALUES ('{name}')");
        return (await LinkedAsync(name, Platform.Telegram), name);
    }

    private async Task<Person> LinkedAsync(string name, Platform platform)
    {
        var identities = new ModeratorIdentities(database.Databases, TimeProvider.System);
        var person = new Person(platform, $"{Guid.NewGuid():N}", "G.");
        Assert.IsType<LinkOutcome.Linked>(
            await identities.LinkAsync(
                person,
                (await identities.IssueAsync(name, new Moderator("flash", "root", "root"), Cancelled))!,
                Cancelled
            )
        );
        return person;
    }
}
