using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference.Provenance;
using Microsoft.EntityFrameworkCore;

namespace Flash.Worker.Tests.Jobs;

public sealed class GenerationJobTests(WorkerFixture fixture) : IClassFixture<WorkerFixture>, IAsyncLifetime
{
    private readonly ChatNetwork _network = fixture.Network;
    private readonly Requests _requests = fixture.Requests;
    private readonly WorkerHost _worker = fixture.Worker;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _network.Reset();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_request_becomes_pictures_in_the_one_message_and_an_animation_in_its_own()
    {
        var imagine = await _requests.SubmitAsync(_network, Test);
        var finished = await _requests.FinishedAsync(imagine.Id, Test);

        Assert.Equal(GenerationState.Delivered, finished.State);
        Assert.Equal(1, finished.Attempts);
        Assert.NotNull(finished.Recipe.ModelRevision);
        Assert.Equal(["imagine.requested", "imagine.delivered"], await _requests.AuditAsync(imagine.Id, Test));
        var shown = Assert.Single(_network.Messages).Value;
        Assert.Matches(@"^“a red boat on the sea”\nSeed 1234 · 2 steps · \d+\.\d s\n\d+×\d+ · \S+$", shown.Text);
        Assert.Equal(MediaKind.Jpeg, Assert.Single(shown.Media).Kind);
        var origin = ProvenanceReport.Read(shown.Media[0].Bytes.Span);
        Assert.Equal((imagine.Id.Value, 0, false), (origin.Id, origin.PictureIndex, origin.IsContradictory));
        Assert.Equal(
            [
                "Animate 1",
                "Animate 2",
                "Animate 3",
                "Animate 4",
                "Again",
                "Vary 1",
                "Vary 2",
                "Vary 3",
                "Vary 4",
                "Edit words",
                "Enlarge 1",
                "Enlarge 2",
                "Enlarge 3",
                "Enlarge 4",
                "Delete",
                "Copy seed",
            ],
            shown.Buttons.SelectMany(row => row).Select(button => button.Label)
        );
        await using (var db = _requests.Db())
        {
            var pictures = await db
                .Pictures.AsNoTracking()
                .Where(picture => picture.GenerationId == imagine.Id)
                .OrderBy(picture => picture.Index)
                .ToListAsync(Test);
            Assert.Equal([1, 2, 3, 4], pictures.Select(picture => picture.Index));
            Assert.All(pictures, picture => Assert.InRange(picture.Thumbnail.Length, 200, 20_000));
        }

        var animate = await _requests.SubmitAsync(_network, Test, generation =>
        {
            generation.Kind = GenerationKind.Animate;
            generation.ParentId = imagine.Id;
            generation.ParentIndex = 2;
        });
        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(animate.Id, Test)).State);
        Assert.Equal(["animate.requested", "animate.delivered"], await _requests.AuditAsync(animate.Id, Test));
        var animation = _network.Messages[((TelegramMessage)animate.Message!).MessageId]; // SubmitAsync posted it
        Assert.Equal(AnimationFilesTests.Usual, Assert.Single(animation.Media).Kind);
        Assert.Equal(2, _network.Messages.Count);
    }

    [Fact]
    public async Task A_size_that_the_model_does_not_draw_becomes_the_nearest_that_it_does()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1) with { Width = 300, Height = 250 }
        );

        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(generation.Id, Test)).State);
        await using var db = _requests.Db();
        var picture = await db
            .Pictures.AsNoTracking()
            .SingleAsync(picture => picture.GenerationId == generation.Id, Test);
        Assert.Equal((288, 256), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task A_generation_nobody_posted_a_message_for_is_posted_by_the_worker_once()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
        {
            row.Message = null;
            row.PostingUntil = row.CreatedAt - TimeSpan.FromSeconds(1);
            row.Recipe = Requests.Recipe(count: 1, steps: 1);
        });
        _network.Messages.Clear();
        var finished = await _requests.FinishedAsync(generation.Id, Test);

        Assert.Equal(GenerationState.Delivered, finished.State);
        var (id, shown) = Assert.Single(_network.Messages);
        Assert.Equal(new TelegramMessage(70, id), finished.Message);
        Assert.Single(shown.Media);
    }

    [Fact]
    public async Task The_same_job_running_many_times_at_once_delivers_once()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row => row.Recipe = Requests.Recipe(count: 1));
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _worker.RunJobAsync(generation.Id.Value, Test), Test))
        );
        var finished = await _requests.FinishedAsync(generation.Id, Test);
        await _worker.RunJobAsync(generation.Id.Value, Test);

        Assert.Equal((GenerationState.Delivered, 1, 1), (finished.State, finished.Epoch, finished.Attempts));
        Assert.Equal(["imagine.requested", "imagine.delivered"], await _requests.AuditAsync(generation.Id, Test));
        Assert.Single(_network.Calls, call => call.Message?.Text.Contains("Seed", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_job_for_a_generation_that_does_not_exist_does_nothing()
    {
        await _worker.RunJobAsync(Guid.NewGuid(), Test);
        await _worker.RunJobAsync(Guid.Empty, Test);

        Assert.Empty(_network.Calls);
    }

    [Fact]
    public async Task A_storm_of_429_and_faults_delays_the_result_and_loses_nothing()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1)
        );
        _network.Refuse(
            new MessengerException(MessengerFault.RateLimited, "Too Many Requests")
            {
                RetryAfter = TimeSpan.FromMilliseconds(300),
            },
            new MessengerException(MessengerFault.Unavailable, "Bad Gateway"),
            new MessengerException(MessengerFault.RateLimited, "Too Many Requests")
            {
                RetryAfter = TimeSpan.FromMilliseconds(300),
            }
        );

        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(generation.Id, Test)).State);
        Assert.Single(Assert.Single(_network.Messages).Value.Media);
    }

    [Fact]
    public async Task A_deleted_message_is_posted_anew_with_the_result()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row => row.Recipe = Requests.Recipe(count: 1));
        _network.Messages.Clear();
        var finished = await _requests.FinishedAsync(generation.Id, Test);

        Assert.Equal(GenerationState.Delivered, finished.State);
        var (id, shown) = Assert.Single(_network.Messages);
        Assert.Equal(new TelegramMessage(70, id), finished.Message);
        Assert.StartsWith("“a red boat on the sea”\nSeed", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_is_closed_to_the_bot_ends_the_generation_without_a_storm()
    {
        _network.BeforeEdit = _ =>
            throw new MessengerException(MessengerFault.ChatClosed, "bot was blocked by the user");
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 1)
        );

        Assert.Equal(GenerationState.Failed, (await _requests.FinishedAsync(generation.Id, Test)).State);
        Assert.Equal(["imagine.requested", "imagine.failed"], await _requests.AuditAsync(generation.Id, Test));
        Assert.DoesNotContain(_network.Calls, call => call.Call == "edit");
    }

    [Fact]
    public async Task A_recipe_the_model_cannot_draw_fails_with_one_sentence()
    {
        var generation = await _requests.SubmitAsync(_network, Test, row => row.Recipe = Requests.Recipe(steps: 1000));
        var finished = await _requests.FinishedAsync(generation.Id, Test);

        Assert.Equal((GenerationState.Failed, 1), (finished.State, finished.Attempts));
        Assert.Equal(["imagine.requested", "imagine.failed"], await _requests.AuditAsync(generation.Id, Test));
        Assert.Equal($"“a red boat on the sea”\n{finished.Failure}", Assert.Single(_network.Messages).Value.Text);
        Assert.EndsWith(".", finished.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("step 1")]
    [InlineData("step 2")]
    [InlineData("Seed")]
    public async Task A_generation_that_its_owner_cancels_stops_and_says_so(string when)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var proceed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _network.BeforeEdit = message =>
        {
            if (message.Text.Contains(when, StringComparison.Ordinal))
            {
                reached.TrySetResult();
                return proceed.Task;
            }

            return Task.CompletedTask;
        };
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = Requests.Recipe(count: 1, steps: 8)
        );
        if (when == "Seed")
        {
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), Test);
        }
        else
        {
            await Wait.UntilAsync(
                async () => (await _requests.GetAsync(generation.Id, Test)).State != GenerationState.Queued,
                () => "It never began.",
                Test
            );
        }

        await _requests.ExecuteAsync(
            "WITH c AS (UPDATE flash.generations SET state = 'cancelled', finished_at = now() WHERE id = $1 AND state IN ('queued', 'running') RETURNING id) SELECT pg_notify('flash_cancel', id::text) FROM c",
            Test,
            generation.Id.Value
        );
        proceed.SetResult();

        await Wait.UntilAsync(
            () => _network.Messages.Values.Single().Text.EndsWith("Cancelled.", StringComparison.Ordinal),
            "The message never said that it was cancelled.",
            Test
        );
        Assert.Equal(GenerationState.Cancelled, (await _requests.GetAsync(generation.Id, Test)).State);
    }

    [Fact]
    public async Task Generations_are_drawn_in_the_order_they_were_asked_for()
    {
        var asked = new List<GenerationId>();
        for (var i = 0; i < 6; i++)
        {
            asked.Add(
                (
                    await _requests.SubmitAsync(_network, Test, row => row.Recipe = Requests.Recipe(count: 1, steps: 1))
                ).Id
            );
        }

        foreach (var id in asked)
        {
            await _requests.FinishedAsync(id, Test);
        }

        await using var db = _requests.Db();
        var started = await db
            .Generations.AsNoTracking()
            .Where(generation => asked.Contains(generation.Id))
            .OrderBy(generation => generation.StartedAt)
            .Select(generation => generation.Id)
            .ToListAsync(Test);
        Assert.Equal(asked, started);
    }
}
