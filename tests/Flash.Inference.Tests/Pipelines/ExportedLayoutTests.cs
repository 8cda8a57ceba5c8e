using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flash.Inference.Tests.Pipelines;

/// <summary>Folders as exporters other than optimum write them: each draws what the same weights draw in optimum's layout, or is refused with a sentence that says
/// what to do.</summary>
public sealed class ExportedLayoutTests : IDisposable
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        Count = 3,
        InferenceSteps = 2,
        GuidanceScale = 3,
        NegativePrompt = "blue",
    };

    private readonly List<string> _copies = [];

    public void Dispose() => _copies.ForEach(copy => Directory.Delete(copy, recursive: true));

    [Fact]
    public async Task Without_any_config_a_folder_has_the_constants_of_stable_diffusion()
    {
        var bare = Copy("current");
        foreach (var config in Directory.GetFiles(bare, "config.json", SearchOption.AllDirectories))
        {
            File.Delete(config);
        }

        File.WriteAllText(
            Path.Combine(bare, "model_index.json"),
            """{"_class_name": "OnnxStableDiffusionPipeline", "unet": ["diffusers", "OnnxRuntimeModel"]}"""
        );
        Replace(bare, "unet", "weights");
        var full = Copy("current");
        Edit(Path.Combine(full, "vae_decoder/config.json"), config => config["scaling_factor"] = 0.18215);
        var small = Request with { Width = 64, Height = 128 };
        // Stable Diffusion's UNet halves three times, so that sides are multiples of 64.
        using var model = TinyModel.Load(bare);

        Assert.Equal((512, 64), (model.DefaultWidth, model.SizeMultiple));
        Assert.Equal(await Bytes(full, small), await Bytes(bare, small));
        var summary = ModelSummary.Read(bare);
        Assert.Equal((512, 64), (summary.DefaultEdge, summary.SizeMultiple));
    }

    [Theory]
    [InlineData("EulerDiscreteScheduler", "leading", 1024)]
    [InlineData("EulerAncestralDiscreteScheduler", "trailing", 512)]
    public async Task Without_any_config_two_text_encoders_make_it_sdxl(string sampler, string spacing, int side)
    {
        var (bare, full) = (Copy("xl"), Copy("xl"));
        foreach (var folder in (string[])[bare, full])
        {
            Edit(Path.Combine(folder, "scheduler/scheduler_config.json"), config =>
                (config["_class_name"], config["timestep_spacing"]) = (sampler, spacing)
            );
        }

        foreach (var config in Directory.GetFiles(bare, "config.json", SearchOption.AllDirectories))
        {
            File.Delete(config);
        }

        Edit(Path.Combine(full, "vae_decoder/config.json"), config => config["scaling_factor"] = 0.13025);
        using var model = TinyModel.Load(bare);

        Assert.Equal((side, 32), (model.DefaultHeight, model.SizeMultiple));
        var small = Request with { Width = 64, Height = 64 };
        Assert.Equal(await Bytes(full, small), await Bytes(bare, small));
    }

    [Fact]
    public async Task Weights_in_both_formats_share_the_vaes_config()
    {
        var folder = Copy("current");
        Directory.CreateDirectory(Path.Combine(folder, "vae"));
        File.Move(Path.Combine(folder, "vae_decoder/config.json"), Path.Combine(folder, "vae/config.json"));

        Assert.Equal(await Bytes(TinyModel.Folder("current"), Request), await Bytes(folder, Request));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tokenizer_in_one_file_pads_as_the_other_files_say(bool pairs)
    {
        var folder = Copy("xl");
        foreach (var name in (string[])["tokenizer", "tokenizer_2"])
        {
            var part = Path.Combine(folder, name);
            var merges = File.ReadAllLines(Path.Combine(part, "merges.txt")).Skip(1).Where(line => line.Length > 0);
            File.WriteAllText(
                Path.Combine(part, "tokenizer.json"),
                new JsonObject
                {
                    ["version"] = "1.0",
                    ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 518, ["content"] = "<|startoftext|>" }),
                    ["model"] = new JsonObject
                    {
                        ["type"] = "BPE",
                        ["vocab"] = JsonNode.Parse(File.ReadAllText(Path.Combine(part, "vocab.json"))),
                        ["merges"] = new JsonArray([
                            .. merges.Select(merge =>
                                pairs
                                    ? (JsonNode)new JsonArray([.. merge.Split(' ').Select(half => (JsonNode)half)])
                                    : merge
                            ),
                        ]),
                    },
                }.ToJsonString()
            );
            var pad = JsonNode.Parse(File.ReadAllText(Path.Combine(part, "special_tokens_map.json")))!["pad_token"]!;
            Edit(Path.Combine(part, "tokenizer_config.json"), config => config["pad_token"] = pad.DeepClone());
            foreach (var old in (string[])["vocab.json", "merges.txt", "special_tokens_map.json"])
            {
                File.Delete(Path.Combine(part, old));
            }
        }

        Assert.Equal(await Bytes(TinyModel.Folder("xl"), Request), await Bytes(folder, Request));
    }

    [Fact]
    public void A_tokenizer_of_another_kind_is_named()
    {
        var folder = Copy("current");
        File.Delete(Path.Combine(folder, "tokenizer/vocab.json"));
        File.WriteAllText(
            Path.Combine(folder, "tokenizer/tokenizer.json"),
            """{"model": {"type": "Unigram", "vocab": [["a", -1.0]]}}"""
        );

        Assert.EndsWith(
            "holds a tokenizer of the kind Unigram; CLIP's is BPE, with vocab and merges.",
            Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 1f)]
    [InlineData(3, 1f)]
    [InlineData(4, 1f)]
    [InlineData(1, 3f)]
    [InlineData(3, 3f)]
    public async Task Graphs_of_one_fixed_shape_draw_the_same_pictures(int count, float guidance)
    {
        var folder = Copy("current");
        foreach (var name in (string[])["text_encoder", "unet", "vae_decoder", "vae_encoder"])
        {
            File.Copy(Layout($"fixed/{name}.onnx"), Path.Combine(folder, name, "model.onnx"), overwrite: true);
        }

        var request = Request with { Count = count, GuidanceScale = guidance };

        Assert.Equal(await Bytes(TinyModel.Folder("current"), request), await Bytes(folder, request));
        var picture = (await Pictures(folder, request))[0];
        var edit = request with { InitImage = picture, Strength = 0.5f };
        Assert.Equal(await Bytes(TinyModel.Folder("current"), edit), await Bytes(folder, edit));
    }

    [Theory]
    [InlineData("model_fp16.onnx")]
    [InlineData("model.fp16.onnx")]
    public async Task Graphs_with_their_precision_in_their_names_are_found(string name)
    {
        var folder = Copy("current");
        foreach (var graph in Directory.GetFiles(folder, "model.onnx", SearchOption.AllDirectories))
        {
            // Upscalers are no part of anybody's export.
            if (!graph.Contains("upscaler", StringComparison.Ordinal))
            {
                File.Move(graph, Path.Combine(Path.GetDirectoryName(graph)!, name));
            }
        }

        Assert.Equal(await Bytes(Copy("current"), Request), await Bytes(folder, Request));
        Assert.Equal(ModelSummary.Read(Copy("current")).Bytes, ModelSummary.Read(folder).Bytes);

        File.Copy(Path.Combine(folder, "unet", name), Path.Combine(folder, "unet", "model_q4.onnx"));
        Assert.EndsWith(
            $"unet/model.onnx is missing; there are {name}, model_q4.onnx: leave or rename the one that is to be used.",
            Assert.Throws<InferenceException>(() => TinyModel.Load(folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Weights_in_several_files_are_found()
    {
        var folder = Copy("current");
        Replace(folder, "unet", "sharded");

        Assert.Equal(await Bytes(TinyModel.Folder("current"), Request), await Bytes(folder, Request));
    }

    [Fact]
    public async Task An_attention_mask_lets_everything_through()
    {
        var folder = Copy("current");
        ReplaceGraph(folder, "text_encoder", "masked-text-encoder.onnx");

        Assert.Equal(await Bytes(TinyModel.Folder("current"), Request), await Bytes(folder, Request));
    }

    [Fact]
    public async Task Weights_of_eight_bits_draw_almost_the_same()
    {
        var folder = Copy("current");
        ReplaceGraph(folder, "vae_decoder", "quantised-decoder.onnx");

        var (exact, coarse) = (await Pictures(TinyModel.Folder("current"), Request), await Pictures(folder, Request));

        var differences = exact[0].Pixels.ToArray().Zip(coarse[0].Pixels.ToArray(), (a, b) => Math.Abs(a - b)).ToList();
        Assert.InRange(differences.Average(), 0.001, 3);
    }

    [Fact]
    public async Task A_decoder_whose_values_overflow_is_no_black_picture()
    {
        var folder = Copy("current");
        ReplaceGraph(folder, "vae_decoder", "not-numbers-decoder.onnx");

        var fault = await Assert.ThrowsAsync<InferenceException>(() => Pictures(folder, Request));

        Assert.Contains("returned values that are not numbers", fault.Message, StringComparison.Ordinal);
        Assert.Contains("float32 export of the decoder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_for_gpus_is_not_called_damaged()
    {
        var folder = Copy("current");
        ReplaceGraph(folder, "unet", "gpu-unet.onnx");

        Assert.StartsWith(
            $"{Path.Combine(folder, "unet/model.onnx")} is an export for another device: its graph has the operator GroupNorm,",
            Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Operators_are_read_without_loading_the_graph()
    {
        var operators = Flash.Inference.Models.OnnxComponent.Operators(Layout("gpu-unet.onnx"));

        Assert.Contains(("com.microsoft", "GroupNorm"), operators);
        Assert.Contains(("", "Conv"), operators);
        Assert.DoesNotContain(("", "Conv"), Flash.Inference.Models.GraphNodes.Read("no graph at all"u8));
        var bytes = File.ReadAllBytes(Layout("gpu-unet.onnx"));
        Assert.Contains(("", "Conv"), Flash.Inference.Models.GraphNodes.Read(bytes.AsSpan(0, bytes.Length * 2 / 3)));
    }

    private static string Layout(string name) => TinyModel.File(Path.Combine("layouts", name));

    private static string Refusal(string folder) =>
        Assert.Throws<InferenceException>(() => TinyModel.Load(folder).Dispose()).Message;

    private static async Task<string[]> Bytes(string folder, TextToImageRequest request) =>
        TextToImagePipelineTests.Bytes(await Pictures(folder, request));

    private static async Task<IReadOnlyList<RgbImage>> Pictures(string folder, TextToImageRequest request)
    {
        await using var model = TinyModel.Load(folder);
        return (await model.GenerateAsync(request, TestContext.Current.CancellationToken)).Pictures;
    }

    private static void Edit(string path, Action<JsonObject> change)
    {
        var file = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        change(file);
        File.WriteAllText(path, file.ToJsonString(new JsonSerializerOptions()));
    }

    private static void Replace(string folder, string component, string layout)
    {
        foreach (var file in Directory.GetFiles(Layout(layout)))
        {
            File.Copy(file, Path.Combine(folder, component, Path.GetFileName(file)), overwrite: true);
        }
    }

    private static void ReplaceGraph(string folder, string component, string layout) =>
        File.Copy(Layout(layout), Path.Combine(folder, component, "model.onnx"), overwrite: true);

    private string Copy(string name)
    {
        var copy = TinyModel.Copy(name);
        _copies.Add(copy);
        return copy;
    }
}
