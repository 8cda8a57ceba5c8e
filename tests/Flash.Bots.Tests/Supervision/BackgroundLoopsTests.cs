using Flash.Bots.Supervision;
using Flash.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Flash.Bots.Tests.Supervision;

/// <summary>A loop lives through what the world does to it, and takes the process down with a mistake of its own. The
/// faults are PostgreSQL's own, not made up.</summary>
public sealed class BackgroundLoopsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private readonly Lifetime lifetime = new();
    private PostgresDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await PostgresDatabase.CreateAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        lifetime.Dispose();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("SET transaction_read_only = on; DELETE FROM flash.outbox", "25006")]
    [InlineData("SET statement_timeout = 1; SELECT pg_sleep(5)", "57014")]
    [InlineData("SELECT pg_terminate_backend(pg_backend_pid())", "57P01")]
    [InlineData("DO $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$", "53100")]
    [InlineData("DO $$ BEGIN RAISE EXCEPTION 'too many clients already' USING ERRCODE = '53300'; END $$", "53300")]
    [InlineData("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$", "40P01")]
    public async Task What_the_server_does_to_a_round_is_lived_through(string sql, string state)
    {
        var loops = NewLoops();
        using var stop = new CancellationTokenSource();
        var rounds = 0;
        string? met = null;
        var running = loops.RunAsync(
            new LoopOptions
            {
                Name = "tested",
                Interval = TimeSpan.FromSeconds(1),
                Knows = (fault, _) =>
                {
                    met = (fault as PostgresException)?.SqlState;
                    return null;
                },
            },
            async cancellationToken =>
            {
                if (++rounds == 1)
                {
                    await ExecuteAsync(database.ConnectionString, sql, cancellationToken);
                }
            },
            stop.Token
        );

        await UntilAsync(() => rounds >= 3, running);

        Assert.False(lifetime.IsStopping);
        Assert.Null(loops.Bug);
        Assert.NotNull(Assert.Single(loops.All).LastCompleted);
        Assert.Equal(state, met);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_a_network_that_breaks_are_lived_through()
    {
        var loops = NewLoops();
        using var stop = new CancellationTokenSource();
        Exception[] faults =
        [
            new IOException("disk full"),
            new HttpRequestException("reset"),
            new TimeoutException(),
            new OperationCanceledException("a deadline of its own"),
            new AggregateException(new NpgsqlException("broken")),
        ];
        var rounds = 0;
        var running = loops.RunAsync(
            new LoopOptions { Name = "tested" },
            async cancellationToken =>
            {
                var round = rounds++;
                if (round < faults.Length)
                {
                    throw faults[round];
                }

                if (round == faults.Length)
                {
                    await ExecuteAsync("Host=127.0.0.1;Port=1;Timeout=2", "SELECT 1", cancellationToken);
                }

                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            },
            stop.Token
        );

        await UntilAsync(() => rounds > faults.Length + 2, running);

        Assert.False(lifetime.IsStopping);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("SELECT * FROM flash.no_such_table")]
    [InlineData("SELECT 1/0")]
    [InlineData("INSERT INTO flash.outbox (generation_id) VALUES (gen_random_uuid())")]
    public async Task A_statement_that_is_wrong_ends_the_process(string sql)
    {
        var loops = NewLoops();

        await Assert.ThrowsAsync<PostgresException>(() =>
            loops.RunAsync(
                new LoopOptions { Name = "tested" },
                token => ExecuteAsync(database.ConnectionString, sql, token),
                Cancel
            )
        );

        Assert.True(lifetime.IsStopping);
        Assert.IsType<PostgresException>(loops.Bug);
    }

    [Fact]
    public async Task A_mistake_of_the_program_ends_the_process()
    {
        var loops = NewLoops();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            loops.RunAsync(
                new LoopOptions { Name = "tested" },
                _ => throw new ArgumentOutOfRangeException("index"),
                Cancel
            )
        );

        Assert.True(lifetime.IsStopping);
    }

    [Fact]
    public async Task Pauses_grow_to_the_longest_and_begin_anew_after_a_good_round()
    {
        var loops = NewLoops();
        using var stop = new CancellationTokenSource();
        var pauses = new List<double>();
        var rounds = 0;
        var running = loops.RunAsync(
            new LoopOptions
            {
                Name = "tested",
                LongestPause = TimeSpan.FromSeconds(8),
                Knows = (_, pause) =>
                {
                    pauses.Add(pause.TotalSeconds);
                    return pause;
                },
            },
            _ => ++rounds == 6 ? Task.CompletedTask : throw new TimeoutException(),
            stop.Token
        );

        await UntilAsync(() => pauses.Count >= 7, running);

        double[] meant = [1, 2, 4, 8, 8, 1, 2];
        Assert.All(meant.Zip(pauses), pair => Assert.InRange(pair.Second, pair.First * 0.75, pair.First * 1.25));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Health_hears_of_a_loop_that_fails_hangs_or_has_stopped_and_not_of_one_fault()
    {
        var loops = NewLoops();
        var loop = loops.Open(new LoopOptions { Name = "tested", Patience = TimeSpan.FromSeconds(30) });
        Assert.Null(loop.Complaint());

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("'tested' has not completed a round for 31 s.", loop.Complaint());

        loop.Completed();
        Assert.Null(loop.Complaint());

        var fault = await Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(database.ConnectionString, "SET transaction_read_only = on; DELETE FROM flash.outbox", Cancel)
        );
        loop.Failed(ExpectedFaults.Describe(fault));
        Assert.Null(loop.Complaint());
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(
            "'tested' has failed for 4 s: PostgreSQL: cannot execute DELETE in a read-only transaction (25006).",
            loop.Complaint()
        );

        loop.Stopped("the token is refused");
        Assert.Equal("'tested' has stopped: the token is refused.", loop.Complaint());
    }

    private BackgroundLoops NewLoops() => new(time, NullLogger<BackgroundLoops>.Instance, lifetime);

    private async Task UntilAsync(Func<bool> isSo, Task running)
    {
        for (var look = 0; look < 2000 && !isSo(); look++)
        {
            if (running.IsFaulted)
            {
                await running;
            }

            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Cancel);
        }

        Assert.True(isSo());
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public bool IsStopping => stopping.IsCancellationRequested;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
