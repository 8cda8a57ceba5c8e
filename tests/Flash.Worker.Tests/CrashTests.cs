using Flash.Bots;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Bots.Web;
using Flash.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests;

/// <summary>Workers that die for real. The playground is the network, because its messages outlive them.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private readonly PlaygroundReply _conversation = new(Guid.NewGuid());
    private PostgresDatabase _database = null!; // InitializeAsync sets these three
    private Requests _requests = null!;
    private ServiceProvider _network = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Test);
        _requests = new Requests(_database);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Flash", _database.ConnectionString)])
            .Build();
        _network = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddFlashBots()
            .AddFlashPlaygroundMessenger()
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        await _requests.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_a_killed_worker_leaves_another_finishes_in_the_same_message()
    {
        // Long enough that the kill comes in the middle.
        var id = await SubmitAsync(steps: 12);
        using (var doomed = WorkerProcess.Start(_database))
        {
            await Wait.UntilAsync(
                async () => (await MessageAsync()).Revision > 0,
                () => "The worker process never showed a preview.",
                Test
            );
            await doomed.KillAsync(Test);
        }

        await using var worker = await WorkerHost.StartAsync(
            _database,
            _network.GetRequiredService<IMessenger>(),
            Test
        );
        var finished = await _requests.FinishedAsync(id, Test);

        Assert.Equal(GenerationState.Delivered, finished.State);
        Assert.Equal(["imagine.requested", "imagine.delivered"], await _requests.AuditAsync(id, Test));
        Assert.Contains("Seed 1234", (await MessageAsync()).Text, StringComparison.Ordinal);
    }

    private async Task<GenerationId> SubmitAsync(int steps)
    {
        var message = await _network
            .GetRequiredService<IMessenger>()
            .PostAsync(_conversation, new OutgoingMessage { Text = "placeholder" }, Test);
        var generation = await _requests.SubmitAsync(new ChatNetwork(), Test, row =>
            (row.Recipe, row.ReplyAddress, row.Message) = (
                Requests.Recipe(count: 2, steps: steps),
                _conversation,
                message
            )
        );
        return generation.Id;
    }

    /// <summary>The one message of the conversation; a second one fails the test.</summary>
    private async Task<PlaygroundRow> MessageAsync()
    {
        await using var db = _requests.Db();
        return await db
            .PlaygroundMessages.AsNoTracking()
            .SingleAsync(row => row.ConversationId == _conversation.ConversationId && !row.Deleted, Test);
    }
}
