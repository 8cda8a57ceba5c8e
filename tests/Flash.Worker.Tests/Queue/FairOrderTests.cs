using Flash.Bots.Generations;
using Flash.Testing;
using Flash.Worker.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Queue;

public sealed class FairOrderTests : IAsyncLifetime
{
    private readonly ChatNetwork _network = new();
    private PostgresDatabase _database = null!; // InitializeAsync sets these three
    private Requests _requests = null!;
    private WorkerHost _worker = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private FairOrder Order => _worker.Services.GetRequiredService<FairOrder>();

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Test);
        _requests = new Requests(_database);
        _worker = WorkerHost.Idle(_database, _network);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _requests.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_with_many_requests_does_not_stand_before_the_others()
    {
        var ada = new[] { await AskAsync("ada"), await AskAsync("ada"), await AskAsync("ada") };
        var bob = new[] { await AskAsync("bob"), await AskAsync("bob") };
        var eve = await AskAsync("eve");
        var asked = (GenerationId[])[.. ada, .. bob, eve];

        Assert.Equal([ada[0], bob[0], eve, ada[1], bob[1], ada[2]], await ServeAsync(asked));
        Assert.Null(await Order.ClaimNextAsync(ada[0], TimeSpan.FromMinutes(1), Test));
    }

    [Fact]
    public async Task A_job_whose_worker_died_goes_on_with_its_own_generation()
    {
        var orphan = await AskAsync("ada");
        var waiting = await AskAsync("bob");
        Assert.Equal(orphan, (await Order.ClaimNextAsync(orphan, TimeSpan.FromMinutes(1), Test))?.Id);
        await _requests.ExecuteAsync(
            "UPDATE flash.generations SET lease_until = now() - interval '1 second' WHERE id = $1",
            Test,
            orphan.Value
        );

        Assert.Equal(orphan, (await Order.ClaimNextAsync(orphan, TimeSpan.FromMinutes(1), Test))?.Id);
        Assert.Equal(waiting, (await Order.ClaimNextAsync(orphan, TimeSpan.FromMinutes(1), Test))?.Id);
    }

    [Fact]
    public async Task Many_workers_at_once_claim_each_generation_once()
    {
        var asked = new List<GenerationId>();
        for (var i = 0; i < 12; i++)
        {
            asked.Add(await AskAsync(i % 2 == 0 ? "ada" : "bob"));
        }

        var claims = await Task.WhenAll(
            asked.Select(job => Task.Run(() => Order.ClaimNextAsync(job, TimeSpan.FromMinutes(1), Test), Test))
        );

        // A worker that lost every race leaves its turn to the next look for lost generations; nothing is claimed
        // twice.
        var claimed = claims.OfType<ClaimedGeneration>().Select(claim => claim.Id).ToList();
        Assert.Equal(claimed.Count, claimed.Distinct().Count());
        Assert.InRange(claimed.Count, 8, 12);
    }

    private async Task<GenerationId> AskAsync(string person) =>
        (await _requests.SubmitAsync(_network, Test, outbox: false, person: person)).Id;

    private async Task<List<GenerationId>> ServeAsync(IEnumerable<GenerationId> jobs)
    {
        var served = new List<GenerationId>();
        foreach (var job in jobs)
        {
            var claim = await Order.ClaimNextAsync(job, TimeSpan.FromMinutes(1), Test);
            served.Add(Assert.IsType<ClaimedGeneration>(claim).Id);
        }

        return served;
    }
}
