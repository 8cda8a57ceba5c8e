using Flash.Bots.Audit;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

public sealed class ImagineTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_becomes_a_generation_an_audit_entry_an_outbox_row_and_one_message()
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync("/imagine a red boat --seed 7 --count 2 --ar 3:2");

        var id = Assert.Single(await chat.GenerationsAsync());
        Assert.Equal(["imagine.requested"], await database.AuditActionsAsync(id));
        Assert.Equal(
            1L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.outbox WHERE generation_id = '{id}'")
        );
        var (reference, message) = Assert.Single(chat.Messenger.Posted);
        Assert.Contains("a red boat", message.Text, StringComparison.Ordinal);
        Assert.InRange(Assert.Single(message.Media).Bytes.Length, 1_000, 30_000);
        Assert.Equal(new ButtonAction(ButtonVerb.Cancel, id), Assert.Single(Assert.Single(message.Buttons)).Action);
        var claim = await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(reference, claim!.Message);
        Assert.Equal(new Recipe("a red boat", 7, 3, 2, 320, 224, "flash-mini"), claim.Recipe with { Variety = null });
        Assert.Equal(40, claim.Recipe.Variety?.Chaos);
    }

    [Fact]
    public async Task The_audit_entry_holds_no_prompt()
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync("/imagine a very private thing");

        var id = Assert.Single(await chat.GenerationsAsync());
        var details = await database.ReadAsync<string>(
            $"SELECT details::text FROM flash.audit_log WHERE generation_id = '{id}'"
        );
        Assert.DoesNotContain("private", details, StringComparison.Ordinal);
        Assert.Contains("\"seed\"", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_deliveries_of_one_message_make_one_generation_and_one_post()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var message = chat.Message("/imagine a red boat");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chat.Conversation.HandleAsync(message, Cancelled)));

        var id = Assert.Single(await chat.GenerationsAsync());
        Assert.Single(chat.Messenger.Posted);
        Assert.Equal(["imagine.requested"], await database.AuditActionsAsync(id));
    }

    [Fact]
    public async Task Ten_deliveries_of_a_mistake_are_answered_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var message = chat.Message("/imagine a boat --seed abc");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chat.Conversation.HandleAsync(message, Cancelled)));

        Assert.Contains("--seed takes a whole number", Assert.Single(chat.Texts), StringComparison.Ordinal);
        Assert.Empty(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task Ten_requests_at_once_find_only_the_places_that_are_left()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Queue:PerUser", "3"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chat.SayAsync("/imagine a red boat")));

        Assert.Equal(3, (await chat.GenerationsAsync()).Count);
        Assert.Equal(
            7,
            chat.Texts.Count(text =>
                text == "You already have 3 pictures in the works. Please wait until one of them is done."
            )
        );
    }

    [Fact]
    public async Task A_full_queue_is_said_and_nothing_is_written()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Queue:Capacity", "1"));
        await database.AddGenerationAsync();

        await chat.SayAsync("/imagine a red boat");

        Assert.Contains("Please try again in 10 s.", Assert.Single(chat.Texts), StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.users WHERE external_id = '{chat.Me.Id}'")
        );
        Assert.Equal(
            0L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.audit_log WHERE actor_id = '{chat.Me.Id}'")
        );
    }

    [Fact]
    public async Task When_one_part_cannot_be_stored_none_is()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await database.ExecuteAsync(
            $"""
            CREATE FUNCTION flash.break_outbox() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT FROM flash.generations g JOIN flash.users u ON u.id = g.user_id WHERE g.id = NEW.generation_id AND u.external_id = '{chat.Me.Id}')
                THEN RAISE EXCEPTION 'broken on purpose'; END IF;
                RETURN NEW;
            END $$;
            CREATE CONSTRAINT TRIGGER break_outbox AFTER INSERT ON flash.outbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION flash.break_outbox();
            """
        );

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => chat.SayAsync("/imagine a red boat"));

        Assert.Empty(chat.Messenger.Posted);
        Assert.Equal(
            0L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.users WHERE external_id = '{chat.Me.Id}'")
        );
        Assert.Equal(
            0L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.audit_log WHERE actor_id = '{chat.Me.Id}'")
        );
    }

    [Fact]
    public async Task When_the_network_refuses_the_worker_may_post_at_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        chat.Messenger.Refusal = new MessengerException(MessengerFault.RateLimited, "Too Many Requests");

        await chat.SayAsync("/imagine a red boat");

        var id = Assert.Single(await chat.GenerationsAsync());
        Assert.Null(await chat.Get<GenerationMessages>().WaitForMessageAsync(id, Cancelled));
        Assert.True(await chat.Get<GenerationMessages>().TryClaimPostingAsync(id, Cancelled));
    }

    [Fact]
    public async Task A_message_that_comes_too_late_is_taken_back()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await database.AddGenerationAsync();
        var messages = chat.Get<GenerationMessages>();
        await messages.RecordMessageAsync(id, new TelegramMessage(1, 99), Cancelled);

        await chat.Get<Flash.Bots.Conversations.GenerationPoster>()
            .PostWaitingAsync(
                Texts.For("en"),
                id,
                new TelegramReply(1),
                new Recipe("a red boat", 7, 3, 4, 256, 256, "flash-mini"),
                0,
                Cancelled
            );

        Assert.Equal(Assert.Single(chat.Messenger.Posted).Ref, Assert.Single(chat.Messenger.Deleted));
        Assert.Equal(new TelegramMessage(1, 99), await messages.WaitForMessageAsync(id, Cancelled));
    }

    [Fact]
    public async Task An_unknown_model_is_named_with_those_there_are()
    {
        await using var chat = new TestChat(database.ConnectionString, ("Flash:Pictures:OtherModels:0", "sd-turbo"));

        await chat.SayAsync("/imagine a boat --model midjourney");
        await chat.SayAsync("/imagine a boat --model SD-Turbo");

        Assert.Equal("I do not have a model called “midjourney”. I have flash-mini, sd-turbo.", chat.Texts[0]);
        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task Without_a_database_the_person_is_told()
    {
        await using var chat = new TestChat("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2");

        await chat.SayAsync("/imagine a red boat");

        Assert.Equal(Texts.For("en").NoDatabase, Assert.Single(chat.Texts));
        Assert.Equal(
            Texts.For("en").NoDatabase,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Again, GenerationId.New(TimeProvider.System)))).Text
        );
    }

    [Theory]
    [InlineData("/start", nameof(Texts.Start))]
    [InlineData("/help", nameof(Texts.Help))]
    public async Task Greetings_are_answered(string text, string answer)
    {
        await using var chat = new TestChat(database.ConnectionString);

        await chat.SayAsync(text);

        Assert.Equal(
            answer == nameof(Texts.Help) ? Texts.For("en").Help(Platform.Telegram, 8) : Texts.For("en").Start,
            Assert.Single(chat.Texts)
        );
    }

    [Fact]
    public async Task Five_held_prompts_lock_nobody_out_and_twenty_wait_at_most()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await database.ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'basilisk', 'hold', 'test')"
        );
        for (var i = 0; i < 21; i++)
        {
            await chat.SayAsync("/imagine a basilisk");
        }

        await chat.SayAsync("/imagine a harmless boat");

        Assert.Equal(
            20L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.generations g JOIN flash.users u ON u.id = g.user_id WHERE u.external_id = '{chat.Me.Id}' AND state = 'held'"
            )
        );
        Assert.Equal(21, (await chat.GenerationsAsync()).Count);
    }

    [Fact]
    public async Task What_is_blocked_keeps_its_words_for_whoever_may_read_them_also_when_words_are_edited()
    {
        await using var chat = new TestChat(
            database.ConnectionString,
            ("Flash:Personal:MasterKey", new string('9', 64))
        );
        await database.ExecuteAsync(
            "INSERT INTO flash.prompt_rules (kind, pattern, action, created_by) VALUES ('phrase', 'cockatrice', 'block', 'test')"
        );
        var drawn = await chat.DrawnAsync();

        await chat.SayAsync("/imagine a boat --no cockatrices");
        var asked = chat.Message("a cockatrice --seed 7") with
        {
            InReplyTo = (await chat.Get<AskedGenerations>().MessageAsync(drawn, Cancelled))!,
        };
        var said = chat.Texts.Count;
        await chat.Conversation.HandleAsync(asked, Cancelled);
        await chat.Conversation.HandleAsync(asked, Cancelled);
        Assert.Single(chat.Texts.Skip(said)); // Told, and once.
        for (var batch = 0; batch < 100 && await chat.Get<AuditSealer>().SealAsync(Cancelled) > 0; batch++) { }

        var blocked = await chat.Get<AuditSearch>()
            .ReadAsync(new AuditFilter { ActorId = chat.Me.Id }, null, 20, Cancelled);
        Assert.Equal(
            [("edit.blocked", "a cockatrice --seed 7", null), ("imagine.blocked", "a boat", "cockatrices")],
            blocked
                .Where(line => line.Entry.Action.EndsWith(".blocked", StringComparison.Ordinal))
                .Select(line =>
                    (line.Entry.Action, line.Prompt, line.NegativePrompt is "" ? null : line.NegativePrompt)
                )
        );
        Assert.Equal(
            ("a red boat", ""),
            blocked.Single(line => line.Entry.Action == "imagine.requested") switch
            {
                var line => (line.Prompt, line.NegativePrompt),
            }
        );
    }
}
