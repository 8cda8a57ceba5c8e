using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Tests.Conversations;

namespace Flash.Bots.Tests.Generations;

public sealed class GenerationMessagesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly GenerationMessages messages = new(database.Databases, TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ten_posters_one_is_recorded()
    {
        var id = await database.AddGenerationAsync();

        var recorded = await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(number => messages.RecordMessageAsync(id, new TelegramMessage(5, number), Cancelled))
        );

        Assert.Single(recorded, won => won);
        var winner = Array.IndexOf(recorded, true) + 1;
        Assert.Equal(new TelegramMessage(5, winner), await messages.WaitForMessageAsync(id, Cancelled));
    }

    [Fact]
    public async Task A_worker_waits_for_the_message_that_is_about_to_be_posted()
    {
        var id = await database.AddGenerationAsync();
        await database.ExecuteAsync(
            $"UPDATE flash.generations SET posting_until = now() + interval '1 hour' WHERE id = '{id}'"
        );
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
        await database.ExecuteAsync(
            $"UPDATE flash.generations SET posting_until = now() - interval '1 second' WHERE id = '{id}'"
        );

        Assert.Null(await messages.WaitForMessageAsync(id, Cancelled));
        var claims = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => messages.TryClaimPostingAsync(id, Cancelled))
        );

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

    [Fact]
    public async Task Whoever_draws_waits_while_somebody_tells_the_place()
    {
        var (id, message) = (await database.AddGenerationAsync(), new TelegramMessage(5, 11));
        await messages.RecordMessageAsync(id, message, new Outlook(2, null), Cancelled);
        var told = await messages.TryBeginTellingAsync(id, new Outlook(1, null), TimeSpan.FromMinutes(1), Cancelled);
        Assert.Equal(message, told!.Message);
        Assert.Null(await messages.TryBeginTellingAsync(id, new Outlook(0, null), TimeSpan.FromMinutes(1), Cancelled));

        await using var chat = new TestChat(database.ConnectionString);
        var claimed = await chat.Get<GenerationStore>().ClaimAsync(id, TimeSpan.FromMinutes(1), Cancelled);
        Assert.Null(claimed!.Message);
        var waiting = messages.WaitForMessageAsync(id, Cancelled);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled);
        Assert.False(waiting.IsCompleted);

        Assert.Equal(
            GenerationState.Running,
            await messages.EndTellingAsync(told, isShown: true, TimeSpan.Zero, Cancelled)
        );
        Assert.Equal(message, await waiting);
        Assert.Null(await messages.TryBeginTellingAsync(id, new Outlook(0, null), TimeSpan.FromMinutes(1), Cancelled));
    }

    [Fact]
    public async Task Who_takes_a_message_over_waits_for_what_is_being_told_in_it()
    {
        var (old, next, message) = (
            await database.AddGenerationAsync(),
            await database.AddGenerationAsync(),
            new TelegramMessage(5, 12)
        );
        await messages.RecordMessageAsync(old, message, Cancelled);
        var told = await messages.TryBeginTellingAsync(old, new Outlook(1, null), TimeSpan.FromMinutes(1), Cancelled);
        await messages.RecordMessageAsync(next, message, Cancelled);

        var waiting = messages.WaitForMessageAsync(next, Cancelled);
        await Task.Delay(TimeSpan.FromMilliseconds(200), Cancelled);
        Assert.False(waiting.IsCompleted);
        await messages.EndTellingAsync(told!, isShown: false, TimeSpan.Zero, Cancelled);

        Assert.Equal(message, await waiting);
    }

    [Fact]
    public async Task A_teller_that_dies_holds_nobody_up_for_long()
    {
        var (id, message) = (await database.AddGenerationAsync(), new TelegramMessage(5, 13));
        await messages.RecordMessageAsync(id, message, Cancelled);
        Assert.NotNull(
            await messages.TryBeginTellingAsync(id, new Outlook(1, null), TimeSpan.FromMilliseconds(300), Cancelled)
        );

        Assert.Equal(message, await messages.WaitForMessageAsync(id, Cancelled));
    }
}
