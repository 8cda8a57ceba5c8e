using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Scheduling;
using Flash.Testing;
using Flash.Worker.Jobs;
using Flash.Worker.Queue;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Queue;

public sealed class RecoveryTests : IAsyncLifetime
{
    private readonly ChatNetwork _network = new();
    private PostgresDatabase _database = null!; // InitializeAsync sets these two
    private Requests _requests = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Test);
        _requests = new Requests(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Generations_that_lost_their_worker_or_their_job_are_finished_and_hopeless_ones_are_told()
    {
        var small = Requests.Recipe(count: 1, steps: 1);
        var orphan = await _requests.SubmitAsync(
            _network,
            Test,
            row =>
                (row.Recipe, row.State, row.Attempts, row.Epoch, row.LeaseUntil) = (
                    small,
                    GenerationState.Running,
                    1,
                    1,
                    row.CreatedAt - TimeSpan.FromMinutes(1)
                ),
            outbox: false
        );
        var jobless = await _requests.SubmitAsync(
            _network,
            Test,
            row => (row.Recipe, row.CreatedAt) = (small, row.CreatedAt - TimeSpan.FromMinutes(1)),
            outbox: false
        );
        var poisonous = await _requests.SubmitAsync(
            _network,
            Test,
            row =>
                (row.Recipe, row.State, row.Attempts, row.Epoch, row.LeaseUntil) = (
                    small,
                    GenerationState.Running,
                    3,
                    3,
                    row.CreatedAt - TimeSpan.FromMinutes(1)
                ),
            outbox: false
        );

        await using var worker = await WorkerHost.StartAsync(_database, _network, Test);

        Assert.Equal((GenerationState.Delivered, 2), await StateAsync(orphan.Id));
        Assert.Equal((GenerationState.Delivered, 1), await StateAsync(jobless.Id));
        Assert.Equal((GenerationState.Failed, 3), await StateAsync(poisonous.Id));
        await Wait.UntilAsync(
            () =>
                _network
                    .Messages[((TelegramMessage)poisonous.Message!).MessageId]
                    .Text.Contains("tried three times", StringComparison.Ordinal),
            "The person was never told.",
            Test
        );
        Assert.Equal(3, _network.Messages.Count);
        Assert.Equal(["imagine.requested", "imagine.failed"], await _requests.AuditAsync(poisonous.Id, Test));
    }

    [Fact]
    public async Task Only_generations_without_a_job_to_come_are_enqueued_again()
    {
        await using var worker = WorkerHost.Idle(_database, _network);
        var jobs = worker.Services.GetRequiredService<IBackgroundJobClientV2>();
        var old = await _requests.SubmitAsync(
            _network,
            Test,
            row => row.CreatedAt -= TimeSpan.FromMinutes(1),
            outbox: false
        );
        var withOutbox = await _requests.SubmitAsync(_network, Test, row => row.CreatedAt -= TimeSpan.FromMinutes(1));
        var withJob = await _requests.SubmitAsync(
            _network,
            Test,
            row => row.CreatedAt -= TimeSpan.FromMinutes(1),
            outbox: false
        );
        var id = withJob.Id.Value;
        jobs.Create(
            Job.FromExpression<GenerationJob>(job => job.RunAsync(id, CancellationToken.None)),
            new EnqueuedState(JobQueues.Interactive)
        );
        var young = await _requests.SubmitAsync(_network, Test, outbox: false);
        var done = await _requests.SubmitAsync(
            _network,
            Test,
            row => (row.CreatedAt, row.State) = (row.CreatedAt - TimeSpan.FromMinutes(1), GenerationState.Delivered),
            outbox: false
        );
        var recovery = worker.Services.GetRequiredService<Recovery>();

        Assert.Equal(1, await recovery.RequeueAsync(Test));
        Assert.Equal(0, await recovery.RequeueAsync(Test));
        Assert.Equal(
            1,
            await _requests.ScalarAsync<long>(
                $"SELECT count(*) FROM flash.outbox WHERE generation_id = '{old.Id}'",
                Test
            )
        );
        Assert.Equal(2, await _requests.ScalarAsync<long>("SELECT count(*) FROM flash.outbox", Test));
    }

    [Fact]
    public async Task A_crash_between_enqueuing_and_forgetting_the_outbox_row_delivers_once()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1)
        );
        await using (var crashed = WorkerHost.Idle(_database, _network))
        {
            var id = generation.Id.Value;
            crashed
                .Services.GetRequiredService<IBackgroundJobClientV2>()
                .Create(
                    Job.FromExpression<GenerationJob>(job => job.RunAsync(id, CancellationToken.None)),
                    new EnqueuedState(JobQueues.Interactive)
                );
        }

        await using var worker = await WorkerHost.StartAsync(_database, _network, Test);
        Assert.Equal((GenerationState.Delivered, 1), await StateAsync(generation.Id));
        await Wait.UntilAsync(
            async () =>
                await _requests.ScalarAsync<long>(
                    "SELECT (SELECT count(*) FROM flash.outbox) + (SELECT count(*) FROM hangfire.jobqueue)",
                    Test
                ) == 0,
            () => "The outbox or the queue was never emptied.",
            Test
        );

        Assert.Equal(1, (await _requests.GetAsync(generation.Id, Test)).Epoch);
        Assert.Single(_network.Calls, call => call.Message?.Text.Contains("Seed", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_worker_that_slept_through_its_lease_shows_and_writes_nothing()
    {
        var generation = await _requests.SubmitAsync(
            _network,
            Test,
            row => row.Recipe = Requests.Recipe(count: 1, steps: 1),
            outbox: false
        );
        await using var zombie = WorkerHost.Idle(_database, _network, ("Flash:Worker:Lease", "00:05:00"));
        var store = zombie.Services.GetRequiredService<GenerationStore>();
        var claim = await store.ClaimAsync(generation.Id, TimeSpan.FromMinutes(5), Test);
        await _requests.ExecuteAsync("UPDATE flash.generations SET lease_until = now() - interval '1 second'", Test);
        await using var run = zombie.Services.GetRequiredService<GenerationRuns>().Begin(claim!); // it was free to claim

        await using var worker = await WorkerHost.StartAsync(_database, _network, Test);
        Assert.Equal((GenerationState.Delivered, 2), await StateAsync(generation.Id));
        var calls = _network.Calls.Count;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            run.Pacer.DeliverAsync(new OutgoingMessage { Text = "zombie" }, run.Lease.Lost)
        );
        Assert.False(await store.MarkDeliveredAsync(generation.Id, claim!.Epoch, [], "zombie", Test));
        Assert.False(await store.MarkFailedAsync(generation.Id, claim.Epoch, "zombie", Test));
        Assert.Equal(calls, _network.Calls.Count);
        Assert.Equal(["imagine.requested", "imagine.delivered"], await _requests.AuditAsync(generation.Id, Test));
    }

    [Fact]
    public async Task A_stopping_worker_hands_back_what_it_cannot_finish_and_the_next_one_finishes_it()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _network.BeforeEdit = _ =>
        {
            held.TrySetResult();
            return release.Task;
        };
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1)
        );
        await using (
            var first = await WorkerHost.StartAsync(
                _database,
                _network,
                Test,
                ("Flash:Worker:StopTimeout", "00:00:00.5")
            )
        )
        {
            await held.Task.WaitAsync(TimeSpan.FromSeconds(60), Test);
            await first.StopAsync(Test);
        }

        var released = await _requests.GetAsync(generation.Id, Test);
        Assert.Equal((GenerationState.Queued, 0), (released.State, released.Attempts));
        release.SetResult();

        await using var second = await WorkerHost.StartAsync(_database, _network, Test);
        Assert.Equal((GenerationState.Delivered, 1), await StateAsync(generation.Id));
        Assert.Single(_network.Messages);
    }

    [Fact]
    public async Task A_listener_whose_connection_was_cut_comes_back()
    {
        await using var worker = await WorkerHost.StartAsync(
            _database,
            _network,
            Test,
            ("Flash:Worker:PollInterval", "00:00:20")
        );
        await Wait.UntilAsync(() => worker.Readiness.IsReady, "The worker never became ready.", Test);
        const string listeners =
            "FROM pg_stat_activity WHERE application_name = 'flash listener' AND datname = current_database()";
        var before = await _requests.ScalarAsync<int>($"SELECT max(pid) {listeners}", Test);
        await _requests.ExecuteAsync($"SELECT pg_terminate_backend(pid) {listeners}", Test);
        await Wait.UntilAsync(
            async () =>
                await _requests.ScalarAsync<long>($"SELECT count(*) {listeners} AND pid <> {before}", Test) == 1
                && worker.Readiness.IsListening,
            () => "The listener never came back.",
            Test
        );

        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1)
        );
        Assert.Equal((GenerationState.Delivered, 1), await StateAsync(generation.Id));
    }

    private async Task<(GenerationState State, int Attempts)> StateAsync(GenerationId id)
    {
        var finished = await _requests.FinishedAsync(id, Test);
        return (finished.State, finished.Attempts);
    }
}
