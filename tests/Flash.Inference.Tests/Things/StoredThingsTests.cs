using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Pipelines;
using Flash.Inference.Tests.Imaging;
using Flash.Inference.Tests.Pipelines;

namespace Flash.Inference.Tests.Things;

/// <summary>A model with stored things, from words to pixels; the graphs are tiny.</summary>
public sealed class StoredThingsTests : IDisposable
{
    private readonly DiffusionModel _model = TinyModel.Load("things");

    private static readonly TextToImageRequest Cat = new()
    {
        Prompt = "a cat",
        Seed = 5,
        Count = 4,
        InferenceSteps = 2,
        Previews = false,
    };

    public void Dispose() => _model.Dispose();

    [Fact]
    public void What_is_heard_is_the_layouts_code_near_things_and_their_opacity()
    {
        var heard = Heard(Cat);

        Assert.NotNull(heard);
        var area = heard.Channels.Length / 8;
        var opacity = heard.Channels.AsSpan(4 * area);
        Assert.Equal(8 * area, heard.Channels.Length);
        Assert.InRange(opacity.ToArray().Max(), 0.9f, 1);
        Assert.Contains(0f, opacity.ToArray());
        for (var cell = 0; cell < area; cell++)
        {
            // A thing's code is nowhere but in its cells and those around.
            var near = Enumerable
                .Range(-1, 3)
                .Any(y => Enumerable.Range(-1, 3).Any(x => Opaque(heard, area, cell, x, y)));
            Assert.Equal(near, heard.Channels[cell] != 0);
        }
    }

    [Theory]
    [InlineData("nothing at all")]
    [InlineData("(a robot:1.2)")]
    public void A_prompt_that_names_no_thing_has_an_empty_layout(string prompt) =>
        Assert.Null(Heard(Cat with { Prompt = prompt }));

    [Fact]
    public async Task A_picture_is_the_same_alone_and_among_others()
    {
        var four = (await _model.GenerateAsync(Cat, TestContext.Current.CancellationToken)).Pictures;
        var third = (
            await _model.GenerateAsync(Cat with { Count = 1, FirstPicture = 3 }, TestContext.Current.CancellationToken)
        ).Pictures;

        Assert.Equal(four[2].Pixels.ToArray(), third[0].Pixels.ToArray());
        Assert.NotEqual(four[0].Pixels.ToArray(), four[2].Pixels.ToArray());
    }

    [Fact]
    public async Task A_loop_begins_with_its_picture_and_the_thing_moves_on()
    {
        var still = (await _model.GenerateAsync(Cat, TestContext.Current.CancellationToken)).Pictures[1];
        var frames = await _model.AnimateAsync(
            new AnimationRequest
            {
                Still = Cat,
                PictureIndex = 2,
                Frames = 6,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(still.Pixels.ToArray(), frames.Frames[0].Pixels.ToArray());
        Assert.NotEqual(Heard(Cat)!.Channels, Heard(Cat with { Phase = 0.5f })!.Channels);
    }

    [Fact]
    public void A_changed_picture_keeps_its_layout_only_where_it_shows_it()
    {
        var seed = PictureSeed.Of(Cat.Seed, 0);
        var plan = GenerationPlan.Create(_model, Cat);
        var (layout, _) = Things().Draw(Planned(Cat, seed), 0, plan.LatentWidth * 8, plan.LatentHeight * 8);

        Assert.NotNull(Heard(Cat with { InitImage = layout }));
        Assert.Null(Heard(Cat with { InitImage = ImageEncoderTests.Gradient(64, 64, 3) }));
    }

    [Fact]
    public void A_redrawn_part_gets_the_thing_and_what_goes_on_beyond_gets_none()
    {
        var picture = ImageEncoderTests.Gradient(64, 64, 3);
        var corner = Cat with { InitImage = picture, Mask = Mask((x, y) => x >= 32 && y >= 24) };

        var heard = Heard(corner);

        Assert.NotNull(heard);
        var area = heard.Channels.Length / 8;
        Assert.All(Enumerable.Range(0, area).Where(cell => Opaque(heard, area, cell, 0, 0)), cell =>
            Assert.True(cell % 8 >= 4 && cell / 8 >= 3)
        );
        Assert.Null(Heard(corner with { GoesOn = true }));
        Assert.Null(Heard(corner with { Mask = Mask((x, y) => x >= 60 && y >= 60) }));
    }

    [Theory]
    [InlineData("things/things.json", "The model file * is missing.")]
    [InlineData("things/art.pack", "The model file * is missing.")]
    [InlineData("vae_encoder/model.onnx", "The model file * is missing.")]
    public void A_model_that_names_things_and_lacks_a_file_is_refused_in_one_sentence(string file, string sentence)
    {
        var folder = TinyModel.Copy("things");
        try
        {
            File.Delete(Path.Combine(folder, file));

            var fault = Assert.Throws<InferenceException>(() => TinyModel.Load(folder));

            var parts = sentence.Split('*');
            Assert.StartsWith(parts[0], fault.Message, StringComparison.Ordinal);
            Assert.EndsWith(file + parts[1], fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_memory_that_does_not_fit_its_model_is_refused_in_one_sentence()
    {
        var folder = TinyModel.Copy("things");
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "things", "art.pack"), new byte[100]);

            Assert.Contains(
                "one of the two belongs to another model",
                Assert.Throws<InferenceException>(() => TinyModel.Load(folder)).Message
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Opaque(Conditioning heard, int area, int cell, int right, int down)
    {
        var side = (int)Math.Sqrt(area);
        var (x, y) = ((cell % side) + right, (cell / side) + down);
        return x >= 0
            && y >= 0
            && x < side
            && y < side
            && Enumerable.Range(4, 4).Any(quarter => heard.Channels[(quarter * area) + (y * side) + x] > 0);
    }

    private static RgbImage Mask(Func<int, int, bool> redrawn)
    {
        var pixels = new byte[64 * 64 * 3];
        for (var i = 0; i < 64 * 64; i++)
        {
            pixels.AsSpan(3 * i, 3).Fill(redrawn(i % 64, i / 64) ? (byte)255 : (byte)0);
        }

        return new RgbImage(64, 64, pixels);
    }

    private static Flash.Inference.Things.ThingPlan Planned(TextToImageRequest request, ulong seed) =>
        new Flash.Inference.Things.ThingPlanner(
            Flash.Inference.Things.ThingsFile.Read(ModelFiles.Open(TinyModel.Folder("things")))
        ).Plan(request.Prompt, seed)!; // it names a thing

    private Flash.Inference.Things.StoredThings Things() => (Flash.Inference.Things.StoredThings)_model.Conditioner!; // the model has one

    private Conditioning? Heard(TextToImageRequest request)
    {
        using var control = new RunControl(TestContext.Current.CancellationToken);
        var plan = GenerationPlan.Create(_model, request);
        var frame = new Frame(PictureSeed.Of(request.Seed, 0), request.Phase, 0);
        return Conditionings.Of(_model, plan, 1, [frame], together: false, control)[0];
    }
}
