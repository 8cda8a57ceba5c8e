using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Sketches;
using Flash.Bots.Tests.Conversations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Tests.Moderation;

public sealed class BanTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");
    private static readonly Moderator Hedy = new("telegram", "grace", "Hedy");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ModerationDesk Desk => new(database.Databases);

    [Fact]
    public async Task A_ban_longer_than_a_week_lasts_a_week_until_somebody_else_agrees()
    {
        var person = $"{Guid.NewGuid():N}";
        var ban = await Desk.BanAsync(Platform.Telegram, person, null, "Spam.", Grace, Cancelled);

        Assert.True(ban.WaitsForAnother);
        Assert.InRange(
            ban.Until!.Value - TimeProvider.System.GetUtcNow(),
            TimeSpan.FromDays(6.9),
            TimeSpan.FromDays(7.1)
        );
        Assert.Equal(BanConfirmation.NeedsSomebodyElse, await Desk.ConfirmBanAsync(ban.Id, Grace, Cancelled));
        Assert.Equal(BanConfirmation.Confirmed, await Desk.ConfirmBanAsync(ban.Id, Hedy, Cancelled));
        Assert.Equal(BanConfirmation.NotWaiting, await Desk.ConfirmBanAsync(ban.Id, Hedy, Cancelled));
        Assert.True(
            await database.ReadAsync<bool>(
                $"SELECT until IS NULL AND confirmed_by = 'Hedy' FROM flash.bans WHERE id = {ban.Id}"
            )
        );
        Assert.Equal(
            "ban.confirmed user.banned",
            await database.ReadAsync<string>(
                $"SELECT string_agg(action, ' ' ORDER BY action) FROM flash.audit_log WHERE details->>'user' = '{person}'"
            )
        );
    }

    [Fact]
    public async Task A_week_takes_one_moderator_and_so_does_everything_for_whoever_moderates_alone()
    {
        var week = await Desk.BanAsync(
            Platform.Discord,
            $"{Guid.NewGuid():N}",
            TimeSpan.FromDays(7),
            "Spam.",
            Grace,
            Cancelled
        );
        var alone = new ModerationDesk(
            database.Databases,
            Microsoft.Extensions.Options.Options.Create(new ModerationOptions { SecondModeratorAfterDays = 0 })
        );
        var forGood = await alone.BanAsync(Platform.Discord, $"{Guid.NewGuid():N}", null, "Spam.", Grace, Cancelled);

        Assert.False(week.WaitsForAnother);
        Assert.Equal((null, false), (forGood.Until, forGood.WaitsForAnother));
    }

    [Fact]
    public async Task A_lifted_ban_cannot_be_confirmed()
    {
        var person = $"{Guid.NewGuid():N}";
        var ban = await Desk.BanAsync(Platform.Discord, person, TimeSpan.FromDays(30), "Spam.", Grace, Cancelled);
        Assert.True(await Desk.UnbanAsync(Platform.Discord, person, Grace, Cancelled));

        Assert.Equal(BanConfirmation.NotWaiting, await Desk.ConfirmBanAsync(ban.Id, Hedy, Cancelled));
    }

    [Fact]
    public async Task Who_was_let_in_by_somebody_else_cannot_be_the_second_for_a_day_and_by_themselves_they_can()
    {
        var name = $"Maud {Guid.NewGuid():N}";
        await database.ExecuteAsync(
            $"INSERT INTO flash.moderators (name, confirms_from) VALUES ('{name}', '-infinity')"
        );
        var id = await database.ReadAsync<long>($"SELECT id FROM flash.moderators WHERE name = '{name}'");
        var maud = new Moderator("flash", $"moderator-{id}", name);
        var identities = new ModeratorIdentities(database.Databases, TimeProvider.System);

        await identities.IssueAsync(name, maud, Cancelled);
        var first = await Desk.BanAsync(Platform.Telegram, $"{Guid.NewGuid():N}", null, "Spam.", Grace, Cancelled);
        Assert.Equal(BanConfirmation.Confirmed, await Desk.ConfirmBanAsync(first.Id, maud, Cancelled));

        await identities.IssueAsync(name, Grace, Cancelled);
        var second = await Desk.BanAsync(Platform.Telegram, $"{Guid.NewGuid():N}", null, "Spam.", Grace, Cancelled);
        Assert.Equal(BanConfirmation.TooNew, await Desk.ConfirmBanAsync(second.Id, maud, Cancelled));

        await database.ExecuteAsync(
            $"UPDATE flash.moderators SET confirms_from = confirms_from - interval '1 day' WHERE id = {id}"
        );
        Assert.Equal(BanConfirmation.Confirmed, await Desk.ConfirmBanAsync(second.Id, maud, Cancelled));
    }

    [Fact]
    public async Task What_a_ban_turns_away_is_one_entry_for_each_person_and_chat_and_hour()
    {
        await using var chat = new TestChat(database.ConnectionString);
        await Desk.BanAsync(chat.Me.Platform, chat.Me.Id, TimeSpan.FromDays(1), "Spam.", Grace, Cancelled);
        var entries =
            $"SELECT count(*) FROM flash.audit_log WHERE actor_id = '{chat.Me.Id}' AND action = 'imagine.refused' AND chat_id = ";

        for (var i = 0; i < 3; i++)
        {
            await chat.SayAsync("/imagine a red boat");
        }

        Assert.Equal(1L, await database.ReadAsync<long>($"{entries}'{chat.Here.Id}'"));
        Assert.False(
            await database.ReadAsync<bool>(
                $"SELECT details::text LIKE '%boat%' FROM flash.audit_log WHERE actor_id = '{chat.Me.Id}' AND action = 'imagine.refused'"
            )
        );
        await chat.Conversation.HandleAsync(
            chat.Message("/imagine a red boat") with
            {
                Chat = chat.Here with { Id = "another-chat" },
            },
            Cancelled
        );
        Assert.Equal(1L, await database.ReadAsync<long>($"{entries}'another-chat'"));
        Assert.Empty(await chat.GenerationsAsync());
    }

    [Fact]
    public async Task A_ban_in_the_browser_holds_for_another_browser_at_the_same_address()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (address, elsewhere) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        var first = new Person(Platform.Playground, $"{Guid.NewGuid():N}", "Visitor") { Address = address };
        await SayAsync(first);
        await Desk.BanAsync(Platform.Playground, first.Id, TimeSpan.FromDays(1), "Spam.", Grace, Cancelled);

        Assert.Equal(0, await SayAsync(first with { Id = $"{Guid.NewGuid():N}" }));
        Assert.Equal(1, await SayAsync(first with { Id = $"{Guid.NewGuid():N}", Address = elsewhere }));
        Assert.Equal(1, await SayAsync(first with { Id = $"{Guid.NewGuid():N}", Address = null }));
        await database.ExecuteAsync(
            "UPDATE flash.users SET address_at = now() - interval '8 days' WHERE address IS NOT NULL"
        );
        await chat.Get<Flash.Bots.Retention.Pruning>().PruneAsync(Cancelled);
        Assert.Equal(0, await SayAsync(first with { Id = $"{Guid.NewGuid():N}" }));
        Assert.Equal(
            1L,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.users WHERE address IN ('{address}', '{elsewhere}')"
            )
        );

        await Desk.UnbanAsync(Platform.Playground, first.Id, Grace, Cancelled);
        Assert.Equal(1, await SayAsync(first with { Id = $"{Guid.NewGuid():N}" }));

        async Task<long> SayAsync(Person from)
        {
            await chat.Conversation.HandleAsync(chat.Message("/imagine a red boat") with { From = from }, Cancelled);
            return await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.generations g JOIN flash.users u ON u.id = g.user_id WHERE u.external_id = '{from.Id}'"
            );
        }
    }

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("::ffff:10.1.2.3", null)]
    [InlineData("172.31.0.1", null)]
    [InlineData("100.64.3.1", null)]
    [InlineData("fd00::1", null)]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::9")]
    public void An_address_is_a_keyed_hash_and_those_of_everybody_are_none(string address, string? same)
    {
        var hash = new AddressHash(
            new MasterKey(
                Microsoft.Extensions.Options.Options.Create(new PersonalOptions { MasterKey = new string('5', 64) })
            )
        );
        var other = new AddressHash(
            new MasterKey(
                Microsoft.Extensions.Options.Options.Create(new PersonalOptions { MasterKey = new string('6', 64) })
            )
        );

        var kept = hash.Of(System.Net.IPAddress.Parse(address));

        Assert.Equal(same is null ? null : hash.Of(System.Net.IPAddress.Parse(same)), kept);
        Assert.Equal(same is null, kept is null);
        Assert.True(kept is null || (kept.Length == 32 && kept != other.Of(System.Net.IPAddress.Parse(address))));
    }

    [Fact]
    public async Task Whoever_is_banned_is_drawn_nothing_while_they_type()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (gate, ada) = (chat.Get<SketchGate>(), new Person(Platform.Playground, $"{Guid.NewGuid():N}", "Ada"));
        var recipe = chat.Get<IOptions<PictureOptions>>().Value.RecipeFor(new ImagineArguments("a red boat"));
        var room = new Chat(Platform.Playground, ada.Id, Title: null, IsPrivate: true);

        Assert.True(await gate.MayAsync(recipe, ada, room, Cancelled));
        await Desk.BanAsync(Platform.Playground, ada.Id, TimeSpan.FromDays(1), "Spam.", Grace, Cancelled);
        Assert.False(await gate.MayAsync(recipe, ada, room, Cancelled));
        await Desk.UnbanAsync(Platform.Playground, ada.Id, Grace, Cancelled);
        Assert.True(await gate.MayAsync(recipe, ada, room, Cancelled));
    }
}
