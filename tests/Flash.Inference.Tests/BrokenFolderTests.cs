using System.Diagnostics;
using Flash.Inference.Models;
using Flash.Inference.Schedulers;

namespace Flash.Inference.Tests;

/// <summary>What lies in a model's folder in place of what belongs there is said in one sentence.</summary>
public sealed class BrokenFolderTests : IDisposable
{
    private readonly string _folder = TinyModel.Copy("current");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_class_name_of_null()
    {
        Write("model_index.json", "{\"_class_name\": null}");

        Assert.StartsWith($"{In("model_index.json")} is not valid: line 1", Unlisted(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_to_itself()
    {
        File.Delete(In("scheduler/scheduler_config.json"));
        File.CreateSymbolicLink(In("scheduler/scheduler_config.json"), "scheduler_config.json");

        Assert.Contains("scheduler_config.json", Unlisted(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_that_lead_back_do_not_end_a_list()
    {
        Directory.CreateSymbolicLink(In("unet/again"), _folder);

        Assert.Equal("StableDiffusionPipeline", ModelSummary.Read(_folder).Pipeline);
    }

    [Theory]
    [InlineData("model_index.json")]
    [InlineData("unet/model.onnx")]
    public async Task A_pipe_is_not_waited_for(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders.");
        File.Delete(In(file));
        using (var made = Process.Start("mkfifo", [In(file)]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var refusal = await Task.Run(Refusal, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal($"The model file {In(file)} is empty.", refusal);
    }

    [Theory]
    [InlineData("model_index.json")]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("tokenizer/merges.txt")]
    [InlineData("tokenizer/vocab.json")]
    [InlineData("text_encoder/model.onnx")]
    public void An_empty_file(string file)
    {
        Write(file, "");

        Assert.Equal($"The model file {In(file)} is empty.", Refusal());
    }

    [Fact]
    public void Merges_that_are_no_more_than_their_header()
    {
        Write("tokenizer/merges.txt", "#version: 0.2\n");

        Assert.Equal($"{In("tokenizer/merges.txt")} holds no merges.", Refusal());
    }

    [Theory]
    [InlineData("upscaler/model.onnx")]
    [InlineData("vae_encoder/model.onnx")]
    public async Task Verifying_loads_what_drawing_does_not_need(string file)
    {
        Write(file, "no graph");
        using var model = TinyModel.Load(_folder);

        var checks = new List<ModelCheck>();
        await foreach (var check in ModelVerification.RunAsync(model, TestContext.Current.CancellationToken))
        {
            checks.Add(check);
        }

        Assert.Contains(In(file), Assert.Single(checks, check => !check.Passed).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "is a Git LFS pointer")]
    [InlineData("\n<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page (HTML)")]
    public void Something_else_in_place_of_a_graph(string content, string words)
    {
        Write("unet/model.onnx", content);

        Assert.StartsWith($"{In("unet/model.onnx")} {words}", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void PyTorch_weights_in_place_of_a_graph()
    {
        File.Move(In("unet/model.onnx"), In("unet/diffusion_pytorch_model.safetensors"));

        Assert.Equal(
            $"The model file {In("unet/model.onnx")} is missing; diffusion_pytorch_model.safetensors beside it holds PyTorch weights: export them with `optimum-cli export onnx`.",
            Refusal()
        );
    }

    [Fact]
    public void Names_reach_no_terminal_with_control_characters()
    {
        Write("model_index.json", "{\"_class_name\": \"StableDiffusion\\u001b[31m\\nPipeline\"}");

        Assert.Equal("StableDiffusion?[31m?Pipeline", ModelSummary.Read(_folder).Pipeline);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_data_file_that_is_cut_off(int length)
    {
        foreach (var file in Directory.EnumerateFiles(TinyModel.Folder("layouts/sharded")))
        {
            File.Copy(file, In($"unet/{Path.GetFileName(file)}"), overwrite: true);
        }

        File.WriteAllBytes(In("unet/model.onnx_data"), File.ReadAllBytes(In("unet/model.onnx_data"))[..length]);

        Assert.Matches(
            $"^The data file model.onnx_data of .*unet/model.onnx has {length} bytes; the graph needs at least [0-9]+. Download it again.$",
            Refusal()
        );
    }

    [Theory]
    [InlineData("DDIMScheduler")]
    [InlineData("LCMScheduler")]
    [InlineData("ImagineFlashScheduler")]
    public void Karras_sigmas_are_refused_where_there_are_none(string sampler)
    {
        var e = Assert.Throws<ArgumentException>(() =>
            new SamplerOverrides { ClassName = sampler, UseKarrasSigmas = true }.Apply(new SchedulerConfig())
        );

        Assert.Equal(
            $"Karras sigmas are a choice of Euler, DPM-Solver++ and flow matching; {sampler} has none.",
            e.Message
        );
    }

    [Theory]
    [InlineData("\"steps_offset\": -5", "steps_offset is -5; allowed is 0 to 999.")]
    [InlineData("\"steps_offset\": 1000", "steps_offset is 1000; allowed is 0 to 999.")]
    [InlineData("\"clip_sample_range\": -1", "clip_sample_range is -1; allowed is a number above 0.")]
    [InlineData("\"beta_start\": NaN", "beta_start is NaN; allowed is above 0 and below 1.")]
    [InlineData("\"beta_end\": 1.5", "beta_end is 1.5; allowed is above 0 and below 1.")]
    [InlineData("\"beta_start\": 0.02, \"beta_end\": 0.01", "beta_start is 0.02; allowed is at most beta_end, 0.01.")]
    [InlineData("\"trained_betas\": []", "trained_betas is 0 numbers; allowed is 1 to 100000 numbers.")]
    [InlineData("\"default_inference_steps\": 0", "default_inference_steps is 0; allowed is 1 to 1000.")]
    public void A_number_of_the_scheduler_out_of_its_range(string setting, string words)
    {
        Write("scheduler/scheduler_config.json", $"{{\"_class_name\": \"DDIMScheduler\", {setting}}}");

        Assert.Equal($"scheduler_config.json: {words}", Refusal());
    }

    [Fact]
    public void A_class_with_a_unet_in_a_folder_with_a_transformer()
    {
        Directory.Move(In("unet"), In("transformer"));

        Assert.Equal(
            $"{In("model_index.json")} names StableDiffusionPipeline; such a model has a unet/, but this folder has a transformer/: the file belongs to another model.",
            Refusal()
        );
    }

    private string In(string file) => Path.Combine(_folder, file);

    private void Write(string file, string content) => File.WriteAllText(In(file), content);

    private string Unlisted() => Assert.Throws<InferenceException>(() => ModelSummary.Read(_folder)).Message;

    private string Refusal() => Assert.Throws<InferenceException>(() => TinyModel.Load(_folder)).Message;
}
