using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Moderation;

/// <summary>What decisions do to the message in the people's chat: written down with the decision, and done as far as
/// the network allows.</summary>
public sealed class MessageOrdersTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_network_will_not_delete_shows_no_picture_any_more()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        chat.Messenger.DeleteRefusal = new MessengerException(
            MessengerFault.Rejected,
            "message can't be deleted for everyone"
        );

        var outcome = await chat.Get<Decisions>().RemoveAsync(drawn, "Not here.", Grace, Cancelled);

        var (_, shown) = Assert.Single(chat.Messenger.Edited);
        Assert.Equal(Texts.For("en").TakenDown, shown.Text);
        Assert.True(PlaceholderPicture.Is(Assert.Single(shown.Media)) && shown.HidesPictures && shown.EvenWhenOld);
        Assert.Equal(MessageOutcome.Replaced, outcome);
        Assert.Equal("replaced message can't be deleted for everyone", await OutcomeAsync(drawn));
    }

    [Fact]
    public async Task A_message_that_cannot_be_touched_is_said_to_stand()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        chat.Messenger.DeleteRefusal = chat.Messenger.EditRefusal = new MessengerException(
            MessengerFault.ChatClosed,
            "bot was kicked from the group chat"
        );

        var outcome = await chat.Get<Decisions>().RemoveAsync(drawn, "Not here.", Grace, Cancelled);

        Assert.Equal(MessageOutcome.Kept, outcome);
        Assert.Equal("kept bot was kicked from the group chat", await OutcomeAsync(drawn));
        Assert.Contains("message.removed", await database.AuditActionsAsync(drawn));
    }

    [Fact]
    public async Task A_network_that_is_away_is_tried_again_and_nobody_is_blamed_meanwhile()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (drawn, orders) = (await chat.DrawnAsync(), chat.Get<MessageOrders>());
        chat.Messenger.DeleteRefusal = new MessengerException(MessengerFault.RateLimited, "Too Many Requests")
        {
            RetryAfter = TimeSpan.FromMinutes(3),
        };

        Assert.Equal(
            MessageOutcome.Pending,
            await chat.Get<Decisions>().RemoveAsync(drawn, "Not here.", Grace, Cancelled)
        );
        chat.Messenger.DeleteRefusal = null;
        Assert.Equal(MessageOutcome.Pending, await orders.CarryOutAsync(drawn, Cancelled));
        Assert.Empty(chat.Messenger.Deleted);

        await database.ExecuteAsync($"UPDATE flash.message_orders SET next_at = now() WHERE generation_id = '{drawn}'");
        Assert.True(await orders.CarryOutDueAsync(Cancelled) >= 1);

        Assert.Single(chat.Messenger.Deleted);
        Assert.Equal("deleted ", await OutcomeAsync(drawn));
        Assert.Single(await database.AuditActionsAsync(drawn), action => action == "message.removed");
    }

    [Fact]
    public async Task What_was_decided_where_nobody_speaks_to_the_network_is_done_by_a_process_that_does()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a red boat");
        var held = Assert.Single(await chat.GenerationsAsync());
        await database.ExecuteAsync($"UPDATE flash.generations SET state = 'held' WHERE id = '{held}'");
        await database.ExecuteAsync($"UPDATE flash.users SET language = 'de' WHERE external_id = '{chat.Me.Id}'");

        // The command line, or a process that dies right after it has decided.
        Assert.True(await chat.Get<ModerationDesk>().RejectAsync(held, "", Grace, Cancelled));
        Assert.Empty(chat.Messenger.Edited);
        await chat.Get<MessageOrders>().CarryOutDueAsync(Cancelled);

        var (_, shown) = Assert.Single(chat.Messenger.Edited);
        Assert.Contains(Wording.For("de")["Rejected"], shown.Text, StringComparison.Ordinal);
        Assert.Equal("edited ", await OutcomeAsync(held));
    }

    [Fact]
    public async Task Two_processes_carry_out_an_order_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        await chat.Get<ModerationDesk>().TakeDownAsync(drawn, "Not here.", Grace, Cancelled);

        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => chat.Get<MessageOrders>().CarryOutAsync(drawn, Cancelled))
        );

        Assert.Single(chat.Messenger.Deleted);
        Assert.Single(await database.AuditActionsAsync(drawn), action => action == "message.removed");
    }

    private Task<string> OutcomeAsync(GenerationId id) =>
        database.ReadAsync<string>(
            $"SELECT outcome || ' ' || coalesce(reason, '') FROM flash.message_orders WHERE generation_id = '{id}'"
        );
}
