using Flash.Bots.Data;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Testing;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Flash.Worker.Tests.Delivery;

/// <summary>Two workers that share nothing but the database, on a clock that the test moves, against a network that
/// counts as Telegram does.</summary>
public sealed class SharedPacingTests : IAsyncLifetime
{
    private static readonly TimeSpan GroupInterval = TimeSpan.FromSeconds(4);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private PostgresDatabase _database = null!; // InitializeAsync sets these two
    private NpgsqlDataSource _dataSource = null!;
    private int _underway;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Test);
        _dataSource = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_workers_keep_to_the_limit_of_one_group_because_they_share_it(bool isShared)
    {
        var network = new CountingNetwork(_time);
        var budgets = Workers(isShared)
            .Select(worker => new ChatBudget(_time, worker, Platform.Telegram, "-5"))
            .ToArray();

        var results = Enumerable
            .Range(0, 30)
            .Select(number => Deliver(budgets[number % 2], network.Message("group")))
            .ToArray();
        await UntilAsync(() => results.All(result => result.IsCompleted));

        Assert.All(results, result => Assert.IsType<DeliveryOutcome.Delivered>(result.Result));
        if (isShared)
        {
            Assert.Equal(0, network.Refusals);
        }
        else
        {
            // What this test is about: each for itself they say too much.
            Assert.NotEqual(0, network.Refusals);
        }
    }

    [Fact]
    public async Task Two_workers_keep_to_thirty_a_second_in_two_hundred_chats()
    {
        var network = new CountingNetwork(_time);
        var workers = Workers(isShared: true);

        var results = Enumerable
            .Range(0, 200)
            .Select(number =>
                Deliver(
                    new ChatBudget(_time, workers[number % 2], Platform.Telegram, $"{number}"),
                    network.Message("chat " + number)
                )
            )
            .ToArray();
        await UntilAsync(() => results.All(result => result.IsCompleted));

        Assert.All(results, result => Assert.IsType<DeliveryOutcome.Delivered>(result.Result));
        Assert.Equal(0, network.Refusals);
    }

    [Fact]
    public async Task What_one_worker_is_told_to_wait_the_other_waits_too()
    {
        var network = new CountingNetwork(_time) { GroupPerMinute = 7 };
        var budgets = Workers(isShared: true)
            .Select(worker => new ChatBudget(_time, worker, Platform.Telegram, "-6"))
            .ToArray();

        var results = Enumerable
            .Range(0, 16)
            .Select(number => Deliver(budgets[number % 2], network.Message("group")))
            .ToArray();
        await UntilAsync(() => results.All(result => result.IsCompleted));

        Assert.All(results, result => Assert.IsType<DeliveryOutcome.Delivered>(result.Result));
        Assert.InRange(network.Refusals, 1, 6);
        Assert.Equal(0, network.Ignored);
    }

    [Fact]
    public async Task Previews_of_one_worker_leave_room_for_the_result_of_another()
    {
        var workers = Workers(isShared: true);
        var (here, there) = (
            new ChatBudget(_time, workers[0], Platform.Telegram, "-7"),
            new ChatBudget(_time, workers[1], Platform.Telegram, "-7")
        );
        using var mine = here.ReserveResult();
        using var theirs = there.ReserveResult();

        for (var look = 0; look < 100; look++)
        {
            await here.TryTakeTurnAsync(SendClass.Preview, GroupInterval, Test);
            _time.Advance(TimeSpan.FromMilliseconds(700));
        }

        Assert.True(await there.TryTakeTurnAsync(SendClass.Result, GroupInterval, Test));
    }

    [Fact]
    public async Task Answers_go_before_results_and_are_counted()
    {
        var workers = Workers(isShared: true);
        var (ingress, worker) = (
            new ChatBudget(_time, workers[0], Platform.Telegram, "-8"),
            new ChatBudget(_time, workers[1], Platform.Telegram, "-8")
        );

        var answers = new List<bool>();
        for (var number = 0; number < 6; number++)
        {
            answers.Add(await ingress.TryTakeTurnAsync(SendClass.Answer, GroupInterval, Test));
        }

        Assert.Equal([true, true, true, true, true, false], answers);
        Assert.False(await worker.TryTakeTurnAsync(SendClass.Result, GroupInterval, Test));
        _time.Advance(3 * GroupInterval);
        Assert.True(await worker.TryTakeTurnAsync(SendClass.Result, GroupInterval, Test));
    }

    [Fact]
    public async Task Results_of_a_group_go_out_in_the_order_in_which_they_were_asked_for_whichever_worker_has_them()
    {
        var budgets = Workers(isShared: true)
            .Select(worker => new ChatBudget(_time, worker, Platform.Telegram, "-11"))
            .ToArray();
        var tickets = Enumerable
            .Range(0, 24)
            .Select(number => Guid.CreateVersion7(_time.GetUtcNow() + TimeSpan.FromMilliseconds(number)))
            .ToArray();
        var (sent, lastSend) = (new List<int>(), TimeSpan.Zero);
        var start = _time.GetUtcNow();

        // The first three go at once; the others come to the queue as chance has it.
        await Task.WhenAll(SendAsync(0), SendAsync(2));
        await SendAsync(1);
        sent.Sort();
        var results = new List<Task>();
        foreach (var number in Enumerable.Range(3, 21).OrderBy(number => (number * 7919) % 23))
        {
            results.Add(SendAsync(number));
            await Task.Delay(5, Test);
        }

        await UntilAsync(() => results.All(result => result.IsCompleted));

        Assert.Equal(Enumerable.Range(0, 24), sent);
        Assert.InRange(lastSend, 21 * GroupInterval, (21 * GroupInterval) + TimeSpan.FromSeconds(3));

        async Task SendAsync(int number)
        {
            await budgets[number % 2].TakeResultTurnAsync(GroupInterval, tickets[number], Test);
            lock (sent)
            {
                sent.Add(number);
                lastSend = _time.GetUtcNow() - start;
            }
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_gives_up_the_place()
    {
        var worker = Workers(isShared: true)[0];
        var budget = new ChatBudget(_time, worker, Platform.Telegram, "-12");
        for (var number = 0; number < ChatBudget.Burst; number++)
        {
            await budget.TakeResultTurnAsync(GroupInterval, null, Test);
        }

        using var given = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var first = budget.TakeResultTurnAsync(GroupInterval, Guid.CreateVersion7(_time.GetUtcNow()), given.Token);
        await Task.Delay(50, Test);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _time.Advance(GroupInterval);

        var second = Guid.CreateVersion7(_time.GetUtcNow() + TimeSpan.FromSeconds(1));

        // The place of who gave up is not kept.
        await budget.TakeResultTurnAsync(GroupInterval, second, Test).WaitAsync(TimeSpan.FromSeconds(10), Test);
    }

    [Fact]
    public async Task Quiet_chats_are_forgotten()
    {
        var ledger = new SendLedger(FlashDatabases.Over(_dataSource));
        await ledger.ChangeAsync(
            Platform.Telegram,
            "-9",
            entry => entry with { Chat = entry.Chat.Taken(entry.Now - TimeSpan.FromHours(2), GroupInterval) },
            null,
            Test
        );
        await ledger.ChangeAsync(
            Platform.Telegram,
            "-10",
            entry => entry with { Chat = entry.Chat.Taken(entry.Now, GroupInterval) },
            null,
            Test
        );

        Assert.Equal(1, await ledger.SweepAsync(Test));
    }

    /// <summary>What each of two workers knows of the network.</summary>
    private NetworkBudget[] Workers(bool isShared) =>
        [
            .. Enumerable
                .Range(0, 2)
                .Select(_ => new NetworkBudget(
                    27,
                    isShared ? new WatchedLedger(new SendLedger(FlashDatabases.Over(_dataSource), _time), this) : null
                )),
        ];

    private async Task<DeliveryOutcome> Deliver(ChatBudget budget, CountingMessage message)
    {
        await using var pacer = new MessagePacer(budget, GroupInterval, message, _time, NullLogger.Instance, Test);
        return await pacer.DeliverAsync(new OutgoingMessage { Text = "result" }, Test);
    }

    /// <summary>The clock stands while someone asks the database.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        for (var step = 0; step < 6_000 && !condition(); step++)
        {
            do
            {
                await Task.Delay(1, Test);
            } while (Volatile.Read(ref _underway) > 0);

            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(condition(), "Ten minutes have passed on the clock and it did not happen.");
    }

    private sealed class WatchedLedger(ISendLedger ledger, SharedPacingTests test) : ISendLedger
    {
        public async Task<ISendLedger.Entry> ChangeAsync(
            Platform platform,
            string chatKey,
            Func<ISendLedger.Entry, ISendLedger.Entry> change,
            Guid? ticket,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref test._underway);
            try
            {
                return await ledger.ChangeAsync(platform, chatKey, change, ticket, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref test._underway);
            }
        }

        public Task LeaveAsync(Platform platform, string chatKey, Guid ticket, CancellationToken cancellationToken) =>
            ledger.LeaveAsync(platform, chatKey, ticket, cancellationToken);
    }
}
