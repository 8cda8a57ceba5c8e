using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Tests.Conversations;

public sealed class ButtonPressTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Person Somebody = new(Platform.Telegram, "somebody-else", "Bob");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Animate_makes_a_child_with_its_parents_recipe()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        var answer = await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 2), by: Somebody);

        Assert.Equal(new PressAnswer("Setting picture 2 in motion.", IsError: false), answer);
        var child = new GenerationId(
            await database.ReadAsync<Guid>($"SELECT id FROM flash.generations WHERE parent_id = '{parent}'")
        );
        Assert.Equal(["animate.requested"], await database.AuditActionsAsync(child));
        var claim = await chat.Get<GenerationStore>().ClaimAsync(child, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(
            (GenerationKind.Animate, parent, 2, "abc"),
            (claim!.Kind, claim.ParentId!.Value, claim.ParentIndex!.Value, claim.Recipe.ModelRevision)
        );
        Assert.Equal(2, chat.Messenger.Posted.Count);
    }

    [Fact]
    public async Task Animate_works_as_soon_as_its_button_is_seen()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat");
        var parent = Assert.Single(await chat.GenerationsAsync());
        await chat.Get<GenerationStore>().ClaimAsync(parent, TimeSpan.FromMinutes(1), Cancelled);

        Assert.Equal(
            "Setting picture 1 in motion.",
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 1))).Text
        );
    }

    [Fact]
    public async Task Ten_presses_on_one_picture_make_one_animation()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 1)))
        );

        Assert.Equal(
            1L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.generations WHERE parent_id = '{parent}'")
        );
        Assert.Equal(9, answers.Count(answer => answer.Text == Texts.For("en").AlreadyAnimating));
        Assert.Equal(2, chat.Messenger.Posted.Count);
    }

    [Fact]
    public async Task A_failed_animation_may_be_tried_again()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 1));
        await database.ExecuteAsync($"UPDATE flash.generations SET state = 'failed' WHERE parent_id = '{parent}'");

        Assert.Equal(
            "Setting picture 1 in motion.",
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, parent, 1))).Text
        );
    }

    [Fact]
    public async Task Again_draws_the_same_prompt_with_another_seed()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var first = await chat.DrawnAsync();

        await chat.PressAsync(new ButtonAction(ButtonVerb.Again, first), key: "again-once");
        var redelivered = await chat.PressAsync(new ButtonAction(ButtonVerb.Again, first), key: "again-once");

        Assert.Equal(new PressAnswer(Texts.For("en").AgainQueued, IsError: false), redelivered);
        var ids = await chat.GenerationsAsync();
        Assert.Equal(2, ids.Count);
        var claim = await chat.Get<GenerationStore>().ClaimAsync(ids[1], TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal("a red boat", claim!.Recipe.Prompt);
        Assert.Null(claim.Recipe.ModelRevision);
        Assert.Equal(
            2L,
            await database.ReadAsync<long>(
                $"SELECT count(DISTINCT recipe->>'seed') FROM flash.generations WHERE id IN ('{ids[0]}', '{ids[1]}')"
            )
        );
    }

    [Fact]
    public async Task Only_the_person_who_asked_may_cancel()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat");
        var id = Assert.Single(await chat.GenerationsAsync());
        var cancel = new ButtonAction(ButtonVerb.Cancel, id);

        Assert.Equal(
            new PressAnswer(Texts.For("en").NotYours, IsError: true),
            await chat.PressAsync(cancel, by: Somebody)
        );
        Assert.Equal(["imagine.requested"], await database.AuditActionsAsync(id));

        Assert.Equal(new PressAnswer(Texts.For("en").CancelDone, IsError: false), await chat.PressAsync(cancel));
        Assert.Equal(new PressAnswer(Texts.For("en").CancelDone, IsError: false), await chat.PressAsync(cancel));
        Assert.Equal(["imagine.requested", "imagine.cancelled"], await database.AuditActionsAsync(id));
        Assert.True(await chat.Get<GenerationStore>().IsCancelledAsync(id, Cancelled));
        Assert.Null(await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled));
        var (reference, message) = Assert.Single(chat.Messenger.Edited);
        Assert.Equal(Assert.Single(chat.Messenger.Posted).Ref, reference);
        Assert.Contains("Cancelled", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_tells_the_worker_and_takes_its_claim()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat");
        var id = Assert.Single(await chat.GenerationsAsync());
        var store = chat.Get<GenerationStore>();
        var claim = await store.ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        await using var listener = await database.DataSource.OpenConnectionAsync(Cancelled);
        var heard = new List<string>();
        listener.Notification += (_, notification) => heard.Add(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {GenerationStore.CancelChannel}", listener))
        {
            await listen.ExecuteNonQueryAsync(Cancelled);
        }

        await chat.PressAsync(new ButtonAction(ButtonVerb.Cancel, id));
        await listener.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Contains(id.ToString(), heard);
        Assert.False(await store.MarkDeliveredAsync(id, claim!.Epoch, [], "abc", Cancelled));
        Assert.Equal(
            new PressAnswer(Texts.For("en").CancelDone, IsError: false),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Cancel, id))
        );
    }

    [Fact]
    public async Task A_loop_that_was_deleted_is_not_said_to_be_further_down()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var parent = await chat.DrawnAsync();
        var animate = new ButtonAction(ButtonVerb.Animate, parent, 1);
        await chat.PressAsync(animate);
        var loop = (await chat.GenerationsAsync())[^1];
        await chat.DeliverAsync(loop);
        Assert.Equal(Texts.For("en").AlreadyAnimated, (await chat.PressAsync(animate)).Text);
        await chat.PressAsync(new ButtonAction(ButtonVerb.Delete, loop));

        Assert.Equal(
            new PressAnswer(Texts.For("en").FollowedWasDeleted, IsError: true),
            await chat.PressAsync(animate)
        );
    }

    [Fact]
    public async Task What_is_delivered_cannot_be_cancelled()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();

        Assert.Equal(
            new PressAnswer(Texts.For("en").AlreadyFinished, IsError: true),
            await chat.PressAsync(new ButtonAction(ButtonVerb.Cancel, id))
        );
    }

    [Fact]
    public async Task A_button_of_another_chat_does_nothing()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var id = await chat.DrawnAsync();
        var elsewhere = chat.Here with { Id = "elsewhere" };

        foreach (
            var action in new[]
            {
                new ButtonAction(ButtonVerb.Animate, id, 1),
                new ButtonAction(ButtonVerb.Again, id),
                new ButtonAction(ButtonVerb.Cancel, id),
            }
        )
        {
            Assert.Equal(
                new PressAnswer(Texts.For("en").OtherChat, IsError: true),
                await chat.PressAsync(action, where: elsewhere)
            );
            Assert.Equal(
                Texts.For("en").OtherChat,
                (await chat.PressAsync(action, where: chat.Here with { Platform = Platform.Discord })).Text
            );
        }

        Assert.Single(await chat.GenerationsAsync());
        Assert.Single(chat.Messenger.Posted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("animate")]
    [InlineData("animate:AAAAAAAAAAAAAAAAAAAAAA:1")]
    [InlineData("cancel:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("again:' OR 1=1 --;;;;;;;;;;;;")]
    [InlineData("\0\uD800")]
    public async Task A_code_that_names_nothing_is_answered_and_does_nothing(string code)
    {
        await using var chat = new TestChat(database.ConnectionString);

        Assert.Equal(new PressAnswer(Texts.For("en").UnknownButton, IsError: true), await chat.PressAsync(code));

        Assert.Empty(chat.Messenger.Posted);
    }

    [Fact]
    public async Task A_forged_code_for_a_real_generation_gets_nowhere()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat --count 2");
        var id = Assert.Single(await chat.GenerationsAsync());

        Assert.Equal(
            Texts.For("en").NotReady,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, id, 1))).Text
        );
        Assert.Equal(
            Texts.For("en").NothingToAnimate,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, id, 3))).Text
        );
        Assert.Equal(
            Texts.For("en").UnknownButton,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, id))).Text
        );
        Assert.Equal(
            Texts.For("en").UnknownButton,
            (await chat.PressAsync(new ButtonAction(ButtonVerb.Again, id, 1))).Text
        );
        Assert.Single(await chat.GenerationsAsync());
    }
}
