using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;

namespace Flash.Worker.Tests.Jobs;

/// <summary>Generations that follow others, or start from a picture that a person sent, drawn by the real
/// model.</summary>
public sealed class LineageJobTests(WorkerFixture fixture) : IClassFixture<WorkerFixture>, IAsyncLifetime
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
    public async Task A_variation_resembles_its_picture_more_than_a_new_drawing_does()
    {
        var recipe = Requests.Recipe(count: 1, steps: 3);
        var original = await DrawAsync(recipe);
        var another = await DrawAsync(recipe with { Seed = 99 });
        var parent = await _requests.SubmitAsync(_network, Test, row => row.Recipe = recipe);

        var variation = await DrawAsync(
            recipe with
            {
                Seed = 99,
                Start = new StartPicture { Strength = 0.65, Drawn = recipe },
            },
            GenerationKind.Vary,
            (parent.Id, 1)
        );

        Assert.InRange(Difference(original, variation), 0.5, Difference(original, another) / 1.2);
    }

    [Fact]
    public async Task An_enlargement_is_the_picture_at_twice_its_size_as_a_file()
    {
        var recipe = Requests.Recipe(count: 2, steps: 2);
        var parent = await _requests.SubmitAsync(_network, Test, row => row.Recipe = recipe);
        var enlarge = await SubmitAsync(recipe, GenerationKind.Enlarge, (parent.Id, 2));

        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(enlarge.Id, Test)).State);

        Assert.Equal(["enlarge.requested", "enlarge.delivered"], await _requests.AuditAsync(enlarge.Id, Test));
        var shown = Shown(enlarge.Message);
        Assert.True(shown.IsDocument);
        var file = Assert.Single(shown.Media);
        Assert.Equal(MediaKind.Png, file.Kind);
        var picture = ImageDecoder.Decode(file.Bytes.Span);
        Assert.Equal((512, 512), (picture.Width, picture.Height));
        Assert.Equal("“a red boat on the sea”\nPicture 2 · 512 × 512 pixels", shown.Text);
    }

    [Fact]
    public async Task An_enlargement_may_be_four_times_the_size()
    {
        var recipe = Requests.Recipe(count: 2, steps: 1) with { Enlargement = 4 };
        var parent = await _requests.SubmitAsync(_network, Test, row =>
            row.Recipe = recipe with { Enlargement = null }
        );
        var enlarge = await SubmitAsync(recipe, GenerationKind.Enlarge, (parent.Id, 2));

        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(enlarge.Id, Test)).State);

        var shown = Shown(enlarge.Message);
        var picture = ImageDecoder.Decode(Assert.Single(shown.Media).Bytes.Span);
        Assert.Equal((1024, 1024), (picture.Width, picture.Height));
        Assert.Equal("“a red boat on the sea”\nPicture 2 · 1024 × 1024 pixels", shown.Text);
        // There is nothing larger to offer.
        Assert.DoesNotContain(shown.Buttons.SelectMany(row => row), button =>
            button.Action?.Verb == ButtonVerb.Fourfold
        );
    }

    [Fact]
    public async Task Other_words_change_the_picture_and_keep_its_seed()
    {
        var recipe = Requests.Recipe(count: 1, steps: 2);
        var parent = await _requests.SubmitAsync(_network, Test, row => row.Recipe = recipe);
        var edit = await SubmitAsync(recipe with { Prompt = "a green forest" }, GenerationKind.Edit, (parent.Id, null));

        await _requests.FinishedAsync(edit.Id, Test);

        Assert.Equal(["edit.requested", "edit.delivered"], await _requests.AuditAsync(edit.Id, Test));
        Assert.StartsWith("“a green forest”\nSeed 1234", Shown(edit.Message).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_somebody_sent_is_fetched_and_drawn_from()
    {
        var recipe = Requests.Recipe(count: 1, steps: 3);
        var sent = await DrawAsync(recipe with { Prompt = "a yellow balloon over the desert", Seed = 5 });
        _network.Files["cat"] = ImageEncoder.EncodePng(sent);

        var drawn = await DrawAsync(
            recipe with
            {
                Start = new StartPicture { Strength = 0.4, Given = new TelegramPicture("cat") },
            }
        );

        Assert.True(Difference(sent, drawn) < Difference(sent, await DrawAsync(recipe)) / 1.5);
    }

    [Fact]
    public async Task A_picture_that_is_gone_or_is_none_is_said_in_a_sentence()
    {
        _network.Files["words"] = "no picture at all"u8.ToArray();
        Recipe From(string file) =>
            Requests.Recipe(count: 1, steps: 1) with
            {
                Start = new StartPicture { Strength = 0.5, Given = new TelegramPicture(file) },
            };

        var gone = await _requests.FinishedAsync((await SubmitAsync(From("lost"))).Id, Test);
        var nonsense = await _requests.FinishedAsync((await SubmitAsync(From("words"))).Id, Test);

        Assert.Equal(
            (GenerationState.Failed, Texts.For("en").PictureGone, 1),
            (gone.State, gone.Failure, gone.Attempts)
        );
        Assert.Equal((GenerationState.Failed, 1), (nonsense.State, nonsense.Attempts));
        Assert.Contains("no picture I can start from", nonsense.Failure, StringComparison.Ordinal);
        Assert.Contains(_network.Messages.Values, message =>
            message.Text.Contains(Texts.For("en").NotAPicture, StringComparison.Ordinal)
        );
    }

    private Task<Flash.Bots.Data.Generation> SubmitAsync(
        Recipe recipe,
        GenerationKind kind = GenerationKind.Imagine,
        (GenerationId Id, int? Index)? parent = null
    ) =>
        _requests.SubmitAsync(_network, Test, row =>
            (row.Recipe, row.Kind, row.ParentId, row.ParentIndex) = (recipe, kind, parent?.Id, parent?.Index)
        );

    private async Task<RgbImage> DrawAsync(
        Recipe recipe,
        GenerationKind kind = GenerationKind.Imagine,
        (GenerationId Id, int? Index)? parent = null
    )
    {
        var generation = await SubmitAsync(recipe, kind, parent);
        Assert.Equal(GenerationState.Delivered, (await _requests.FinishedAsync(generation.Id, Test)).State);
        return ImageDecoder.Decode(Shown(generation.Message).Media[0].Bytes.Span);
    }

    private OutgoingMessage Shown(MessageRef? message) => _network.Messages[((TelegramMessage)message!).MessageId]; // SubmitAsync posted it

    /// <summary>Mean difference of the channels, 0 to 255.</summary>
    private static double Difference(RgbImage one, RgbImage other)
    {
        var (a, b) = (one.Pixels.ToArray(), other.Pixels.ToArray());
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }
}
