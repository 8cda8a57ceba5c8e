using Flash.Testing;
using Flash.Worker.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Queue;

public sealed class PickUpProbeTests
{
    [Fact]
    public async Task Notifications_alone_bring_every_generation_to_a_worker_and_the_probe_leaves_nothing_behind()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await PostgresDatabase.CreateAsync(cancellationToken);
        await using var requests = new Requests(database);

        // Polling would take minutes, and the probe gives up after half of one.
        await using var worker = await WorkerHost.StartAsync(
            database, new ChatNetwork(), cancellationToken, ("Flash:Worker:PollInterval", "00:01:00"), ("Flash:Worker:RecoveryInterval", "00:01:00"));
        await Wait.UntilAsync(() => worker.Readiness.IsReady, "The worker never became ready.", cancellationToken);

        var latencies = await worker.Services.GetRequiredService<PickUpProbe>().MeasureAsync(20, cancellationToken);

        Assert.Equal(20, latencies.Count);
        Assert.Equal(0, await requests.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM flash.generations) + (SELECT count(*) FROM flash.users) + (SELECT count(*) FROM flash.outbox)", cancellationToken));
    }
}
