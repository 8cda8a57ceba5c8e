using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Worker.Tests.Jobs;

/// <summary>Banned pictures, drawn by the real model.</summary>
public sealed class PictureCheckTests(WorkerFixture fixture) : IClassFixture<WorkerFixture>, IAsyncLifetime
{
    private static readonly Moderator Grace = new("flash", "grace", "Grace");
    private readonly ChatNetwork _network = fixture.Network;
    private readonly Requests _requests = fixture.Requests;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private ModerationDesk Desk => fixture.Worker.Services.GetRequiredService<ModerationDesk>();

    public ValueTask InitializeAsync()
    {
        _network.Reset();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() =>
        await _requests.ExecuteAsync("UPDATE flash.banned_pictures SET removed_at = now()", Test);

    [Fact]
    public async Task What_looks_like_a_banned_picture_is_not_shown_until_a_moderator_agrees()
    {
        var recipe = Requests.Recipe(count: 1, steps: 3) with { Seed = 31 };
        var banned = await DrawAsync(recipe);
        Assert.Equal(GenerationState.Delivered, banned.State);
        Assert.True(await Desk.BanPictureAsync(banned.Id, 1, PictureAction.Hold, Grace, Test));
        Assert.False(await Desk.BanPictureAsync(banned.Id, 1, PictureAction.Hold, Grace, Test));
        Assert.False(await Desk.BanPictureAsync(banned.Id, 9, PictureAction.Hold, Grace, Test));
        await Task.Delay(PictureChecks.MaxAge, Test);
        _network.Reset();

        var held = await DrawAsync(recipe);

        Assert.Equal((GenerationState.Held, 0), (held.State, held.Attempts));
        var message = Assert.Single(_network.Messages).Value;
        Assert.EndsWith(Texts.For("en").HeldForReview, message.Text, StringComparison.Ordinal);
        Assert.True(PlaceholderPicture.Is(Assert.Single(message.Media)));
        var likeness = unchecked(
            (ulong)
                await _requests.ScalarAsync<long>(
                    $"SELECT perceptual_hash FROM flash.pictures WHERE generation_id = '{banned.Id}'",
                    Test
                )
        );
        Assert.All(
            _network.Calls.Where(call => call.Message is not null).SelectMany(call => call.Message!.Media),
            media =>
                Assert.True(
                    PerceptualHash.Distance(likeness, PerceptualHash.Of(ImageDecoder.Decode(media.Bytes.Span))) > 8
                )
        );
        Assert.Equal(
            1L,
            await _requests.ScalarAsync<long>(
                $"SELECT count(*) FROM flash.pictures WHERE generation_id = '{held.Id}'",
                Test
            )
        );

        Assert.True(await Desk.ApproveAsync(held.Id, Grace, Test));
        var shown = await _requests.FinishedAsync(held.Id, Test);

        Assert.Equal(GenerationState.Delivered, shown.State);
        Assert.False(PlaceholderPicture.Is(Assert.Single(Assert.Single(_network.Messages).Value.Media)));
        Assert.Equal(
            ["imagine.requested", "imagine.held", "moderation.approved", "imagine.delivered"],
            await _requests.AuditAsync(held.Id, Test)
        );
    }

    [Fact]
    public async Task A_blocked_picture_is_not_shown_at_all_and_another_picture_is()
    {
        var recipe = Requests.Recipe(count: 1, steps: 3) with { Seed = 32, Prompt = "the moon over a forest at night" };
        var banned = await DrawAsync(recipe);
        await Desk.BanPictureAsync(banned.Id, 1, PictureAction.Block, Grace, Test);
        await Task.Delay(PictureChecks.MaxAge, Test);
        _network.Reset();

        var blocked = await DrawAsync(recipe);
        Assert.Equal((GenerationState.Failed, Texts.For("en").PictureBlocked), (blocked.State, blocked.Failure));
        Assert.True(PlaceholderPicture.Is(Assert.Single(Assert.Single(_network.Messages).Value.Media)));
        Assert.Equal(
            GenerationState.Delivered,
            (await DrawAsync(recipe with { Seed = 34, Prompt = "a red boat on the sea at noon" })).State
        );
    }

    private async Task<Bots.Data.Generation> DrawAsync(Recipe recipe)
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            (row.Recipe, row.Prompt) = (recipe, recipe.Prompt)
        );
        return await _requests.FinishedAsync(generation.Id, Test);
    }
}
