using Flash.Inference.Models;
using Flash.Inference.Pipelines;
using Flash.Inference.Schedulers;
using Flash.Inference.Tests.Imaging;

namespace Flash.Inference.Tests.Pipelines;

public sealed class ImageToImageTests
{
    private static readonly RgbImage Picture = ImageEncoderTests.Gradient(64, 64, 3);
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        InitImage = Picture,
        Strength = 0.5f,
    };

    [Theory]
    [InlineData("current")]
    [InlineData("legacy")]
    [InlineData("half")]
    [InlineData("flash")]
    [InlineData("xl")]
    [InlineData("lcm")]
    [InlineData("inpaint")]
    public async Task Every_layout_draws_over_a_picture_the_same_each_time(string name)
    {
        using var model = TinyModel.Load(name);

        var pictures = await TextToImagePipelineTests.Result(model, Request);

        Assert.Equal(4, TextToImagePipelineTests.Bytes(pictures).Distinct().Count());
        Assert.Equal(
            TextToImagePipelineTests.Bytes(pictures),
            TextToImagePipelineTests.Bytes(await TextToImagePipelineTests.Result(model, Request))
        );
        Assert.NotEqual(
            TextToImagePipelineTests.Bytes(pictures),
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(model, Request with { InitImage = null })
            )
        );
    }

    [Theory]
    [InlineData("flash", 3, 1, new double[] { 999, 666, 332 })]
    [InlineData("flash", 3, 0.5, new double[] { 499, 249 })]
    [InlineData("flash", 3, 0.1, new double[] { 99 })]
    [InlineData("flash", 10, 0.7, new double[] { 699, 599, 499, 399, 299, 199, 99 })]
    public void The_strength_says_where_to_start_and_how_many_steps_to_take(
        string name,
        int steps,
        double strength,
        double[] timesteps
    )
    {
        using var model = TinyModel.Load(name);

        Assert.Equal(timesteps, Scheduler.CreateFromPicture(model.SchedulerConfig, steps, strength).Timesteps);
    }

    [Fact]
    public void Consistency_models_start_at_a_timestep_that_was_distilled() =>
        Assert.Equal(
            [499, 239],
            Scheduler
                .CreateFromPicture(
                    new SchedulerConfig
                    {
                        ClassName = "LCMScheduler",
                        BetaSchedule = "scaled_linear",
                        BetaStart = 0.00085,
                        BetaEnd = 0.012,
                    },
                    4,
                    0.5
                )
                .Timesteps
        );

    [Fact]
    public void The_start_is_the_picture_and_its_noise_in_the_schedules_proportions()
    {
        using var model = TinyModel.Load("flash");
        using var control = new RunControl(TestContext.Current.CancellationToken);
        var plan = GenerationPlan.Create(model, Request with { Count = 1 });
        var prompts = PromptEncoding.Encode(model, plan, 1, 1, control);
        var start = StartPictureEncoding.Encode(model, plan, control)!;
        var latents = start.Latents;
        Frame[] frames = [new Frame(11, 0, 0)];

        using var clean = new DenoisingLoop(
            model,
            GenerationPlan.Create(model, Request with { InitImage = null, Count = 1 }),
            prompts,
            null,
            frames
        );
        using var noised = new DenoisingLoop(model, plan, prompts, start, frames);

        var alpha = NoiseSchedule.Create(model.SchedulerConfig).AlphasCumprod[499];
        for (var i = 0; i < latents.Length; i++)
        {
            Assert.Equal(
                (Math.Sqrt(alpha) * latents[i]) + (Math.Sqrt(1 - alpha) * clean.Sample[i]),
                noised.Sample[i],
                1e-5
            );
        }
    }

    [Fact]
    public async Task A_picture_of_any_size_is_fitted_into_the_size_asked_for()
    {
        using var model = TinyModel.Load("flash");

        var pictures = await TextToImagePipelineTests.Result(
            model,
            Request with
            {
                InitImage = ImageEncoderTests.Gradient(317, 45, 0),
                Width = 128,
                Height = 72,
                Count = 1,
            }
        );

        Assert.Equal((128, 72), (pictures[0].Width, pictures[0].Height));
    }

    [Fact]
    public void What_cannot_be_is_refused_at_once()
    {
        using var model = TinyModel.Load("flash");
        using var blind = TinyModel.Load("blank");
        string Refusal(DiffusionModel drawing, TextToImageRequest request) =>
            Assert
                .Throws<ArgumentException>(() =>
                {
                    new TextToImagePipeline(drawing, TimeProvider.System).GenerateAsync(
                        request,
                        CancellationToken.None
                    );
                })
                .Message;

        Assert.Equal(
            "The strength is above 0 and at most 1; 0 was given.",
            Refusal(model, Request with { Strength = 0 })
        );
        Assert.Equal(
            "The strength is above 0 and at most 1; NaN was given.",
            Refusal(model, Request with { Strength = float.NaN })
        );
        Assert.Equal("The model blank takes no pictures: it has no vae_encoder folder.", Refusal(blind, Request));
    }

    [Fact]
    public async Task A_damaged_encoder_is_named_when_it_is_first_needed()
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            var path = Path.Combine(folder, "vae_encoder", "model.onnx");
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..500]);
            using var model = DiffusionModel.Load(
                folder,
                new InferenceOptions(),
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            );

            var e = await Assert.ThrowsAsync<InferenceException>(() => TextToImagePipelineTests.Draw(model, Request));

            Assert.StartsWith(
                $"The model file {path} (500 bytes) cannot be loaded",
                e.Message,
                StringComparison.Ordinal
            );
            Assert.Equal(4, (await TextToImagePipelineTests.Result(model, Request with { InitImage = null })).Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
