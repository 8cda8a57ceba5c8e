using System.Text.Json;
using Flash.Inference.Models;
using Flash.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests;

/// <summary>The embedded model answers here as it does in PyTorch, which wrote <c>golden.json</c>.</summary>
public sealed class FlashMiniTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "models", "flash-mini");

    private readonly DiffusionModel _model = DiffusionModel.Load(
        Folder,
        new InferenceOptions { Device = InferenceDevice.Cpu },
        NullLogger.Instance
    );
    private readonly JsonElement _golden = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Folder, "golden.json")))
        .RootElement;

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_tokenizer_agrees() =>
        Assert.Equal(
            _golden.GetProperty("input_ids").Deserialize<int[]>(),
            _model.Tokenizer.Encode(_golden.GetProperty("prompt").GetString()!)
        );

    [Fact]
    public void The_text_encoder_agrees() => ExpectSame(Embeds().Values, "text_encoder", "last_hidden_state");

    [Fact]
    public void The_unet_agrees()
    {
        var embeds = Embeds();
        using var control = new RunControl(TestContext.Current.CancellationToken);
        using var pass = _model.Denoiser.CreatePass(1, 16, 16, embeds);
        Wave(pass.Input);
        embeds.Values.CopyTo(pass.PromptEmbeds);
        pass.Phases[0] = 0.25f;

        pass.Run(666, control);

        ExpectSame(pass.Output, "unet", "out_sample");
    }

    [Fact]
    public void The_decoder_agrees()
    {
        using var control = new RunControl(TestContext.Current.CancellationToken);
        using var pass = _model.VaeDecoder.CreatePass(1, 16, 16);
        var latents = new float[_model.Denoiser.Config.InChannels * 16 * 16];
        Wave(latents);
        System.Numerics.Tensors.TensorPrimitives.Multiply(latents, _model.VaeDecoder.Config.ScalingFactor, latents);
        var pictures = new RgbImage[1];

        pass.Decode(latents, control, pictures);

        ExpectSame(pass.Output, "vae_decoder", "sample");
    }

    [Theory]
    [InlineData(352, 192)]
    [InlineData(160, 448)]
    public async Task It_draws_other_shapes_than_its_own_square(int width, int height)
    {
        var request = new TextToImageRequest
        {
            Prompt = "a red boat on the sea at sunset",
            Seed = 3,
            Count = 1,
            Width = width,
            Height = height,
        };

        var picture = Assert.Single(await Pipelines.TextToImagePipelineTests.Result(_model, request));

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(32, _model.SizeMultiple);
    }

    [Fact]
    public async Task The_first_frame_of_its_animation_is_the_thumbnail_itself()
    {
        var still = new TextToImageRequest { Prompt = "a red boat on the sea at sunset", Seed = 3 };
        var pictures = await Pipelines.TextToImagePipelineTests.Result(_model, still);

        var events = await Pipelines.AnimationPipelineTests.Animate(
            _model,
            new AnimationRequest
            {
                Still = still,
                PictureIndex = 2,
                Frames = 3,
            }
        );

        var frames = Assert.IsType<AnimationEvent.Completed>(events[^1]).Frames;
        Assert.Equal(pictures[1].Pixels.ToArray(), frames[0].Pixels.ToArray());
    }

    private PromptEmbeds Embeds()
    {
        using var control = new RunControl(TestContext.Current.CancellationToken);
        return _model.TextEncoder.Encode(_model.Tokenizer.Encode(_golden.GetProperty("prompt").GetString()!), control);
    }

    // Two libraries add the same float32 products in another order: agreement to 1e-4 of the mean magnitude, 1e-3 for
    // single values.
    private void ExpectSame(ReadOnlySpan<float> values, string component, string output)
    {
        var expected = _golden.GetProperty(component).GetProperty(output);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Abs((double)value);
        }

        var reference = expected.GetProperty("sum_of_absolutes").GetDouble();
        Assert.Equal(reference, sum, reference * 1e-4);
        var first = expected.GetProperty("first").Deserialize<double[]>()!;
        for (var i = 0; i < first.Length; i++)
        {
            Assert.Equal(first[i], values[i], 1e-3);
        }
    }

    private static void Wave(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sin((0.1 * i) + 1);
        }
    }
}
