using Flash.Bots.Generations;
using Flash.Worker.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Jobs;

/// <summary>
/// Replays, drawn by the real model. In a database without banned pictures: a worker may believe for
/// <see cref="Bots.Moderation.PictureChecks.MaxAge"/> that a picture whose ban was lifted is banned, and would hold it.
/// </summary>
public sealed class ReplayTests(WorkerFixture fixture) : IClassFixture<WorkerFixture>
{
    private readonly ChatNetwork _network = fixture.Network;
    private readonly Requests _requests = fixture.Requests;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_makes_the_same_file_and_says_so_when_it_does_not()
    {
        var drawn = await DrawAsync(Requests.Recipe(count: 2, steps: 2) with { Seed = 33 });
        Assert.Equal((GenerationState.Delivered, null), (drawn.State, drawn.Failure));
        var replay = fixture.Worker.Services.GetRequiredService<Replay>();

        var same = await replay.RunAsync(drawn.Id, Test);
        await _requests.ExecuteAsync(
            $"UPDATE flash.generations SET recipe = jsonb_set(recipe, '{{seed}}', '35') WHERE id = '{drawn.Id}'",
            Test
        );
        var other = await replay.RunAsync(drawn.Id, Test);

        Assert.True(same!.IsSame);
        Assert.Equal(
            [(1, true, true, 0), (2, true, true, 0)],
            same.Pictures.Select(picture =>
                (picture.Index, picture.IsSameFile, picture.IsSameThumbnail, picture.Distance ?? -1)
            )
        );
        Assert.False(other!.IsSame);
        Assert.All(other.Pictures, picture =>
            Assert.True(picture is { IsSameFile: false, IsSameThumbnail: false, Distance: > 0 })
        );
        Assert.Null(await replay.RunAsync(GenerationId.New(TimeProvider.System), Test));
    }

    [Fact]
    public async Task What_was_painted_over_is_replayed_from_the_recipe_alone_and_the_rest_stays_to_the_pixel()
    {
        var before = Requests.Recipe(count: 1, steps: 2) with { Seed = 33 };
        var cells = new bool[64 * 64];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = i % 64 is >= 40 and < 60 && i / 64 is >= 10 and < 50;
        }

        var recipe = before with
        {
            Prompt = "a red boat on the sea, a tree",
            Seed = 34,
            Start = new StartPicture
            {
                Strength = 1,
                Drawn = before,
                Painted = PaintedMask.Of(64, 64, cells),
                Words = "a tree on the right on the sea",
            },
        };
        var painted = await DrawAsync(recipe);
        Assert.Equal((GenerationState.Delivered, null), (painted.State, painted.Failure));

        var services = fixture.Worker.Services;
        var replayed = await services.GetRequiredService<Replay>().RunAsync(painted.Id, Test);
        var requests = services.GetRequiredService<PictureRequests>();
        var (was, now) = (
            (await requests.DrawAsync(before, 1, Test)).Pixels,
            (await requests.DrawAsync(recipe, 1, Test)).Pixels
        );

        Assert.True(replayed!.IsSame);
        var changed = Enumerable
            .Range(0, 256 * 256)
            .Where(i => !was.Span.Slice(3 * i, 3).SequenceEqual(now.Span.Slice(3 * i, 3)))
            .ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, i => Assert.True(cells[(i / 256 / 4 * 64) + (i % 256 / 4)]));
    }

    private async Task<Bots.Data.Generation> DrawAsync(Recipe recipe)
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            (row.Recipe, row.Prompt) = (recipe, recipe.Prompt)
        );
        return await _requests.FinishedAsync(generation.Id, Test);
    }
}
