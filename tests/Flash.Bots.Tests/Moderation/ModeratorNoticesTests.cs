using Flash.Bots.Audit;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Notices;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Tests.Moderation;

/// <summary>What moderators are told about ways to act under their names: what, whom, and once.</summary>
public sealed class ModeratorNoticesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly Moderator Maud = new("flash", "moderator-0", "Maud");

    private readonly TestChat chat = new(database.ConnectionString, ("Flash:Personal:MasterKey", new string('7', 64)));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ModeratorNotices Notices => new(chat.Get<IDbContextFactory<FlashDb>>());

    private ModeratorIdentities Identities => chat.Get<ModeratorIdentities>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => chat.DisposeAsync();

    [Fact]
    public async Task A_place_is_told_of_codes_by_others_and_of_whom_is_linked_once_and_each_place_by_itself()
    {
        var (place, other) = (await PlaceAsync(), await PlaceAsync());
        var (name, me) = await AddAsync();
        await LinkAsync(name, Maud, Somebody(Platform.Telegram));
        await LinkAsync(name, me, Somebody(Platform.Discord)); // the code is their own doing
        await SealAsync();

        var due = await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled);

        Assert.Equal(["moderator.code_issued", "moderator.linked", "moderator.linked"], due.Select(one => one.Action));
        Assert.All(due, notice => Assert.Equal(name, notice.Moderator));
        Assert.Equal("Maud", due[0].By);
        Assert.Empty(await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled)); // another process has it
        await Notices.ToldAsync(Platform.Telegram, place, due[1].Sequence, Cancelled);
        Assert.Equal([due[2]], await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled));
        await Notices.ToldAsync(Platform.Telegram, place, due[2].Sequence, Cancelled);
        Assert.Empty(await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled));
        Assert.Equal(due, await Notices.TakeAsync(Platform.Discord, other, 10, Cancelled));
    }

    [Fact]
    public async Task What_a_network_did_not_take_is_told_again()
    {
        var place = await PlaceAsync();
        var (name, _) = await AddAsync();
        await Identities.IssueAsync(name, Maud, Cancelled);
        await SealAsync();
        var due = await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled);

        await Notices.PostponeAsync(Platform.Telegram, place, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Empty(await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled));
        await Notices.PostponeAsync(Platform.Telegram, place, TimeSpan.Zero, Cancelled);

        Assert.Equal(due, await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled));
    }

    [Fact]
    public async Task A_moderator_is_told_where_they_are_linked_and_so_is_whoever_was_it_before()
    {
        var (name, _) = await AddAsync();
        var (old, fresh, here) = (Somebody(Platform.Telegram), Somebody(Platform.Telegram), Somebody(Platform.Discord));
        await LinkAsync(name, Maud, old);
        await LinkAsync(name, Maud, here);
        var place = await PlaceAsync();
        await LinkAsync(name, Maud, fresh);
        await SealAsync();
        var due = await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled);

        async Task<IEnumerable<string>> ReadersAsync(ModeratorNotice notice, Platform platform) =>
            (await Notices.ReadersAsync(notice, platform, Cancelled)).Select(reader => reader.Id);

        Assert.Equal((fresh.Id, old.Id), (due[1].Person, due[1].Before));
        Assert.Equal([old.Id], await ReadersAsync(due[1], Platform.Telegram));
        Assert.Equal([here.Id], await ReadersAsync(due[1], Platform.Discord));
        Assert.Equal([fresh.Id], await ReadersAsync(due[0], Platform.Telegram));
    }

    [Fact]
    public async Task What_is_older_than_a_day_was_missed()
    {
        var place = await PlaceAsync();
        var (name, _) = await AddAsync();
        await Identities.IssueAsync(name, Maud, Cancelled);
        await database.ExecuteAsync(
            """
            ALTER TABLE flash.audit_log DISABLE TRIGGER ALL;
            UPDATE flash.audit_log SET occurred_at = occurred_at - interval '25 hours' WHERE id = (SELECT max(id) FROM flash.audit_log);
            ALTER TABLE flash.audit_log ENABLE TRIGGER ALL
            """
        );
        await SealAsync();

        Assert.Empty(await Notices.TakeAsync(Platform.Telegram, place, 10, Cancelled));
    }

    [Fact]
    public void Each_kind_is_a_sentence_with_the_names_in_it()
    {
        var told = ModeratorNotices
            .Actions.Select(action => new ModeratorNotice(1, action, "Maud", 1, "Ada", "telegram", "5", null, true))
            .Append(new ModeratorNotice(1, "moderator.invited", "Maud", 1, "Ada", null, null, null, false))
            .Select(Texts.For("en").Told)
            .ToList();

        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.All(told, sentence => Assert.Contains("Ada", sentence, StringComparison.Ordinal));
        Assert.Equal(4, told.Count(sentence => sentence.Contains("Maud", StringComparison.Ordinal)));
    }

    private static Person Somebody(Platform platform) => new(platform, $"{Guid.NewGuid():N}", "Somebody");

    /// <summary>A place that was told everything that happened so far.</summary>
    private async Task<string> PlaceAsync()
    {
        await SealAsync();
        var place = $"{Guid.NewGuid():N}";
        await database.ExecuteAsync(
            $"""
            INSERT INTO flash.told_entries (platform, place, sequence)
            SELECT platform, '{place}', coalesce((SELECT max(sequence) FROM flash.audit_log), 0) FROM unnest(ARRAY['telegram', 'discord']) platform
            """
        );
        return place;
    }

    private async Task<(string Name, Moderator Self)> AddAsync()
    {
        var name = $"Grace {Guid.NewGuid():N}"[..30];
        await database.ExecuteAsync($"INSERT INTO flash.moderators (name) VALUES ('{name}')");
        var id = await database.ReadAsync<long>($"SELECT id FROM flash.moderators WHERE name = '{name}'");
        return (name, new Moderator("flash", $"moderator-{id}", name));
    }

    private async Task LinkAsync(string name, Moderator by, Person person) =>
        Assert.IsType<LinkOutcome.Linked>(
            await Identities.LinkAsync(person, (await Identities.IssueAsync(name, by, Cancelled))!, Cancelled)
        );

    private async Task SealAsync()
    {
        while (await chat.Get<AuditSealer>().SealAsync(Cancelled) > 0) { }
    }
}
