using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Bots.Tests.Moderation;

/// <summary>How a person on Telegram or Discord becomes a moderator, and no one else does.</summary>
public sealed class ModeratorIdentityTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Operator = new("flash", "root", "root");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_makes_one_person_the_moderator_once_and_it_is_in_the_log()
    {
        var (identities, name) = (Identities(), await AddModeratorAsync());
        var (ada, eve) = (Somebody(), Somebody());
        var code = await identities.IssueAsync(name, Operator, Cancelled);

        // As people type it on a phone.
        Assert.Equal(
            new LinkOutcome.Linked(name),
            await identities.LinkAsync(
                ada,
                $" {code!.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o')} ",
                Cancelled
            )
        );
        Assert.IsType<LinkOutcome.Unknown>(await identities.LinkAsync(eve, code, Cancelled));

        Assert.Equal(name, (await identities.FindAsync(ada, Cancelled))!.Name);
        Assert.Null(await identities.FindAsync(eve, Cancelled));
        Assert.Null(await identities.FindAsync(ada with { Platform = Platform.Discord }, Cancelled));
        Assert.Equal(
            1,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.audit_log WHERE action = 'moderator.linked' AND actor_name = '{name}' AND details ->> 'user' = '{ada.Id}'"
            )
        );
    }

    [Fact]
    public async Task A_code_is_good_for_a_quarter_of_an_hour_and_a_new_one_voids_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (identities, name) = (new ModeratorIdentities(database.Databases, time), await AddModeratorAsync());
        var first = await identities.IssueAsync(name, Operator, Cancelled);
        var second = await identities.IssueAsync(name, Operator, Cancelled);

        Assert.IsType<LinkOutcome.Unknown>(await identities.LinkAsync(Somebody(), first!, Cancelled));
        time.Advance(ModeratorIdentities.CodeLifetime);
        Assert.IsType<LinkOutcome.Unknown>(await identities.LinkAsync(Somebody(), second!, Cancelled));
        Assert.Null(await identities.IssueAsync("nobody-" + name, Operator, Cancelled));
    }

    [Fact]
    public async Task Who_guesses_is_not_listened_to_for_an_hour_not_even_with_the_right_code()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (identities, name, eve) = (
            new ModeratorIdentities(database.Databases, time),
            await AddModeratorAsync(),
            Somebody()
        );
        var code = await identities.IssueAsync(name, Operator, Cancelled);

        // At once, as a script would.
        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(guess => identities.LinkAsync(eve, $"00000-0000{guess % 10}", Cancelled))
        );

        Assert.Equal(ModeratorIdentities.MostAttempts, guesses.Count(outcome => outcome is LinkOutcome.Unknown));
        Assert.IsType<LinkOutcome.TooMany>(await identities.LinkAsync(eve, code!, Cancelled));
        Assert.IsType<LinkOutcome.Linked>(await identities.LinkAsync(Somebody(), code!, Cancelled));
        time.Advance(ModeratorIdentities.AttemptWindow + TimeSpan.FromSeconds(1));
        Assert.IsType<LinkOutcome.Unknown>(await identities.LinkAsync(eve, code!, Cancelled));
    }

    [Fact]
    public async Task A_moderator_is_one_person_on_each_network_and_may_change_who()
    {
        var (identities, name, other) = (Identities(), await AddModeratorAsync(), await AddModeratorAsync());
        var (ada, bea) = (Somebody(), Somebody());
        await LinkAsync(identities, name, ada);
        await LinkAsync(identities, name, bea);
        Assert.Null(await identities.FindAsync(ada, Cancelled));
        Assert.NotNull(await identities.FindAsync(bea, Cancelled));

        await LinkAsync(identities, other, bea);
        Assert.Equal(other, (await identities.FindAsync(bea, Cancelled))!.Name);
        Assert.Equal(0, await identities.UnlinkAsync(name, null, Operator, Cancelled));
        Assert.True(await identities.UnlinkAsync(bea, Cancelled));
        Assert.False(await identities.UnlinkAsync(bea, Cancelled));
        Assert.Null(await identities.FindAsync(bea, Cancelled));
    }

    [Fact]
    public async Task Whoever_moderates_no_longer_is_nobody_on_the_networks_too()
    {
        var (identities, name, ada) = (Identities(), await AddModeratorAsync(), Somebody());
        await LinkAsync(identities, name, ada);

        await database.ExecuteAsync($"UPDATE flash.moderators SET removed_at = now() WHERE name = '{name}'");

        Assert.Null(await identities.FindAsync(ada, Cancelled));
        Assert.Null(await identities.IssueAsync(name, Operator, Cancelled));
    }

    [Fact]
    public async Task The_command_links_in_private_and_voids_a_code_that_others_could_read()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var (identities, name) = (Identities(), await AddModeratorAsync());
        var code = await identities.IssueAsync(name, Operator, Cancelled);
        var group = chat.Message($"/moderator {code}") with
        {
            Chat = new Chat(Platform.Telegram, "-100", "Friends", IsPrivate: false),
        };

        await chat.Conversation.HandleAsync(group, Cancelled);
        await chat.SayAsync($"/moderator {code}");
        await chat.SayAsync($"/moderator {await identities.IssueAsync(name, Operator, Cancelled)}");
        await chat.SayAsync("/moderator");
        await chat.SayAsync("/moderator OFF");

        Assert.Equal(
            [
                Texts.For("en").ModeratorInPrivate,
                Texts.For("en").ModeratorLinked(new LinkOutcome.Unknown()),
                Texts.For("en").ModeratorLinked(new LinkOutcome.Linked(name)),
                Texts.For("en").ModeratorHow,
                Texts.For("en").ModeratorUnlinked,
            ],
            chat.Texts
        );
        Assert.Empty(await chat.GenerationsAsync());
    }

    private static Person Somebody() => new(Platform.Telegram, $"{Guid.NewGuid():N}", "Somebody");

    private ModeratorIdentities Identities() => new(database.Databases, TimeProvider.System);

    private static async Task LinkAsync(ModeratorIdentities identities, string name, Person person) =>
        Assert.IsType<LinkOutcome.Linked>(
            await identities.LinkAsync(person, (await identities.IssueAsync(name, Operator, Cancelled))!, Cancelled)
        );

    private async Task<string> AddModeratorAsync()
    {
        var name = $"Grace {Guid.NewGuid():N}";
        await database.ExecuteAsync($"INSERT INTO flash.moderators (name) VALUES ('{name}')");
        return name;
    }
}
