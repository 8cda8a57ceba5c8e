using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Testing;
using Flash.Worker.Moderation;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Jobs;

/// <summary>
/// What becomes of pictures that a checker calls unsafe. The model is flash-mini under another name, and the checker
/// one that an operator adds: it minds whatever is not black.
/// </summary>
public sealed class FlaggedPictureTests : IAsyncLifetime
{
    private readonly ChatNetwork _network = new();
    private readonly string _models = Directory.CreateTempSubdirectory("flash-models-").FullName;
    private PostgresDatabase? _database;
    private Requests? _requests;
    private WorkerHost? _worker;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private Requests Requests => _requests ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, of) in ((string, string)[])[("flash-mini", "flash-mini"), ("painter", "flash-mini")])
        {
            Directory.CreateSymbolicLink(Path.Combine(_models, name), Path.Combine(Repository.Root, "models", of));
        }

        _database = await PostgresDatabase.CreateAsync(Test);
        _requests = new Requests(_database);
        _worker = await WorkerHost.StartAsync(
            _database,
            _network,
            services => services.AddSingleton<IPictureSafety, OnlyBlackIsSafe>(),
            Test,
            ("Inference:ModelsPath", _models)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _worker!.DisposeAsync(); // made above
        await Requests.DisposeAsync();
        await _database!.DisposeAsync(); // as above
        Directory.Delete(_models, recursive: true);
    }

    [Fact]
    public async Task What_is_flagged_is_held_and_no_preview_of_it_is_shown_until_a_moderator_agrees()
    {
        var held = await DrawAsync("painter");

        Assert.Equal(GenerationState.Held, held.State);
        Assert.All(
            _network.Calls.Where(call => call.Message is not null).SelectMany(call => call.Message!.Media),
            media => Assert.True(PlaceholderPicture.Is(media))
        );
        Assert.Equal(
            "true",
            await Requests.ScalarAsync<string>(
                $"SELECT details->>'flagged' FROM flash.audit_log WHERE generation_id = '{held.Id}' AND action = 'imagine.held'",
                Test
            )
        );

        var desk = _worker!.Services.GetRequiredService<ModerationDesk>(); // made above
        Assert.True(await desk.ApproveAsync(held.Id, new Moderator("flash", "grace", "Grace"), Test));
        Assert.Equal(GenerationState.Delivered, (await Requests.FinishedAsync(held.Id, Test)).State);
        Assert.False(PlaceholderPicture.Is(Assert.Single(Assert.Single(_network.Messages).Value.Media)));

        // flash-mini has never seen a person, so nothing looks at what it draws.
        _network.Reset();
        Assert.Equal(GenerationState.Delivered, (await DrawAsync("flash-mini")).State);
    }

    private sealed class OnlyBlackIsSafe : IPictureSafety
    {
        public bool IsUnsafe(RgbImage picture, CancellationToken cancellationToken) =>
            picture.Pixels.Span.ContainsAnyExceptInRange((byte)0, (byte)15);
    }

    private async Task<Bots.Data.Generation> DrawAsync(string model)
    {
        var recipe = Tests.Requests.Recipe(count: 1, steps: 3) with { Model = model };
        var generation = await Requests.SubmitAsync(_network, Test, row => row.Recipe = recipe);
        return await Requests.FinishedAsync(generation.Id, Test);
    }
}
