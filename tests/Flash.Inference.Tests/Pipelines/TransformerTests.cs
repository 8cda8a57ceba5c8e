using System.Text.Json;
using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Tests.Imaging;
using Flash.Inference.Text;

namespace Flash.Inference.Tests.Pipelines;

/// <summary>Stable Diffusion 3 and FLUX.1: tiny models in their layouts against the computation of
/// <c>make_transformer_models.py</c>.</summary>
public sealed class TransformerTests
{
    private static readonly JsonElement Golden = JsonDocument
        .Parse(File.ReadAllText(TinyModel.File("transformer-golden.json")))
        .RootElement;

    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 5,
        Count = 2,
        Width = 96,
        Height = 64,
    };

    [Theory]
    [InlineData("sd3", 4, 3f)]
    [InlineData("flux", 4, null)]
    [InlineData("flux-dev", 3, null)]
    public async Task They_draw_what_the_reference_draws(string name, int steps, float? guidance)
    {
        using var model = TinyModel.Load(name);

        var pictures = await TextToImagePipelineTests.Result(
            model,
            Request with
            {
                InferenceSteps = steps,
                GuidanceScale = guidance,
            }
        );

        var golden = Golden.GetProperty(name);
        Assert.Equal((96, 64), (pictures[0].Width, pictures[0].Height));
        var pixels = pictures[0].Pixels.ToArray();
        var expected = golden.GetProperty("every_97th").Deserialize<int[]>()!;
        Assert.All(expected.Select((value, i) => (value, i)), pair =>
            Assert.InRange(pixels[pair.i * 97], pair.value - 2, pair.value + 2)
        );
        Assert.Equal(golden.GetProperty("mean").GetDouble(), pixels.Average(value => (double)value), 0.05);
        Assert.NotEqual(pixels, pictures[1].Pixels.ToArray());
    }

    [Theory]
    [InlineData("sd3", 28, 4.5f, 16)]
    [InlineData("flux", 4, 1f, 16)]
    [InlineData("flux-dev", 28, 3.5f, 16)]
    public void They_are_run_as_their_authors_run_them(string name, int steps, float guidance, int multiple)
    {
        using var model = TinyModel.Load(name);
        var summary = ModelSummary.Read(TinyModel.Folder(name));

        Assert.Equal(
            (steps, guidance, multiple, 64, 40),
            (
                model.DefaultInferenceSteps,
                model.DefaultGuidanceScale,
                model.SizeMultiple,
                model.DefaultWidth,
                model.PromptEmbedWidth
            )
        );
        Assert.Equal(
            (steps, guidance, multiple, 64),
            (summary.DefaultInferenceSteps, summary.DefaultGuidanceScale, summary.SizeMultiple, summary.DefaultEdge)
        );
    }

    [Theory]
    [InlineData("sd3")]
    [InlineData("flux")]
    public async Task The_picture_is_the_same_alone_and_among_others(string name)
    {
        using var model = TinyModel.Load(name);
        var request = Request with { InferenceSteps = 2 };

        var one = await TextToImagePipelineTests.Result(model, request with { Count = 1 });
        var four = await TextToImagePipelineTests.Result(model, request with { Count = 4 });

        Assert.Equal(one[0].Pixels.ToArray(), four[0].Pixels.ToArray());
    }

    [Theory]
    [InlineData("sd3")]
    [InlineData("flux")]
    public async Task They_start_from_pictures_and_keep_what_a_mask_keeps(string name)
    {
        using var model = TinyModel.Load(name);
        var picture = ImageEncoderTests.Gradient(96, 64, 5);

        var weak = await TextToImagePipelineTests.Result(
            model,
            Request with
            {
                InitImage = picture,
                Strength = 0.3f,
                InferenceSteps = 4,
            }
        );
        var strong = await TextToImagePipelineTests.Result(
            model,
            Request with
            {
                InitImage = picture,
                Strength = 1,
                InferenceSteps = 4,
            }
        );

        Assert.NotEqual(weak[0].Pixels.ToArray(), strong[0].Pixels.ToArray());
    }

    [Fact]
    public async Task Without_T5_zeros_stand_for_it()
    {
        var folder = TinyModel.Copy("sd3");
        try
        {
            Directory.Delete(Path.Combine(folder, "text_encoder_3"), recursive: true);
            Directory.Delete(Path.Combine(folder, "tokenizer_3"), recursive: true);
            using var with = TinyModel.Load("sd3");
            using var without = TinyModel.Load(folder);
            var request = Request with { InferenceSteps = 2 };

            var pictures = await TextToImagePipelineTests.Result(without, request);

            Assert.NotEqual(
                pictures[0].Pixels.ToArray(),
                (await TextToImagePipelineTests.Result(with, request))[0].Pixels.ToArray()
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("text_encoder_2/model.onnx", "is missing")]
    [InlineData("tokenizer_2/spiece.model", "is missing, and there is no tokenizer.json")]
    public void What_is_missing_is_named(string file, string reason)
    {
        var folder = TinyModel.Copy("flux");
        try
        {
            File.Delete(Path.Combine(folder, file));

            var refusal = Assert.Throws<InferenceException>(() => TinyModel.Load(folder));

            Assert.Contains(Path.Combine(folder, file), refusal.Message, StringComparison.Ordinal);
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_broken_piece_model_is_refused()
    {
        var folder = TinyModel.Copy("flux");
        try
        {
            File.WriteAllText(Path.Combine(folder, "tokenizer_2", "spiece.model"), "no model");

            var refusal = Assert.Throws<InferenceException>(() => TinyModel.Load(folder));

            Assert.Contains("is no SentencePiece model", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void T5_cuts_words_into_the_pieces_of_SentencePiece()
    {
        var tokenizer = T5Tokenizer.Load(ModelFiles.Open(TinyModel.Folder("flux")), "tokenizer_2");
        var cases = Golden.GetProperty("t5").EnumerateArray().ToList();
        Assert.True(cases.Count >= 10);

        foreach (var example in cases)
        {
            var text = example.GetProperty("text").GetString()!; // the script writes one
            var expected = example.GetProperty("ids").Deserialize<int[]>()!; // likewise
            Assert.Equal((text, string.Join(',', expected)), (text, string.Join(',', tokenizer.Tokenize(text))));
            Assert.Equal([.. expected, 1, .. new int[39 - expected.Length]], tokenizer.Encode(text, 40));
        }

        Assert.Equal([5, 1], tokenizer.Encode("the red cat", 2));
    }

    [Fact]
    public void T5_is_read_from_tokenizer_json_where_that_is_alone()
    {
        var folder = TinyModel.Copy("flux");
        try
        {
            var (own, single) = (
                Path.Combine(folder, "tokenizer_2", "spiece.model"),
                Path.Combine(folder, "tokenizer_2", "tokenizer.json")
            );
            File.Delete(own);
            var files = ModelFiles.Open(folder);
            Assert.EndsWith(
                "spiece.model is missing, and there is no tokenizer.json.",
                Assert.Throws<InferenceException>(() => T5Tokenizer.Load(files, "tokenizer_2")).Message,
                StringComparison.Ordinal
            );
            File.WriteAllText(single, """{"model": {"type": "WordPiece", "vocab": {}}}""");
            Assert.EndsWith(
                "is a tokenizer of the kind WordPiece; T5's is Unigram.",
                Assert.Throws<InferenceException>(() => T5Tokenizer.Load(files, "tokenizer_2")).Message,
                StringComparison.Ordinal
            );
            File.Copy(TinyModel.File("t5-tokenizer.json"), single, overwrite: true);
            var tokenizer = T5Tokenizer.Load(files, "tokenizer_2");

            foreach (var example in Golden.GetProperty("t5").EnumerateArray())
            {
                var text = example.GetProperty("text").GetString()!; // the script writes one
                Assert.Equal(
                    (text, string.Join(',', example.GetProperty("ids").Deserialize<int[]>()!)), // likewise
                    (text, string.Join(',', tokenizer.Tokenize(text)))
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1.5305f, 0, -2.3f, 185)]
    [InlineData(0.3611f, 1, -3f, 122)]
    public void Previews_are_linear_in_the_familys_own_factors(float scaling, int channel, float latent, int red)
    {
        var config = new VaeConfig
        {
            LatentChannels = 16,
            ScalingFactor = scaling,
            BlockOutChannels = [1, 1, 1, 1],
        };
        var latents = new float[16 * 4];
        latents.AsSpan(channel * 4, 4).Fill(latent);

        var preview = Assert.IsType<LinearPreview>(LinearPreview.For(config)).Decode(latents, 2, 2);

        // 127.5 + 127.5·(0.2394 + 2.3·0.0922), and 127.5 + 127.5·(−0.0329 − 3·0.0034).
        Assert.Equal(red, preview.Pixels.Span[0]);
    }

    [Fact]
    public void Packing_puts_a_square_into_one_token_and_back()
    {
        float[] latents = [.. Enumerable.Range(0, 2 * 4 * 6).Select(i => (float)i)];
        var packed = new float[latents.Length];

        LatentPacking.Pack(latents, packed, 2, 4, 6);

        // The second token: columns 2 and 3 of rows 0 and 1, first of channel 0, then of channel 1, which starts at 24.
        Assert.Equal([2, 3, 8, 9, 26, 27, 32, 33], packed[8..16]);
        var back = new float[latents.Length];
        LatentPacking.Unpack(packed, back, 2, 4, 6);
        Assert.Equal(latents, back);
    }
}
