using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Generations;

public sealed class GenerationMessagesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly GenerationMessages messages = new(database.DataSource, TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ten_posters_one_is_recorded()
    {
        var id = await database.AddGenerationAsync();

        var recorded = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => messages.RecordMessageAsync(id, new TelegramMessage(5, number), Cancelled)));

        Assert.Single(recorded, won => won);
        var winner = Array.IndexOf(recorded, true) + 1;
        Assert.Equal(new TelegramMessage(5, winner), await messages.WaitForMessageAsync(id, Cancelled));
    }

    [Fact]
    public async Task A_worker_waits_for_the_message_that_is_about_to_be_posted()
    {
        var id = await database.AddGenerationAsync();
        await database.ExecuteAsync($"UPDATE flash.generations SET posting_until = now() + interval '1 hour' WHERE id = '{id}'");
        Assert.False(await messages.TryClaimPostingAsync(id, Cancelled));

        var waiting = messages.WaitForMessageAsync(id, Cancelled);
        Assert.False(waiting.IsCompleted);
        Assert.True(await messages.RecordMessageAsync(id, new PlaygroundMessage(3), Cancelled));

        Assert.Equal(new PlaygroundMessage(3), await waiting);
    }

    [Fact]
    public async Task When_nobody_posts_in_time_one_worker_may()
    {
        var id = await database.AddGenerationAsync();
        await database.ExecuteAsync($"UPDATE flash.generations SET posting_until = now() - interval '1 second' WHERE id = '{id}'");

        Assert.Null(await messages.WaitForMessageAsync(id, Cancelled));
        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => messages.TryClaimPostingAsync(id, Cancelled)));

        Assert.Single(claims, won => won);
    }

    [Fact]
    public async Task A_message_that_is_gone_may_be_posted_anew()
    {
        var id = await database.AddGenerationAsync();
        await messages.RecordMessageAsync(id, new TelegramMessage(5, 1), Cancelled);

        Assert.False(await messages.ForgetMessageAsync(id, new TelegramMessage(5, 2), Cancelled));
        Assert.True(await messages.ForgetMessageAsync(id, new TelegramMessage(5, 1), Cancelled));

        Assert.Null(await messages.WaitForMessageAsync(id, Cancelled));
    }
}
