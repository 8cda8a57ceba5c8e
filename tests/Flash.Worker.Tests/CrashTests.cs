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
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Flash", _database.ConnectionString)]).Build();
        _network = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddFlashBots().AddFlashPlaygroundMessenger().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        await _requests.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_a_killed_worker_leaves_another_finishes_in_the_same_message()
    {
        // Long enough that the kill comes in the middle.
        var early = await SubmitAsync(steps: 12);
        using var first = WorkerProcess.Start(_database);
        await Wait.UntilAsync(
            async () => (await _requests.GetAsync(early, Test)).State == GenerationState.Running, () => "The first worker never began.", Test);
        await first.KillAsync(Test);

        var late = await SubmitAsync(steps: 12);
        using var second = WorkerProcess.Start(_database);
        await Wait.UntilAsync(
            async () => (await MessagesAsync()).Any(message => message.Text.Contains("step", StringComparison.Ordinal)), () => "The second worker never showed a preview.", Test);
        await second.KillAsync(Test);

        using var third = WorkerProcess.Start(_database);
        foreach (var id in (GenerationId[])[early, late])
        {
            var finished = await _requests.FinishedAsync(id, Test);
            Assert.Equal(GenerationState.Delivered, finished.State);
            Assert.InRange(finished.Attempts, 1, 3);
            Assert.Equal(["imagine.requested", "imagine.delivered"], await _requests.AuditAsync(id, Test));
        }

        var messages = await MessagesAsync();
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Contains("Seed 1234", message.Text, StringComparison.Ordinal));

        await third.TerminateAsync(Test).WaitAsync(TimeSpan.FromSeconds(60), Test);
        Assert.Equal(0, third.ExitCode);
    }

    private async Task<GenerationId> SubmitAsync(int steps)
    {
        var message = await _network.GetRequiredService<IMessenger>().PostAsync(_conversation, new OutgoingMessage { Text = "placeholder" }, Test);
        var generation = await _requests.SubmitAsync(
            new ChatNetwork(), Test, row => (row.Recipe, row.ReplyAddress, row.Message) = (Requests.Recipe(count: 2, steps: steps), _conversation, message));
        return generation.Id;
    }

    private async Task<List<PlaygroundRow>> MessagesAsync()
    {
        await using var db = _requests.Db();
        return await db.PlaygroundMessages.AsNoTracking().Where(row => row.ConversationId == _conversation.ConversationId && !row.Deleted).ToListAsync(Test);
    }
}
