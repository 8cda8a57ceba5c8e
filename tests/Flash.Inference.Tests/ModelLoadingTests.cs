using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference.Tests;

/// <summary>A folder that is not right is refused with a sentence that says which file, and what was expected and
/// found.</summary>
public sealed class ModelLoadingTests : IDisposable
{
    private readonly string _folder = TinyModel.Copy("flash");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_does_not_exist() =>
        Assert.Contains("does not exist", Refusal(Path.Combine(_folder, "nowhere")), StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_an_index() =>
        Assert.Contains(
            "model_index.json is missing",
            Refusal(Path.Combine(_folder, "unet")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("tokenizer/vocab.json")]
    [InlineData("tokenizer/merges.txt")]
    [InlineData("tokenizer/tokenizer_config.json")]
    [InlineData("text_encoder/config.json")]
    [InlineData("text_encoder/model.onnx")]
    [InlineData("unet/config.json")]
    [InlineData("unet/model.onnx")]
    [InlineData("vae_decoder/config.json")]
    [InlineData("vae_decoder/model.onnx")]
    public void A_missing_file_is_named(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        Assert.Equal($"The model file {Path.Combine(_folder, file)} is missing.", Refusal(_folder));
    }

    [Theory]
    [InlineData("text_encoder/model.onnx")]
    [InlineData("unet/model.onnx")]
    [InlineData("vae_decoder/model.onnx")]
    public void A_truncated_graph_is_named(string file)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);

        Assert.StartsWith(
            $"The model file {path} (1000 bytes) cannot be loaded",
            Refusal(_folder),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("scheduler/scheduler_config.json")]
    [InlineData("tokenizer/vocab.json")]
    [InlineData("unet/config.json")]
    public void Json_that_is_none_is_named(string file)
    {
        File.WriteAllText(Path.Combine(_folder, file), "{ \"in_channels\": ");

        Assert.StartsWith(
            $"{Path.Combine(_folder, file)} is not valid: line 1",
            Refusal(_folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_graph_that_belongs_to_another_component()
    {
        File.Copy(
            Path.Combine(_folder, "vae_decoder/model.onnx"),
            Path.Combine(_folder, "unet/model.onnx"),
            overwrite: true
        );

        Assert.Equal(
            $"{Path.Combine(_folder, "unet/model.onnx")}: the input 'latent_sample' is unknown; known are sample, timestep, encoder_hidden_states, phase, text_embeds, time_ids, timestep_cond, return_dict.",
            Refusal(_folder)
        );
    }

    [Fact]
    public void A_config_that_contradicts_the_graph()
    {
        Replace("unet/config.json", "\"in_channels\": 4", "\"in_channels\": 9");

        Assert.Equal(
            $"{Path.Combine(_folder, "unet/model.onnx")}: 'sample' has the shape [batch,4,height,width]; expected [any,9,any,any].",
            Refusal(_folder)
        );
    }

    [Fact]
    public void Prompt_embeds_of_the_wrong_width()
    {
        Replace("text_encoder/config.json", "\"hidden_size\": 16", "\"hidden_size\": 768");

        Assert.Contains(
            "text_encoder/model.onnx: 'last_hidden_state' has the shape",
            Refusal(_folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_scheduler_that_is_not_known()
    {
        Replace("scheduler/scheduler_config.json", "ImagineFlashScheduler", "RePaintScheduler");

        Assert.Contains(
            "'RePaintScheduler' is not known; known are ImagineFlashScheduler",
            Refusal(_folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_vocabulary_without_the_end_token()
    {
        Replace("tokenizer/vocab.json", "<|endoftext|>", "<|end|>");

        Assert.Equal(
            $"{Path.Combine(_folder, "tokenizer/vocab.json")} lacks the token <|endoftext|>.",
            Refusal(_folder)
        );
    }

    [Theory]
    [InlineData("z 9")]
    [InlineData("nothing")]
    [InlineData("a b c d")]
    public void Merges_that_belong_to_another_vocabulary(string line)
    {
        File.AppendAllText(Path.Combine(_folder, "tokenizer/merges.txt"), line + "\n");

        Assert.StartsWith(
            $"{Path.Combine(_folder, "tokenizer/merges.txt")} does not belong to {Path.Combine(_folder, "tokenizer/vocab.json")}: ",
            Refusal(_folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_revision_names_the_content_and_nothing_beside_it()
    {
        string Revision()
        {
            using var model = DiffusionModel.Load(_folder, new InferenceOptions(), NullLogger.Instance);
            return model.Revision;
        }

        var revision = Revision();
        Assert.Matches("^[0-9a-f]{12}$", revision);
        File.WriteAllText(Path.Combine(_folder, "README.md"), "A note.");
        Assert.Equal(revision, Revision());
        Replace("vae_decoder/config.json", "0.5", "0.6");
        Assert.NotEqual(revision, Revision());
    }

    private static string Refusal(string folder) =>
        Assert
            .Throws<InferenceException>(() => DiffusionModel.Load(folder, new InferenceOptions(), NullLogger.Instance))
            .Message;

    private void Replace(string file, string old, string replacement)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
