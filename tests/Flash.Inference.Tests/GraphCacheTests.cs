using Flash.Inference.Models;
using Flash.Inference.Tests.Pipelines;

namespace Flash.Inference.Tests;

public sealed class GraphCacheTests : IDisposable
{
    private static readonly TextToImageRequest Request = new()
    {
        Prompt = "the red cat",
        Seed = 7,
        Count = 1,
    };

    private readonly string _cache = Path.Combine(Path.GetTempPath(), $"flash-graphs-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_cache))
        {
            Directory.Delete(_cache, recursive: true);
        }
    }

    [Fact]
    public async Task A_model_draws_the_same_bytes_from_its_kept_graphs()
    {
        var plain = await Draw("flash", cache: false);

        Assert.Equal(plain, await Draw("flash", cache: true));
        Assert.NotEmpty(Kept());
        Assert.Equal(plain, await Draw("flash", cache: true));
    }

    [Fact]
    public async Task A_damaged_entry_is_made_again()
    {
        var plain = await Draw("flash", cache: true);
        foreach (var graph in Kept())
        {
            File.WriteAllBytes(graph, File.ReadAllBytes(graph)[..100]);
        }

        Assert.Equal(plain, await Draw("flash", cache: true));
        Assert.All(Kept(), graph => Assert.True(new FileInfo(graph).Length > 100));
    }

    [Fact]
    public async Task A_model_that_changed_has_a_new_entry_and_the_old_one_is_gone()
    {
        var folder = TinyModel.Copy("flash");
        try
        {
            await Draw(folder, cache: true);
            var before = Kept();
            var unet = Path.Combine(folder, "unet", "model.onnx");
            File.SetLastWriteTimeUtc(unet, File.GetLastWriteTimeUtc(unet).AddHours(1));

            await Draw(folder, cache: true);

            Assert.Equal(before.Length, Kept().Length);
            Assert.Single(Kept().Except(before));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_done_without()
    {
        await File.WriteAllTextAsync(_cache + ".file", "", TestContext.Current.CancellationToken);
        try
        {
            using var model = TinyModel.Load("flash", options =>
                (options.GraphCache, options.GraphCacheLeastBytes) = (_cache + ".file/below", 0)
            );

            Assert.Single(await TextToImagePipelineTests.Result(model, Request));
        }
        finally
        {
            File.Delete(_cache + ".file");
        }
    }

    [Fact]
    public void Small_models_and_those_of_whoever_wants_none_are_not_kept()
    {
        TinyModel.Load("flash", options => options.GraphCache = _cache).Dispose();

        Assert.False(Directory.Exists(_cache));
        Assert.Null(new InferenceOptions { GraphCache = "off" }.GraphCacheFolder);
    }

    [Theory]
    [InlineData(
        "Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory",
        "the library libcublasLt.so.13 is missing; install the CUDA 13 runtime, and see that the loader finds it (LD_LIBRARY_PATH)"
    )]
    [InlineData(
        "… with error: libcudnn.so.9: cannot open shared object file: No such file or directory",
        "the library libcudnn.so.9 is missing; install cuDNN 9 for the CUDA that is installed"
    )]
    [InlineData(
        "Could not load library libcudnn_graph.so.9. Error: libcudnn_graph.so.9: cannot open shared object file: No such file or directory",
        "the library libcudnn_graph.so.9 is missing; install cuDNN 9 for the CUDA that is installed"
    )]
    [InlineData(
        "libcurand.so.10: cannot open shared object file",
        "the library libcurand.so.10 is missing; install the CUDA runtime that holds it, and see that the loader finds it (LD_LIBRARY_PATH)"
    )]
    [InlineData(
        "… libonnxruntime_providers_tensorrt.so with error: libnvinfer.so.10: cannot open shared object file",
        "the library libnvinfer.so.10 is missing; install TensorRT 10, or set Flash:Inference:Device to Cuda"
    )]
    [InlineData(
        "libcuda.so.1: cannot open shared object file",
        "the library libcuda.so.1 is missing; install NVIDIA's driver"
    )]
    [InlineData(
        "CUDA failure 100: no CUDA-capable device is detected ; GPU=0\nmore",
        "CUDA failure 100: no CUDA-capable device is detected ; GPU=0"
    )]
    public void What_cuda_lacks_is_named(string message, string expected) =>
        Assert.Equal(expected, GpuFault.Describe(message));

    private string[] Kept() => Directory.GetFiles(_cache, "model.onnx", SearchOption.AllDirectories);

    private async Task<string> Draw(string name, bool cache)
    {
        using var model = TinyModel.Load(name, options =>
            (options.GraphCache, options.GraphCacheLeastBytes) = (cache ? _cache : "off", 0)
        );
        return TextToImagePipelineTests.Bytes(await TextToImagePipelineTests.Result(model, Request))[0];
    }
}
