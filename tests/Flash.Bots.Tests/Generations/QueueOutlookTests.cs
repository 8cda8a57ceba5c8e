using Flash.Bots.Generations;
using Flash.Bots.Tests.Conversations;
using Flash.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Generations;

public sealed class QueueOutlookTests : IAsyncLifetime
{
    private PostgresDatabase database = null!; // set before the first test
    private TestChat ada = null!;
    private TestChat bob = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancelled);
        (ada, bob) = (new TestChat(database.ConnectionString), new TestChat(database.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await ada.DisposeAsync();
        await bob.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_time_is_told_as_soon_as_one_was_measured()
    {
        await ada.SayAsync("/imagine a red boat");
        await ada.SayAsync("/imagine a blue boat");
        Assert.EndsWith("Waiting: 1 ahead of you…", ada.Texts[^1], StringComparison.Ordinal);

        var drawn = (await ada.GenerationsAsync())[0];
        var claim = await ada.Get<GenerationStore>().ClaimAsync(drawn, TimeSpan.FromMinutes(1), Cancelled);
        Assert.True(await ada.Get<GenerationStore>().MarkDeliveredAsync(drawn, claim!.Epoch, [], "abc", Cancelled));
        await using var slower = ada.Get<NpgsqlDataSource>()
            .CreateCommand(
                "UPDATE flash.generations SET started_at = finished_at - interval '30 seconds' WHERE state = 'delivered'"
            );
        await slower.ExecuteNonQueryAsync(Cancelled);
        await ada.SayAsync("/imagine a green boat");

        Assert.Matches("Waiting: 1 ahead of you, about \\d+ s…$", ada.Texts[^1]);
    }

    [Fact]
    public async Task Places_are_counted_in_the_order_of_turns_not_of_arrival()
    {
        foreach (var colour in (string[])["red", "blue", "green"])
        {
            await ada.SayAsync($"/imagine a {colour} boat");
        }

        await bob.SayAsync("/imagine a moon");

        Assert.EndsWith("Waiting: 1 ahead of you…", bob.Texts[^1], StringComparison.Ordinal);
        var places = await ada.Get<QueueOutlook>().OfAsync(ada.Me, Cancelled);
        Assert.Equal([0, 2, 3], places.Select(place => place.Ahead));
    }

    [Fact]
    public async Task What_is_being_drawn_and_what_moves_count_for_those_behind_them_only()
    {
        var drawn = await ada.DrawnAsync();
        await ada.PressAsync(new Flash.Bots.Replies.ButtonAction(Flash.Bots.Replies.ButtonVerb.Animate, drawn, 1));
        await ada.SayAsync("/imagine a red boat");
        await ada.Get<GenerationStore>()
            .ClaimAsync((await ada.GenerationsAsync())[^1], TimeSpan.FromMinutes(1), Cancelled);
        await bob.SayAsync("/imagine a moon");

        var mine = await bob.Get<QueueOutlook>().OfAsync(bob.Me, Cancelled);
        var hers = await ada.Get<QueueOutlook>().OfAsync(ada.Me, Cancelled);

        Assert.Equal([1], mine.Select(place => place.Ahead));
        Assert.Equal(
            [(GenerationKind.Animate, 0), (GenerationKind.Imagine, 0)],
            hers.Select(place => (place.Kind, place.Ahead))
        );
    }

    [Fact]
    public async Task Only_messages_that_tell_another_place_are_outdated()
    {
        await ada.SayAsync("/imagine a red boat");
        await bob.SayAsync("/imagine a moon");
        var outlook = ada.Get<QueueOutlook>();
        Assert.Empty(await outlook.OutdatedAsync(Cancelled));

        var first = (await ada.GenerationsAsync())[0];
        await ada.Get<AskedGenerations>().CancelAsync(first, ada.Me, Cancelled);

        var outdated = Assert.Single(await outlook.OutdatedAsync(Cancelled));
        Assert.Equal(
            (Assert.Single(await bob.GenerationsAsync()), new Outlook(0, null)),
            (outdated.Id, outdated.Outlook)
        );
    }

    [Theory]
    [InlineData(3, 30, 3, 30, false)]
    [InlineData(2, 30, 3, 30, true)]
    [InlineData(3, 32, 3, 30, false)]
    [InlineData(3, 60, 3, 30, true)]
    [InlineData(3, null, 3, 30, true)]
    [InlineData(3, 5, 3, 4, false)]
    public void A_time_that_only_flickers_is_not_told_again(
        int ahead,
        int? seconds,
        int toldAhead,
        int? toldSeconds,
        bool differs
    ) => Assert.Equal(differs, Of(ahead, seconds).DiffersFrom(Of(toldAhead, toldSeconds)));

    private static Outlook Of(int ahead, int? seconds) =>
        new(ahead, seconds is { } known ? TimeSpan.FromSeconds(known) : null);
}
