using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Inference;
using Flash.Testing;

namespace Flash.Worker.Tests.Jobs;

/// <summary>A worker whose models folder holds flash-mini, the same under another name, and a safety checker that takes red
/// for pornographic; and people's photos.</summary>
public sealed class SafetyHost : IAsyncLifetime
{
    private readonly string _models = Directory.CreateTempSubdirectory("flash-safety-").FullName;
    private PostgresDatabase? _database;
    private Requests? _requests;
    private WorkerHost? _worker;
    private Generation? _beforeOthers;

    internal ChatNetwork Network { get; } = new();

    internal Requests Requests => _requests ?? throw new InvalidOperationException("Not started.");

    internal WorkerHost Worker => _worker ?? throw new InvalidOperationException("Not started.");

    /// <summary>What flash-mini made of a red photo before this worker had drawn with anything else.</summary>
    internal Generation BeforeOthers => _beforeOthers ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        var stop = TestContext.Current.CancellationToken;
        Link("flash-mini", "models", "flash-mini");
        Link("other", "models", "flash-mini");
        Link("safety-checker", "tests", "Flash.Worker.Tests", "Models", "red-checker");
        Network.Files["red"] = Photo(250, 10, 10);
        Network.Files["blue"] = Photo(10, 10, 250);
        _database = await PostgresDatabase.CreateAsync(stop);
        _requests = new Requests(_database);
        _worker = await WorkerHost.StartAsync(_database, Network, stop, ("Flash:Inference:ModelsPath", _models));
        _beforeOthers = await DrawAsync(Start(Requests.Recipe(count: 1), "red"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
        }

        if (_requests is not null)
        {
            await _requests.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        Directory.Delete(_models, recursive: true);
    }

    internal static Recipe Start(Recipe recipe, string file) =>
        recipe with
        {
            Start = new StartPicture { Strength = 0.3, Given = new TelegramPicture(file) },
        };

    internal async Task<Generation> DrawAsync(
        Recipe recipe,
        GenerationKind kind = GenerationKind.Imagine,
        GenerationId? parent = null
    )
    {
        var stop = TestContext.Current.CancellationToken;
        var generation = await Requests.SubmitAsync(Network, stop, row =>
        {
            (row.Recipe, row.Prompt, row.Kind) = (recipe, recipe.Prompt, kind);
            (row.ParentId, row.ParentIndex) = (parent, parent is null ? null : 1);
        });
        return await Requests.FinishedAsync(generation.Id, stop);
    }

    private void Link(string name, params string[] path) =>
        Directory.CreateSymbolicLink(Path.Combine(_models, name), Path.Combine([Repository.Root, .. path]));

    private static byte[] Photo(byte red, byte green, byte blue)
    {
        var pixels = new byte[256 * 256 * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (red, green, blue);
        }

        return ImageEncoder.EncodePng(new RgbImage(256, 256, pixels));
    }
}
