using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;

namespace Flash.Worker.Tests.Jobs;

/// <summary>Trees, descriptions, blends and arenas, by the real models.</summary>
public sealed class PictureCommandJobTests(WorkerFixture fixture) : IClassFixture<WorkerFixture>, IAsyncLifetime
{
    private readonly ChatNetwork _network = fixture.Network;
    private readonly Requests _requests = fixture.Requests;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _network.Reset();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_tree_shows_the_pictures_and_what_was_done()
    {
        var recipe = Requests.Recipe(count: 4, steps: 1);
        var first = await DoneAsync(recipe);
        var night = await DoneAsync(
            recipe with
            {
                Prompt = "a red boat on the sea at night",
            },
            GenerationKind.Edit,
            (first.Id, null)
        );
        await DoneAsync(recipe with { Count = 1 }, GenerationKind.Vary, (first.Id, 2));

        var tree = Shown(await DoneAsync(recipe, GenerationKind.Tree, (night.Id, null)));

        var file = Assert.Single(tree.Media);
        var picture = ImageDecoder.Decode(file.Bytes.Span);
        // Two columns and two rows.
        Assert.InRange(picture.Width, 330, 420);
        Assert.InRange(picture.Height, 340, 420);
        Assert.Equal("a red boat on the sea; + at night; Vary 2", file.AltText);
        Assert.StartsWith("What was made from what", tree.Text, StringComparison.Ordinal);
        // The frame around the one that was asked about.
        Assert.Contains(Pixels(picture), pixel => pixel is (> 230, > 150 and < 200, < 60));
    }

    [Fact]
    public async Task A_picture_of_its_own_is_described_by_its_recipe()
    {
        var recipe = Requests.Recipe(count: 2, steps: 1);
        var drawn = await DoneAsync(recipe);

        var told = Shown(
            await DoneAsync(
                recipe with
                {
                    Count = 1,
                    Start = new StartPicture
                    {
                        Strength = 1,
                        Drawn = recipe,
                        Index = 2,
                    },
                },
                GenerationKind.Describe,
                (drawn.Id, 2)
            )
        );

        Assert.StartsWith("I drew this.\n“a red boat on the sea”\nSeed 1234", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_was_sent_is_described_by_what_is_seen()
    {
        var model = Requests.Recipe(count: 1, steps: 3);
        var drawn = Shown(await DoneAsync(model));
        // Without a file that could say where it comes from, and without its mark.
        var small = ImageDecoder.Decode(drawn.Media[0].Bytes.Span, 200);
        _network.Files["boat"] = ImageEncoder.EncodeJpeg(small, 60);
        _network.Files["file"] = drawn.Media[0].Bytes.ToArray();

        var seen = Shown(await DescribedAsync("boat"));
        var known = Shown(await DescribedAsync("file"));

        Assert.True(
            seen.Text.StartsWith("As far as I can tell: a red boat on the sea", StringComparison.Ordinal)
                || seen.Text.StartsWith("I drew this", StringComparison.Ordinal),
            seen.Text
        );
        Assert.StartsWith("I drew this.\n“a red boat on the sea”", known.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blend_resembles_both_and_is_the_same_every_time()
    {
        var boat = Requests.Recipe(count: 1, steps: 3);
        var desert = boat with { Prompt = "a yellow balloon over the desert", Seed = 5 };
        var blend = boat with
        {
            Seed = 77,
            Start = new StartPicture
            {
                Strength = 0.4,
                Drawn = boat,
                With = new StartPicture { Strength = 0.4, Drawn = desert },
            },
        };
        var first = await DoneAsync(boat);
        var (one, other) = (PictureOf(first), PictureOf(await DoneAsync(desert)));

        var mixed = PictureOf(await DoneAsync(blend, GenerationKind.Blend, (first.Id, 1)));
        var again = PictureOf(await DoneAsync(blend, GenerationKind.Blend, (first.Id, 1)));

        Assert.True(Difference(mixed, one) < Difference(one, other));
        Assert.True(Difference(mixed, other) < Difference(one, other));
        // Each carries the mark of its own generation; nothing else differs.
        Assert.True(Difference(mixed, again) < 2);
    }

    [Fact]
    public async Task An_arena_shows_two_pictures_and_no_word_of_who_drew_them()
    {
        var recipe = Requests.Recipe(count: 1, steps: 3);
        var arena = Shown(
            await DoneAsync(recipe with { Rival = recipe with { InferenceSteps = 1 } }, GenerationKind.Arena)
        );

        var file = Assert.Single(arena.Media);
        Assert.True(ImageDecoder.Decode(file.Bytes.Span).Width > 500);
        Assert.DoesNotContain("flash-mini", arena.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            "flash-mini",
            System.Text.Encoding.Latin1.GetString(file.Bytes.Span),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Equal(["1 is better", "2 is better"], arena.Buttons[0].Select(button => button.Label));
    }

    private Task<Flash.Bots.Data.Generation> DescribedAsync(string file) =>
        DoneAsync(
            Requests.Recipe(count: 1, steps: 1) with
            {
                Prompt = "/describe",
                Start = new StartPicture { Strength = 1, Given = new TelegramPicture(file) },
            },
            GenerationKind.Describe
        );

    private async Task<Flash.Bots.Data.Generation> DoneAsync(
        Recipe recipe,
        GenerationKind kind = GenerationKind.Imagine,
        (GenerationId Id, int? Index)? parent = null
    )
    {
        var generation = await _requests.SubmitAsync(_network, Test, row =>
            (row.Recipe, row.Kind, row.ParentId, row.ParentIndex) = (recipe, kind, parent?.Id, parent?.Index)
        );
        var done = await _requests.FinishedAsync(generation.Id, Test);
        Assert.True(done.State == GenerationState.Delivered, done.Failure);
        return generation;
    }

    private OutgoingMessage Shown(Flash.Bots.Data.Generation generation) =>
        _network.Messages[((TelegramMessage)generation.Message!).MessageId]; // SubmitAsync posted it

    private RgbImage PictureOf(Flash.Bots.Data.Generation generation) =>
        ImageDecoder.Decode(Shown(generation).Media[0].Bytes.Span);

    private static IEnumerable<(byte Red, byte Green, byte Blue)> Pixels(RgbImage picture)
    {
        var pixels = picture.Pixels.ToArray();
        for (var i = 0; i < pixels.Length; i += 3)
        {
            yield return (pixels[i], pixels[i + 1], pixels[i + 2]);
        }
    }

    private static double Difference(RgbImage one, RgbImage other) =>
        one.Pixels.ToArray().Zip(other.Pixels.ToArray(), (x, y) => Math.Abs(x - y)).Average();
}
