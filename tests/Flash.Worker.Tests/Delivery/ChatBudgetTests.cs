using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Delivery;

public sealed class ChatBudgetTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_results_in_one_chat_keep_to_its_interval_after_a_short_burst()
    {
        var budget = new ChatBudget(_time);
        var sends = new List<TimeSpan>();
        var start = _time.GetUtcNow();
        var results = Enumerable
            .Range(0, 20)
            .Select(async _ =>
            {
                await budget.TakeResultTurnAsync(Interval, null, Test);
                lock (sends)
                {
                    sends.Add(_time.GetUtcNow() - start);
                }
            })
            .ToArray();

        await FakeClock.UntilAsync(_time, () => results.All(result => result.IsCompleted), Test);

        Assert.Equal(ChatBudget.Burst, sends.Count(at => at == TimeSpan.Zero));
        for (var i = ChatBudget.Burst; i < sends.Count; i++)
        {
            Assert.True(sends[i] >= (i - ChatBudget.Burst + 1) * Interval, $"Send {i} came after {sends[i]}.");
        }
    }

    [Fact]
    public async Task Previews_never_take_the_turn_of_a_result()
    {
        var budget = new ChatBudget(_time);
        using var result = budget.ReserveResult();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var previews = 0;
        var previewing = Task.Run(
            async () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    await budget.TakePreviewTurnAsync(Interval, default, stop.Token);
                    Interlocked.Increment(ref previews);
                }
            },
            Test
        );
        await FakeClock.AdvanceAsync(_time, TimeSpan.FromMinutes(1), Test);

        // However long previews went on, a result is served in the very same instant.
        Assert.True(budget.TakeResultTurnAsync(Interval, null, Test).IsCompletedSuccessfully);
        Assert.InRange(previews, 5, 22);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => previewing);
    }

    [Fact]
    public async Task After_a_429_the_storm_that_waited_goes_out_one_at_a_time()
    {
        var budget = new ChatBudget(_time);
        await budget.BlockAsync(TimeSpan.FromSeconds(10), Interval, Test);
        var start = _time.GetUtcNow();
        var sends = new List<TimeSpan>();
        var results = Enumerable
            .Range(0, 5)
            .Select(async _ =>
            {
                await budget.TakeResultTurnAsync(Interval, null, Test);
                lock (sends)
                {
                    sends.Add(_time.GetUtcNow() - start);
                }
            })
            .ToArray();

        await FakeClock.UntilAsync(_time, () => results.All(result => result.IsCompleted), Test);

        for (var i = 0; i < sends.Count; i++)
        {
            Assert.True(sends[i] >= TimeSpan.FromSeconds(10) + (i * Interval), $"Send {i} came after {sends[i]}.");
        }
    }

    [Fact]
    public void A_chat_has_one_budget_and_every_chat_its_own()
    {
        var budgets = new ChatBudgets(_time);

        Assert.Same(budgets.Of(new TelegramReply(5)), budgets.Of(new TelegramReply(5, ReplyToMessageId: 9)));
        Assert.NotSame(budgets.Of(new TelegramReply(5)), budgets.Of(new TelegramReply(6)));
    }

    [Fact]
    public async Task Budgets_of_quiet_chats_are_forgotten_and_those_of_busy_ones_kept()
    {
        var budgets = new ChatBudgets(_time);
        var busy = budgets.Of(new TelegramReply(0));
        await busy.BlockAsync(TimeSpan.FromMinutes(5), Interval, Test);
        var quiet = budgets.Of(new TelegramReply(1));
        for (var chat = 2; chat < 10_000; chat++)
        {
            budgets.Of(new TelegramReply(chat));
        }

        Assert.Same(busy, budgets.Of(new TelegramReply(0)));
        Assert.NotSame(quiet, budgets.Of(new TelegramReply(1)));
    }
}
