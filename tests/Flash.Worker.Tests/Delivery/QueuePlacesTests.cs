using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Testing;
using Flash.Worker.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Delivery;

public sealed class QueuePlacesTests : IAsyncLifetime
{
    private readonly ChatNetwork _network = new();
    private PostgresDatabase _database = null!; // InitializeAsync sets these three
    private Requests _requests = null!;
    private WorkerHost _worker = null!;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private QueuePlaces Places => _worker.Services.GetRequiredService<QueuePlaces>();

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
    public async Task People_see_the_queue_move_in_the_message_that_waits()
    {
        var (first, second, third) = (await AskAsync("1"), await AskAsync("2"), await AskAsync("3"));

        Assert.Equal(3, await Places.TellAsync(Test));
        Assert.Equal(
            ["Getting started…", "Waiting: 1 ahead of you…", "Waiting: 2 ahead of you…"],
            Shown(first, second, third)
        );
        Assert.Equal(0, await Places.TellAsync(Test));

        await _worker.RunJobAsync(first.Id.Value, Test);
        await _requests.FinishedAsync(first.Id, Test);
        Assert.Equal(2, await Places.TellAsync(Test));

        Assert.Equal(["Getting started…", "Waiting: 1 ahead of you…"], Shown(second, third));
        Assert.All(_network.Messages.Values.Skip(1), message =>
            Assert.Equal(
                GenerationButtons.Unfinished(Texts.For("en"), second.Id)[0][0].Label,
                message.Buttons[0][0].Label
            )
        );
    }

    [Fact]
    public async Task A_place_that_is_still_on_its_way_never_comes_after_the_picture()
    {
        var asked = await AskAsync("1");
        var (reached, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        _network.BeforeEdit = message =>
        {
            if (message.Media.Count > 0)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return gate.Task;
        };
        var telling = Places.TellAsync(Test);
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(1), Test);

        // It is drawn meanwhile, and its delivery waits.
        await _worker.RunJobAsync(asked.Id.Value, Test);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Test);
        gate.SetResult();
        await telling;
        await _requests.FinishedAsync(asked.Id, Test);

        Assert.Contains("Seed 1234", Assert.Single(_network.Messages).Value.Text, StringComparison.Ordinal);
        Assert.Contains("Seed 1234", _network.Calls.Last().Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_stays_the_last_word()
    {
        var asked = await AskAsync("1");
        _network.BeforeEdit = _ =>
        {
            _network.BeforeEdit = _ => Task.CompletedTask;
            return _requests.ExecuteAsync(
                "UPDATE flash.generations SET state = 'cancelled', finished_at = now()",
                Test
            );
        };

        await Places.TellAsync(Test);

        Assert.Equal(["Cancelled."], Shown(asked));
    }

    [Fact]
    public async Task What_the_network_refused_is_told_again_unless_the_message_is_gone()
    {
        var (first, second) = (await AskAsync("1"), await AskAsync("2"));
        _network.Messages.TryRemove(((TelegramMessage)second.Message!).MessageId, out _);
        _network.Refuse(ScriptedMessage.Fault(MessengerFault.Unavailable));
        await Places.TellAsync(Test);
        await Places.TellAsync(Test);

        Assert.Equal(["Getting started…"], Shown(first));
        Assert.Equal(0, await Places.TellAsync(Test));
        Assert.Equal(
            0L,
            await _requests.ScalarAsync<long>("SELECT count(*) FROM flash.generations WHERE told_ahead IS NULL", Test)
        );
    }

    /// <summary>Each person in a chat of their own, as far as limits are concerned.</summary>
    private Task<Generation> AskAsync(string person) =>
        _requests.SubmitAsync(
            _network,
            Test,
            row =>
                (row.Recipe, row.ReplyAddress) = (
                    Requests.Recipe(count: 1, steps: 1),
                    new TelegramReply(70 + int.Parse(person, System.Globalization.CultureInfo.InvariantCulture))
                ),
            person: person
        );

    private string[] Shown(params Generation[] generations) =>
        [
            .. generations.Select(generation =>
                _network.Messages[((TelegramMessage)generation.Message!).MessageId].Text.Split('\n')[^1]
            ),
        ];
}
