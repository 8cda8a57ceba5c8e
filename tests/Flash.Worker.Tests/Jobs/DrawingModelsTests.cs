using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Testing;
using Flash.Worker.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Flash.Worker.Tests.Jobs;

/// <summary>Models beside the configured one: flash-mini's 21 MB under other names.</summary>
public sealed class DrawingModelsTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("flash-models-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly InferenceOptions _options;

    public DrawingModelsTests()
    {
        foreach (var name in (string[])["flash-mini", "a", "b", "c"])
        {
            Directory.CreateSymbolicLink(
                Path.Combine(_models, name),
                Path.Combine(Repository.Root, "models", "flash-mini")
            );
        }

        _options = new InferenceOptions { ModelsPath = _models };
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);

    [Fact]
    public async Task The_one_that_was_unused_for_longest_makes_room()
    {
        using var configured = Load();
        using var models = Models(configured, megabytes: 50);

        Assert.Same(configured, Use(models, "flash-mini"));
        Assert.False(models.UsesOthers);
        var a = Use(models, "a");
        var b = Use(models, "b");
        Assert.Same(a, Use(models, "a"));
        Use(models, "c");

        Assert.Equal(["a", "c"], models.Loaded());
        Assert.True(models.UsesOthers);
        var request = new TextToImageRequest
        {
            Prompt = "a boat",
            Seed = 1,
            Count = 1,
            InferenceSteps = 1,
        };
        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            b.GenerateAsync(request, TestContext.Current.CancellationToken)
        );
        Assert.NotSame(b, Use(models, "b"));
        Assert.Equal(["b", "c"], models.Loaded());
        Assert.Same(configured, Use(models, "flash-mini"));
    }

    [Fact]
    public void One_that_was_used_a_moment_ago_stays()
    {
        using var configured = Load();
        using var models = Models(configured, megabytes: 50);

        foreach (var name in (string[])["a", "b", "c"])
        {
            models.For(Recipe(name));
        }

        Assert.Equal(["a", "b", "c"], models.Loaded());
    }

    private static Recipe Recipe(string model) => Requests.Recipe() with { Model = model };

    private DiffusionModel Load() =>
        DiffusionModel.Load(Path.Combine(_models, "flash-mini"), _options, NullLogger.Instance);

    private DrawingModels Models(DiffusionModel configured, int megabytes) =>
        new(
            configured,
            Options.Create(_options),
            Options.Create(new WorkerOptions { OtherModelsMegabytes = megabytes }),
            _time,
            NullLogger<DiffusionModel>.Instance
        );

    // Each after the time for which a model is kept at least.
    private DiffusionModel Use(DrawingModels models, string name)
    {
        _time.Advance(new WorkerOptions().KeepModels * 2);
        return models.For(Recipe(name));
    }
}
