using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Testing;
using Flash.Worker.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Jobs;

/// <summary>The same recipe is drawn once, and told to everyone who asks as a request of their own.</summary>
public sealed class DrawnBeforeTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_one_to_ask_gets_the_same_pictures_an_own_entry_and_no_drawing()
    {
        await using var database = await PostgresDatabase.CreateAsync(Test);
        await using var requests = new Requests(database);
        var network = new ChatNetwork();
        await using var worker = await WorkerHost.StartAsync(
            database,
            network,
            Test,
            ("Flash:Worker:KeptPicturesMegabytes", "64")
        );
        var before = worker.Services.GetRequiredService<DrawnBefore>();
        var recipe = Requests.Recipe(count: 2, steps: 2) with { Seed = 4_711 };
        async Task<(OutgoingMessage Shown, GenerationId Id)> AskAsync(Recipe asked)
        {
            var generation = await requests.SubmitAsync(network, Test, row => row.Recipe = asked);
            Assert.Equal(GenerationState.Delivered, (await requests.FinishedAsync(generation.Id, Test)).State);
            return (network.Messages[((TelegramMessage)generation.Message!).MessageId], generation.Id);
        }

        var (first, _) = await AskAsync(recipe);
        var found = before.Found;
        var (second, id) = await AskAsync(recipe with { Reading = new Reading { ChangesLast = true } });
        var (other, _) = await AskAsync(recipe with { Seed = 4_712 });

        Assert.Equal(found + 1, before.Found);
        Assert.Equal(["imagine.requested", "imagine.delivered"], await requests.AuditAsync(id, Test));
        // Each file names its own generation in its pixels; what is seen is the same.
        Assert.True(Difference(first, second) < 2);
        Assert.True(Difference(first, other) > 5);
    }

    [Fact]
    public void What_is_kept_is_bounded_by_size_and_time_and_nothing_that_a_person_sent_is()
    {
        var time = new FakeTimeProvider();
        using var model = DiffusionModel.Load(Path.Combine(Repository.Root, "models", "flash-mini"));
        var drawn = new DrawnBefore(Options.Create(new WorkerOptions { KeptPicturesMegabytes = 1 }), time);
        var recipe = Requests.Recipe(count: 1);
        var picture = new RgbImage(400, 400, new byte[400 * 400 * 3]);

        drawn.Keep(recipe, model, [picture]);
        time.Advance(TimeSpan.FromMinutes(1));
        drawn.Keep(recipe with { Seed = 2 }, model, [picture]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(drawn.Find(recipe, model));
        time.Advance(TimeSpan.FromMinutes(1));
        // Two fit; the one that was not asked for goes.
        drawn.Keep(recipe with { Seed = 3 }, model, [picture]);
        var sent = recipe with
        {
            Start = new StartPicture { Strength = 0.5, Given = new TelegramPicture("photo") },
        };
        drawn.Keep(sent, model, [picture]);

        Assert.Null(drawn.Find(recipe with { Seed = 2 }, model));
        Assert.NotNull(drawn.Find(recipe, model));
        Assert.Null(drawn.Find(sent, model));
        Assert.Null(drawn.Find(recipe with { Width = 128 }, model));
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(drawn.Find(recipe, model));
    }

    private static double Difference(OutgoingMessage one, OutgoingMessage other)
    {
        var (a, b) = (ImageDecoder.Decode(one.Media[0].Bytes.Span), ImageDecoder.Decode(other.Media[0].Bytes.Span));
        return a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Average();
    }
}
