using System.Text.Json;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Tests.Jobs;

/// <summary>The host's safety checker, where a second model draws beside flash-mini: flash-mini's own files under another
/// name. What is pornographic is what is red.</summary>
public sealed class SafetyTests(SafetyHost host) : IClassFixture<SafetyHost>, IAsyncLifetime
{
    private static readonly Recipe Blue = Requests.Recipe(count: 1, steps: 3) with
    {
        Model = "other",
        Prompt = "a boat on the sea",
    };

    private readonly WorkerHost _worker = host.Worker;
    private readonly ChatNetwork _network = host.Network;
    private readonly Requests _requests = host.Requests;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private ModerationOptions Options => _worker.Services.GetRequiredService<IOptions<ModerationOptions>>().Value;

    public ValueTask InitializeAsync()
    {
        _network.Reset();
        var usual = new ModerationOptions();
        (Options.UnsafeShare, Options.SafetyCheck, Options.FlaggedPictures) = (
            usual.UnsafeShare,
            usual.SafetyCheck,
            usual.FlaggedPictures
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Pictures_and_previews_of_another_model_are_looked_at_and_the_scores_are_written_down()
    {
        var fine = await DrawAsync(Blue);
        Assert.Equal(GenerationState.Delivered, fine.State);
        var look = Assert.Single(await LooksAsync(fine.Id, "imagine.delivered"));
        Assert.Equal((1, false), (look.Picture, look.IsUnsafe));
        Assert.InRange(look.Scores["Porn"], 0.05, 0.5);
        Assert.Contains(_network.Calls, call => Shows(call.Message));

        // Stricter than any picture can pass.
        Options.UnsafeShare = 0.05;
        _network.Reset();
        var held = await DrawAsync(Blue);

        Assert.Equal(GenerationState.Held, held.State);
        Assert.DoesNotContain(_network.Calls, call => Shows(call.Message));
        Assert.True(Assert.Single(await LooksAsync(held.Id, "imagine.held")).IsUnsafe);
        var facts = await _worker.Services.GetRequiredService<CaseReader>().ReadAsync(held.Id, Test);
        Assert.Matches("^(Neutral 0.[0-9]+, Porn|Porn 0.[0-9]+, Neutral) 0.[0-9]+$", facts!.Flagged);

        // flash-mini has never seen a person.
        var harmless = await DrawAsync(Blue with { Model = "flash-mini" });
        Assert.Equal(GenerationState.Delivered, harmless.State);
        Assert.Empty(await LooksAsync(harmless.Id, "imagine.delivered"));
        Options.SafetyCheck = SafetyCheck.Always;
        Assert.Equal(GenerationState.Held, (await DrawAsync(Blue with { Model = "flash-mini" })).State);
        Options.SafetyCheck = SafetyCheck.Never;
        Assert.Equal(GenerationState.Delivered, (await DrawAsync(Blue)).State);
    }

    [Fact]
    public async Task Pictures_that_people_send_are_looked_at_as_soon_as_another_model_is_used()
    {
        var red = Start("red") with { Model = "flash-mini" };
        Assert.Equal(GenerationState.Delivered, host.BeforeOthers.State);

        Assert.Equal(GenerationState.Delivered, (await DrawAsync(Start("blue"))).State);
        var held = await DrawAsync(Start("red"));

        Assert.Equal(GenerationState.Held, held.State);
        Assert.Contains(await LooksAsync(held.Id, "imagine.held"), look => look is { Picture: 0, IsUnsafe: true });
        Assert.Equal(GenerationState.Held, (await DrawAsync(red)).State);
        Assert.Equal(
            GenerationState.Held,
            (
                await DrawAsync(
                    red with
                    {
                        Start = new StartPicture { Strength = 0.3, Drawn = red },
                    }
                )
            ).State
        );

        // A moderator's word counts.
        await _worker
            .Services.GetRequiredService<ModerationDesk>()
            .ApproveAsync(held.Id, new Moderator("flash", "grace", "Grace"), Test);
        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(held.Id, Test)).State);
    }

    [Fact]
    public async Task Enlargements_and_animations_are_looked_at_too()
    {
        var parent = await DrawAsync(Blue);
        Options.UnsafeShare = 0.05;

        foreach (var kind in (GenerationKind[])[GenerationKind.Enlarge, GenerationKind.Animate])
        {
            var followed = await DrawAsync(Blue, kind, parent.Id);
            Assert.Equal(GenerationState.Held, followed.State);
            Assert.True(Assert.Single(await LooksAsync(followed.Id, $"{StoredName.Of(kind)}.held")).IsUnsafe);
        }
    }

    [Fact]
    public async Task What_is_flagged_is_hidden_or_not_shown_where_the_operator_says_so()
    {
        Options.UnsafeShare = 0.05;
        Options.FlaggedPictures = PictureAction.Spoiler;
        Assert.Equal(GenerationState.Delivered, (await DrawAsync(Blue)).State);
        Assert.True(Assert.Single(_network.Messages).Value.IsSpoiler);

        _network.Reset();
        Options.FlaggedPictures = PictureAction.Block;
        var blocked = await DrawAsync(Blue);
        Assert.Equal((GenerationState.Failed, Texts.For("en").PictureBlocked), (blocked.State, blocked.Failure));
        Assert.False(Shows(Assert.Single(_network.Messages).Value));
    }

    private static Recipe Start(string file) => SafetyHost.Start(Blue, file);

    private static bool Shows(OutgoingMessage? message) =>
        message is not null && message.Media.Any(media => !PlaceholderPicture.Is(media));

    private Task<Generation> DrawAsync(
        Recipe recipe,
        GenerationKind kind = GenerationKind.Imagine,
        GenerationId? parent = null
    ) => host.DrawAsync(recipe, kind, parent);

    private async Task<IReadOnlyList<PictureLook>> LooksAsync(GenerationId id, string action)
    {
        await using var db = _requests.Db();
        using var details = JsonDocument.Parse(
            await db
                .AuditLog.AsNoTracking()
                .Where(entry => entry.GenerationId == id.Value && entry.Action == action)
                .Select(entry => entry.Details)
                .SingleAsync(Test)
        );
        return details.RootElement.TryGetProperty("looks", out var looks) && looks.ValueKind == JsonValueKind.Array
            ? looks.Deserialize<List<PictureLook>>(FlashJson.Options)!
            : [];
    }
}
