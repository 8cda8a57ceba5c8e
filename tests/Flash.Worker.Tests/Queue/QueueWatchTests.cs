using Flash.Bots.Supervision;
using Flash.Testing;
using Flash.Worker.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Flash.Worker.Tests.Queue;

public sealed class QueueWatchTests : IAsyncLifetime
{
    private PostgresDatabase database = null!;
    private NpgsqlDataSource source = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancel);
        source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_dead_processes_left_in_Hangfires_locks_goes_and_what_is_held_stays()
    {
        await ExecuteAsync(
            "INSERT INTO hangfire.lock (resource, acquired) VALUES ('left over', now() - interval '2 minutes'), ('held', now())"
        );

        await Watch().LookAsync(Cancel);

        await using var left = source.CreateCommand("SELECT string_agg(resource, ',') FROM hangfire.lock");
        Assert.Equal("held", await left.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public void A_lock_that_a_dead_process_held_is_free_after_half_a_minute() =>
        Assert.Equal(TimeSpan.FromSeconds(30), QueueStorage.Options(TimeSpan.FromSeconds(1)).DistributedLockTimeout);

    [Fact]
    public void A_queue_is_still_when_somebody_waits_nobody_draws_and_nothing_happened()
    {
        var minute = TimeSpan.FromMinutes(1);
        var second = TimeSpan.FromSeconds(1);

        Assert.True(new QueueLook(Waiting: 2, minute, Drawn: 0, minute).IsStill);
        Assert.False(new QueueLook(Waiting: 0, TimeSpan.Zero, Drawn: 0, minute).IsStill);
        Assert.False(new QueueLook(Waiting: 2, second, Drawn: 0, minute).IsStill);
        Assert.False(new QueueLook(Waiting: 2, minute, Drawn: 1, minute).IsStill);
        Assert.False(new QueueLook(Waiting: 2, minute, Drawn: 0, second).IsStill);
    }

    [Fact]
    public async Task Without_anybody_who_waits_there_is_no_complaint()
    {
        var watch = Watch();

        await watch.LookAsync(Cancel);

        Assert.Equal(0, watch.Last?.Waiting);
        Assert.Null(watch.Complaint);
    }

    private QueueWatch Watch() =>
        new(
            Flash.Bots.Data.FlashDatabases.Over(source),
            new BackgroundLoops(TimeProvider.System, NullLogger<BackgroundLoops>.Instance),
            NullLogger<QueueWatch>.Instance
        );

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
