using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Moderation;

public sealed class ModerationDeskTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");

    private static readonly Moderator Hedy = new("flash", "hedy", "Hedy");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ModerationDesk Desk => new(database.Databases);

    [Fact]
    public async Task Who_is_banned_is_told_and_nothing_is_drawn_until_the_ban_is_lifted()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var drawn = await chat.DrawnAsync();
        await Desk.BanAsync(Platform.Telegram, chat.Me.Id, TimeSpan.FromDays(400), "Too many boats.", Grace, Cancelled);
        var ban = await Desk.BanAsync(Platform.Telegram, chat.Me.Id, null, "Far too many boats.", Grace, Cancelled);
        await Desk.ConfirmBanAsync(ban.Id, Hedy, Cancelled);

        await chat.SayAsync("/imagine a red boat");
        var press = await chat.PressAsync(new ButtonAction(ButtonVerb.Animate, drawn, 1));

        Assert.Equal("You cannot ask for pictures any more. Reason: Far too many boats.", chat.Texts[^1]);
        Assert.True(press.IsError);
        Assert.Single(await chat.GenerationsAsync());
        Assert.True(await Desk.UnbanAsync(Platform.Telegram, chat.Me.Id, Grace, Cancelled));
        Assert.False(await Desk.UnbanAsync(Platform.Telegram, chat.Me.Id, Grace, Cancelled));
        await chat.SayAsync("/imagine a red boat");
        Assert.Equal(2, (await chat.GenerationsAsync()).Count);
        Assert.Equal(
            3L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.audit_log WHERE details->>'user' = '{chat.Me.Id}' AND actor_name = 'Grace'"
            )
        );
    }

    [Fact]
    public async Task A_ban_ends_by_itself()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await Desk.BanAsync(Platform.Telegram, chat.Me.Id, TimeSpan.FromDays(-1), "Over already.", Grace, Cancelled);

        await chat.SayAsync("/imagine a red boat");

        Assert.Single(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task A_blocked_prompt_leaves_an_audit_entry_and_the_rules_note_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var rule = await Desk.AddRuleAsync(
            PromptRule.Create(RuleKind.Phrase, "blocked thing", note: "Not that, please."),
            null,
            Grace,
            Cancelled
        );
        var message = chat.Message("/imagine a BL0CKED thing");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => chat.Conversation.HandleAsync(message, Cancelled)));

        Assert.Equal("Not that, please.", Assert.Single(chat.Texts));
        Assert.Empty(await chat.GenerationsAsync());
        Assert.Equal(
            $"{{\"rules\": [{rule}]}}",
            await database.ReadAsync<string>(
                $"SELECT details::text FROM flash.audit_log WHERE actor_id = '{chat.Me.Id}' AND action = 'imagine.blocked'"
            )
        );
    }

    [Fact]
    public async Task A_flagged_prompt_is_drawn_and_can_be_found()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await Desk.AddRuleAsync(
            PromptRule.Create(RuleKind.Phrase, "flagged thing", RuleAction.Flag),
            null,
            Grace,
            Cancelled
        );

        await chat.SayAsync("/imagine a flagged thing");

        var id = Assert.Single(await chat.GenerationsAsync());
        Assert.Equal(
            ["imagine.flagged", "imagine.requested"],
            (await database.AuditActionsAsync(id)).Order(StringComparer.Ordinal)
        );
        Assert.NotNull(await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled));
    }

    [Fact]
    public async Task A_held_prompt_waits_for_a_moderator()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await Desk.AddRuleAsync(
            PromptRule.Create(RuleKind.Phrase, "held thing", RuleAction.Hold),
            null,
            Grace,
            Cancelled
        );

        await chat.SayAsync("/imagine a held thing");
        await chat.SayAsync("/imagine another held thing");

        Assert.All(chat.Texts, text => Assert.EndsWith(Texts.For("en").HeldForReview, text, StringComparison.Ordinal));
        var ids = await chat.GenerationsAsync();
        var store = chat.Get<GenerationStore>();
        Assert.Null(await store.ClaimAsync(ids[0], TimeSpan.FromMinutes(1), Cancelled));
        Assert.Equal(
            0L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.outbox WHERE generation_id IN ('{ids[0]}', '{ids[1]}')"
            )
        );

        Assert.True(await Desk.ApproveAsync(ids[0], Grace, Cancelled));
        Assert.False(await Desk.RejectAsync(ids[0], "", Grace, Cancelled));
        Assert.True(await Desk.RejectAsync(ids[1], "", Grace, Cancelled));
        Assert.False(await Desk.ApproveAsync(ids[1], Grace, Cancelled));

        Assert.NotNull(await store.ClaimAsync(ids[0], TimeSpan.FromMinutes(1), Cancelled));
        Assert.Equal(
            1L,
            await database.ReadAsync<long>($"SELECT count(*) FROM flash.outbox WHERE generation_id = '{ids[0]}'")
        );
        Assert.Contains("moderation.approved", await database.AuditActionsAsync(ids[0]));
        Assert.Contains("moderation.rejected", await database.AuditActionsAsync(ids[1]));
        Assert.Equal(
            Texts.For("en").Rejected,
            await database.ReadAsync<string>($"SELECT failure FROM flash.generations WHERE id = '{ids[1]}'")
        );
    }

    [Fact]
    public async Task A_rule_can_be_tried_on_what_was_asked_for_before_it_is_in_force()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a very unusual walrus");
        await chat.SayAsync("/imagine a w.a.l.r.u.s of long ago");
        var ids = await chat.GenerationsAsync();
        await database.ExecuteAsync(
            $"UPDATE flash.generations SET created_at = now() - interval '40 days' WHERE id = '{ids[1]}'"
        );

        var (looked, caught, _) = await chat.Get<PromptRules>()
            .TryAsync(PromptRule.Create(RuleKind.Phrase, "walrus"), TimeSpan.FromDays(30), Cancelled);

        Assert.Equal(ids[0].Value, Assert.Single(caught));
        Assert.True(looked >= 1);
    }

    [Fact]
    public async Task A_rule_for_one_chat_holds_there_until_it_is_removed()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await using var elsewhere = new TestChat(database.ConnectionString);
        await chat.SayAsync("/imagine a first boat");
        var rule = PromptRule.Create(RuleKind.Phrase, "zeppelin");
        Assert.Null(await Desk.AddRuleAsync(rule, (Platform.Discord, "no-such-chat"), Grace, Cancelled));
        var id = await Desk.AddRuleAsync(rule, (Platform.Telegram, chat.Here.Id), Grace, Cancelled);
        await using var fresh = new TestChat(database.ConnectionString);

        Assert.Equal(
            RuleAction.Block,
            (
                await fresh
                    .Get<PromptRules>()
                    .JudgeAsync(new JudgedWords("a zeppelin", "", false), chat.Here, Cancelled)
            ).Action
        );
        Assert.Equal(
            RuleAction.Allow,
            (
                await fresh
                    .Get<PromptRules>()
                    .JudgeAsync(new JudgedWords("a zeppelin", "", false), elsewhere.Here, Cancelled)
            ).Action
        );
        Assert.True(await Desk.RemoveRuleAsync(id!.Value, Grace, Cancelled));
        Assert.False(await Desk.RemoveRuleAsync(id.Value, Grace, Cancelled));
        await using var later = new TestChat(database.ConnectionString);
        Assert.Equal(
            RuleAction.Allow,
            (
                await later
                    .Get<PromptRules>()
                    .JudgeAsync(new JudgedWords("a zeppelin", "", false), chat.Here, Cancelled)
            ).Action
        );
    }

    [Fact]
    public async Task What_is_held_takes_none_of_a_persons_places_and_twenty_of_them_may_wait()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await Desk.AddRuleAsync(
            PromptRule.Create(RuleKind.Phrase, "heldback", RuleAction.Hold),
            null,
            Grace,
            Cancelled
        );
        for (var i = 0; i < 6; i++)
        {
            await chat.SayAsync($"/imagine heldback number {i}");
        }

        await chat.SayAsync("/imagine a red boat");
        Assert.Equal(7, (await chat.GenerationsAsync()).Count);

        for (var i = 6; i < 21; i++)
        {
            await chat.SayAsync($"/imagine heldback number {i}");
        }

        Assert.Equal(21, (await chat.GenerationsAsync()).Count);
        Assert.Contains("20", chat.Texts[^1], StringComparison.Ordinal);
    }
}
