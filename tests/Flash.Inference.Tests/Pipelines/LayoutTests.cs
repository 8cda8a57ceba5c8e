using System.Text.Json;
using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Tests.Imaging;

namespace Flash.Inference.Tests.Pipelines;

/// <summary>SDXL, latent consistency and the other parts a folder may have.</summary>
public sealed class LayoutTests
{
    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(TinyModel.File("pipeline-golden.json")))
        .RootElement;

    [Fact]
    public async Task Sdxl_draws_what_the_reference_draws()
    {
        using var model = TinyModel.Load("xl");

        var pictures = await TextToImagePipelineTests.Result(
            model,
            new TextToImageRequest
            {
                Prompt = "the red cat",
                Seed = 5,
                Count = 2,
                InferenceSteps = 2,
                GuidanceScale = 3,
                Width = 64,
                Height = 96,
            }
        );

        ExpectSame("xl", pictures[0]);
    }

    [Fact]
    public async Task Latent_consistency_draws_what_the_reference_draws()
    {
        using var model = TinyModel.Load("lcm");

        var pictures = await TextToImagePipelineTests.Result(
            model,
            new TextToImageRequest
            {
                Prompt = "the red cat",
                Seed = 5,
                Count = 2,
                InferenceSteps = 2,
            }
        );

        Assert.Equal((4, 8.5f), (model.DefaultInferenceSteps, model.DefaultGuidanceScale));
        ExpectSame("lcm", pictures[0]);
    }

    [Fact]
    public void Guidance_is_embedded_as_published()
    {
        // Guidance 8.5 in 256 numbers; float32 sines of some thousand differ in the fourth digit, these are double's.
        var embedding = new float[256];
        GuidanceEmbedding.Fill(embedding, 8.5f);

        Assert.Equal([-0.851236f, 0.842228f, 0.011820f, 0.992383f], embedding[..4], (a, b) => Math.Abs(a - b) < 2e-6f);
        Assert.Equal(
            [-0.524783f, 0.539121f, 0.692092f, 0.731689f],
            [embedding[128], embedding[129], embedding[254], embedding[255]],
            (a, b) => Math.Abs(a - b) < 2e-6f
        );
    }

    [Fact]
    public async Task Guidance_above_one_needs_one_run_where_it_is_embedded_and_still_matters()
    {
        using var model = TinyModel.Load("lcm");
        var request = new TextToImageRequest
        {
            Prompt = "the red cat",
            Seed = 5,
            Count = 1,
        };

        var weak = TextToImagePipelineTests.Bytes(
            await TextToImagePipelineTests.Result(model, request with { GuidanceScale = 2 })
        );

        Assert.NotEqual(
            weak,
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(model, request with { GuidanceScale = 9 })
            )
        );
        Assert.Equal(
            weak,
            TextToImagePipelineTests.Bytes(
                await TextToImagePipelineTests.Result(
                    model,
                    request with
                    {
                        GuidanceScale = 2,
                        NegativePrompt = "blue",
                    }
                )
            )
        );
    }

    [Fact]
    public async Task A_preview_decoder_draws_the_previews_and_only_those()
    {
        using var model = TinyModel.Load("lcm");
        var folder = TinyModel.Copy("lcm");
        try
        {
            Directory.Delete(Path.Combine(folder, "preview_decoder"), recursive: true);
            using var without = DiffusionModel.Load(
                folder,
                new InferenceOptions { Device = InferenceDevice.Cpu, IntraOpThreads = 1 },
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            );
            var request = new TextToImageRequest
            {
                Prompt = "the red cat",
                Seed = 5,
                Count = 1,
                InferenceSteps = 2,
            };

            var (tiny, large) = (
                await TextToImagePipelineTests.Draw(model, request),
                await TextToImagePipelineTests.Draw(without, request)
            );

            Assert.NotEqual(First(tiny), First(large));
            Assert.Equal(
                TextToImagePipelineTests.Bytes(((GenerationEvent.Completed)tiny[^1]).Pictures),
                TextToImagePipelineTests.Bytes(((GenerationEvent.Completed)large[^1]).Pictures)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string First(List<GenerationEvent> events) =>
            TextToImagePipelineTests.Bytes(events.OfType<GenerationEvent.Preview>().First().Pictures)[0];
    }

    [Fact]
    public async Task A_safety_checker_gives_its_verdict_and_changes_nothing()
    {
        using var model = TinyModel.Load("lcm");

        var events = await TextToImagePipelineTests.Draw(
            model,
            new TextToImageRequest
            {
                Prompt = "the red cat",
                Seed = 5,
                Count = 8,
            }
        );

        // The tiny checker flags what is redder than blue, after CLIP's own normalisation.
        var completed = (GenerationEvent.Completed)events[^1];
        Assert.NotNull(completed.Flagged);
        Assert.Equal(completed.Pictures.Select(IsRed), completed.Flagged);
        using var other = TinyModel.Load("flash");
        Assert.Null(
            (
                (GenerationEvent.Completed)
                    (await TextToImagePipelineTests.Draw(other, new TextToImageRequest { Prompt = "cat", Seed = 5 }))[
                        ^1
                    ]
            ).Flagged
        );

        static bool IsRed(RgbImage picture)
        {
            double Mean(int channel) =>
                Enumerable
                    .Range(0, picture.Width * picture.Height)
                    .Average(i => picture.Pixels.Span[(3 * i) + channel] / 255.0);
            return (Mean(0) - 0.48145466) / 0.26862954 > (Mean(2) - 0.40821073) / 0.27577711;
        }
    }

    [Fact]
    public void Latents_of_the_two_common_kinds_have_a_linear_preview_and_others_none()
    {
        VaeConfig Config(float factor, int channels = 4) =>
            new()
            {
                ScalingFactor = factor,
                LatentChannels = channels,
                BlockOutChannels = [1, 1, 1, 1],
            };

        Assert.NotNull(LinearPreview.For(Config(0.18215f)));
        Assert.NotNull(LinearPreview.For(Config(0.13025f)));
        Assert.Null(LinearPreview.For(Config(0.18215f, 16)));
        Assert.Null(LinearPreview.For(Config(0.5f)));

        // No signal is a mid grey in the older kind; its first channel is brightness.
        var linear = LinearPreview.For(Config(0.18215f))!;
        Assert.All(linear.Decode(new float[4 * 6], 3, 2).Pixels.ToArray(), value => Assert.InRange(value, 127, 128));
        Assert.All(linear.Decode([.. Enumerable.Repeat(2f, 6), .. new float[18]], 3, 2).Pixels.ToArray(), value =>
            Assert.InRange(value, 180, 240)
        );
    }

    [Fact]
    public async Task A_linear_preview_is_as_large_as_the_picture()
    {
        var folder = TinyModel.Copy("current");
        try
        {
            foreach (var part in new[] { "vae_decoder", "vae_encoder" })
            {
                var path = Path.Combine(folder, part, "config.json");
                File.WriteAllText(path, File.ReadAllText(path).Replace("0.5", "0.18215", StringComparison.Ordinal));
            }

            using var model = DiffusionModel.Load(
                folder,
                new InferenceOptions { Device = InferenceDevice.Cpu },
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            );
            var events = await TextToImagePipelineTests.Draw(
                model,
                new TextToImageRequest
                {
                    Prompt = "cat",
                    Seed = 5,
                    Count = 1,
                    Width = 128,
                    Height = 72,
                    InferenceSteps = 2,
                }
            );

            var preview = events.OfType<GenerationEvent.Preview>().First();
            Assert.Equal((128, 72), (preview.Pictures[0].Width, preview.Pictures[0].Height));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Weights_that_should_lie_beside_the_graph_are_missed_by_name()
    {
        var folder = TinyModel.Copy("inpaint");
        try
        {
            File.Delete(Path.Combine(folder, "unet", "model.onnx_data"));

            var e = Assert.Throws<InferenceException>(() =>
                DiffusionModel.Load(
                    folder,
                    new InferenceOptions(),
                    Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
                )
            );

            Assert.Contains("model.onnx_data", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Weights_outside_the_models_folder_are_not_read()
    {
        var folder = TinyModel.Copy("inpaint");
        try
        {
            // The graph names a file one folder up, which exists and would fit.
            var path = Path.Combine(folder, "unet", "model.onnx");
            var graph = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.Contains("model.onnx_data", graph, StringComparison.Ordinal);
            File.WriteAllBytes(
                path,
                System.Text.Encoding.Latin1.GetBytes(
                    graph.Replace("model.onnx_data", "../stolen__data", StringComparison.Ordinal)
                )
            );
            File.Copy(Path.Combine(folder, "unet", "model.onnx_data"), Path.Combine(folder, "stolen__data"));

            var e = Assert.Throws<InferenceException>(() =>
                DiffusionModel.Load(
                    folder,
                    new InferenceOptions(),
                    Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
                )
            );

            Assert.StartsWith($"The model file {path}", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Paths_in_the_index_are_not_followed()
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "model_index.json"),
                """{"_class_name": "StableDiffusionPipeline", "unet": ["../../../../etc", "passwd"], "vae": "/etc/shadow"}""",
                TestContext.Current.CancellationToken
            );
            using var model = DiffusionModel.Load(
                folder,
                new InferenceOptions { Device = InferenceDevice.Cpu },
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
            );

            Assert.Single(
                await TextToImagePipelineTests.Result(
                    model,
                    new TextToImageRequest
                    {
                        Prompt = "cat",
                        Seed = 1,
                        Count = 1,
                    }
                )
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("SanaSprintPipeline")]
    [InlineData("Flux2KleinPipeline")]
    [InlineData("FluxKontextPipeline")]
    [InlineData("ZImagePipeline")]
    public void A_transformer_of_another_kind_is_refused_by_name(string name)
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            File.WriteAllText(Path.Combine(folder, "model_index.json"), $$"""{"_class_name": "{{name}}"}""");
            Directory.Move(Path.Combine(folder, "unet"), Path.Combine(folder, "transformer"));

            var e = Assert.Throws<InferenceException>(() =>
                DiffusionModel.Load(
                    folder,
                    new InferenceOptions(),
                    Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
                )
            );

            Assert.Contains($"names {name}; known are StableDiffusionPipeline", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Numbers_that_python_writes_and_json_does_not_know_mean_nothing_is_set()
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            var path = Path.Combine(folder, "scheduler", "scheduler_config.json");
            File.WriteAllText(
                path,
                """{"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "trained_betas": null, "beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}"""
            );

            Assert.Null(ModelFiles.Read<Flash.Inference.Schedulers.SchedulerConfig>(path).LambdaMinClipped);
            DiffusionModel
                .Load(folder, new InferenceOptions(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
                .Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Saturated colours are many in these random models, so that single values may differ by rounding only.
    private static void ExpectSame(string name, RgbImage picture)
    {
        var golden = Golden.GetProperty(name);
        Assert.Equal(
            (golden.GetProperty("width").GetInt32(), golden.GetProperty("height").GetInt32()),
            (picture.Width, picture.Height)
        );
        var pixels = picture.Pixels.ToArray();
        var expected = golden.GetProperty("every_97th").Deserialize<int[]>()!;
        Assert.All(expected.Select((value, i) => (value, i)), pair =>
            Assert.InRange(pixels[pair.i * 97], pair.value - 2, pair.value + 2)
        );
        Assert.Equal(golden.GetProperty("mean").GetDouble(), pixels.Average(value => (double)value), 0.05);
    }
}
