using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;
using Npgsql;

namespace Flash.Bots.Tests.Moderation;

/// <summary>One card for each case in each moderators' chat, owed again whenever the case moves on, whoever moves
/// it.</summary>
public sealed class CardStoreTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");
    private readonly ModeratorChat _desk = new(
        Platform.Telegram,
        $"-{Math.Abs(Guid.NewGuid().GetHashCode())}",
        new TelegramReply(-5, IsGroup: true)
    );

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private CardStore Store => new(database.Databases);

    private ModerationDesk Moderation => new(database.Databases);

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("cancel")]
    [InlineData("ban")]
    [InlineData("report")]
    [InlineData("erase")]
    public async Task Whatever_happens_to_a_case_makes_its_card_stale(string what)
    {
        await using var chat = new TestChat(
            database.ConnectionString,
            ("Flash:Personal:MasterKey", new string('7', 64))
        );
        var held = await HeldAsync(chat);
        await ShowAsync(held);
        Assert.False(await IsStaleAsync(held));

        await (
            what switch
            {
                "approve" => Moderation.ApproveAsync(held, Grace, Cancelled),
                "reject" => Moderation.RejectAsync(held, "", Grace, Cancelled),
                "cancel" => chat.SayAsync("/cancel"),
                "ban" => Moderation.BanAsync(
                    Platform.Telegram,
                    chat.Me.Id,
                    TimeSpan.FromDays(1),
                    "Spam.",
                    Grace,
                    Cancelled
                ),
                "report" => Moderation.ReportAsync(
                    held,
                    null,
                    new Person(Platform.Telegram, $"{Guid.NewGuid():N}", "Bea"),
                    "",
                    Cancelled
                ),
                _ => chat.Get<PersonalData>().EraseAsync(Platform.Telegram, chat.Me.Id, Grace, Cancelled),
            }
        );

        Assert.True(await IsStaleAsync(held));
    }

    [Fact]
    public async Task A_ban_shows_on_the_card_it_was_asked_for_on_even_when_that_is_decided()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = await HeldAsync(chat);
        await Moderation.RejectAsync(held, "", Grace, Cancelled);
        await ShowAsync(held, open: false);

        await Moderation.BanAsync(Platform.Telegram, chat.Me.Id, TimeSpan.FromDays(1), "Spam.", held, Grace, Cancelled);

        Assert.True(await IsStaleAsync(held));
    }

    [Fact]
    public async Task What_was_never_held_or_reported_has_no_case_and_costs_nothing()
    {
        await using var chat = new TestChat(database.ConnectionString);

        var drawn = await chat.DrawnAsync();

        Assert.Equal(
            0,
            await database.ReadAsync<long>(
                $"SELECT count(*) FROM flash.moderation_cases WHERE generation_id = '{drawn}'"
            )
        );
    }

    [Fact]
    public async Task A_decision_that_comes_while_the_card_is_being_shown_makes_it_owed_again()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = await HeldAsync(chat);
        await Store.OpenAsync(_desk, Cancelled);
        var facts = await new CaseReader(database.Databases).ReadAsync(held, Cancelled);

        // Still open when the card says that it is shown: it must wait, and then know better.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancelled);
        await using var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using var approve = new NpgsqlCommand(
            $"UPDATE flash.generations SET state = 'queued' WHERE id = '{held}'",
            connection,
            transaction
        );
        await approve.ExecuteNonQueryAsync(Cancelled);
        var shown = Store.ShownAsync(new Card(_desk, held, null, 1, 1), facts!.Revision, Cancelled);
        Assert.NotSame(shown, await Task.WhenAny(shown, Task.Delay(300, Cancelled)));
        await transaction.CommitAsync(Cancelled);
        await shown;

        Assert.True(await IsStaleAsync(held));
    }

    [Fact]
    public async Task Many_processes_open_and_take_each_card_once()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = new List<GenerationId>();
        for (var i = 0; i < 4; i++)
        {
            held.Add(await HeldAsync(chat));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.OpenAsync(_desk, Cancelled)));
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TakeMineAsync(held)));

        Assert.Equal(held.Select(id => id.Value).Order(), taken.OfType<Card>().Select(card => card.Id.Value).Order());
    }

    [Fact]
    public async Task Who_posts_second_is_told_to_take_it_back()
    {
        await using var chat = new TestChat(database.ConnectionString);
        var held = await HeldAsync(chat);
        await Store.OpenAsync(_desk, Cancelled);
        var card = new Card(_desk, held, null, 1, 1);

        Assert.True(await Store.RecordAsync(card, new TelegramMessage(-5, 1, true), Cancelled));
        Assert.True(await Store.RecordAsync(card, new TelegramMessage(-5, 1, true), Cancelled));
        Assert.False(await Store.RecordAsync(card, new TelegramMessage(-5, 2, true), Cancelled));
    }

    private async Task<GenerationId> HeldAsync(TestChat chat)
    {
        await chat.SayAsync("/imagine a red boat");
        var id = (await chat.GenerationsAsync())[^1];
        await database.ExecuteAsync($"UPDATE flash.generations SET state = 'held' WHERE id = '{id}'");
        return id;
    }

    /// <summary>As if the card showed the case as it is.</summary>
    private async Task ShowAsync(GenerationId id, bool open = true)
    {
        if (open)
        {
            await Store.OpenAsync(_desk, Cancelled);
        }
        else
        {
            await database.ExecuteAsync(
                $"INSERT INTO flash.moderation_cards (generation_id, platform, place) VALUES ('{id}', 'telegram', '{_desk.Place}')"
            );
        }

        await Store.ShownAsync(
            new Card(_desk, id, null, 1, 1),
            (await new CaseReader(database.Databases).ReadAsync(id, Cancelled))!.Revision,
            Cancelled
        );
    }

    private Task<bool> IsStaleAsync(GenerationId id) =>
        database.ReadAsync<bool>(
            $"SELECT is_stale FROM flash.moderation_cards WHERE generation_id = '{id}' AND place = '{_desk.Place}'"
        );

    private async Task<Card?> TakeMineAsync(IReadOnlyList<GenerationId> mine)
    {
        // Other tests of this class hold pictures too.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var card = await Store.TakeAsync(_desk, Cancelled);
            if (card is null || mine.Contains(card.Id))
            {
                return card;
            }
        }

        return null;
    }
}
