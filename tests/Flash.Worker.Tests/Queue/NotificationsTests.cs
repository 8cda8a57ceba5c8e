using Flash.Bots.Generations;
using Flash.Testing;
using Flash.Worker.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Queue;

public sealed class NotificationsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Notifications_alone_bring_every_generation_to_a_worker()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await PostgresDatabase.CreateAsync(cancellationToken);
        await using var requests = new Requests(database);
        var network = new ChatNetwork();

        // Polling would take a minute, twice what is waited for.
        await using var worker = await WorkerHost.StartAsync(
            database,
            network,
            cancellationToken,
            ("Flash:Worker:PollInterval", "00:01:00"),
            ("Flash:Worker:RecoveryInterval", "00:01:00")
        );
        await Wait.UntilAsync(() => worker.Readiness.IsReady, "The worker never became ready.", cancellationToken);

        for (var number = 0; number < 20; number++)
        {
            var generation = await requests.SubmitAsync(network, cancellationToken, row =>
                row.Recipe = Requests.Recipe(count: 1, steps: 1)
            );
            var finished = await requests
                .FinishedAsync(generation.Id, cancellationToken)
                .WaitAsync(Patience, cancellationToken);
            Assert.Equal(GenerationState.Delivered, finished.State);
        }

        // With nothing left to draw it comes to rest: what it does not use it gives back without waking itself.
        var looks = 0;
        worker.Services.GetRequiredService<DrawingSlots>().Freed += () => Interlocked.Increment(ref looks);
        await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
        Assert.InRange(Volatile.Read(ref looks), 0, 2);
    }
}
