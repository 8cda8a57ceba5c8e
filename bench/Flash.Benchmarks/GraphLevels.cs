using BenchmarkDotNet.Attributes;
using Flash.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Benchmarks;

/// <summary>What does ONNX Runtime's optimisation of a graph gain, level by level? Four pictures through bare
/// sessions.</summary>
public class GraphLevels
{
    private RunOptions? _options;
    private InferenceSession? _session;
    private string[] _inputs = [],
        _outputs = [];
    private OrtValue[] _values = [];

    [Params(
        GraphOptimizationLevel.ORT_DISABLE_ALL,
        GraphOptimizationLevel.ORT_ENABLE_BASIC,
        GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        GraphOptimizationLevel.ORT_ENABLE_ALL
    )]
    public GraphOptimizationLevel Level { get; set; }

    [Params("unet", "vae_decoder")]
    public string Component { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        (_options, _session) = Open(
            Level,
            Path.Combine(ModelCatalog.FindModel("flash-mini", new InferenceOptions()), Component, "model.onnx")
        );
        _inputs = [.. _session.InputMetadata.Keys];
        _outputs = [.. _session.OutputMetadata.Keys];
        _values = [.. _inputs.Select(name => Fill(name, _session.InputMetadata[name]))];
    }

    [Benchmark]
    public void Run() => _session!.Run(_options, _inputs, _values, _outputs).Dispose(); // set by GlobalSetup

    [GlobalCleanup]
    public void Unload()
    {
        Array.ForEach(_values, value => value.Dispose());
        _session?.Dispose();
        _options?.Dispose();
    }

    private static (RunOptions Options, InferenceSession Session) Open(GraphOptimizationLevel level, string path)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = level };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return (new RunOptions(), new InferenceSession(path, options));
    }

    // Open dimensions: four pictures of 16x16 latents, 77 tokens; a timestep is one number whatever its rank.
    private static OrtValue Fill(string name, NodeMetadata input)
    {
        var open = name switch
        {
            "encoder_hidden_states" => new long[] { 4, 77, 0 },
            "timestep" => [1],
            "phase" => [4],
            _ => [4, 0, 16, 16],
        };
        var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance,
            input.ElementDataType,
            [.. input.Dimensions.Select((dimension, i) => dimension > 0 ? dimension : open[i])]
        );
        value.GetTensorMutableRawData().Clear();
        var floats = input.ElementDataType == TensorElementType.Float ? value.GetTensorMutableDataAsSpan<float>() : [];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = MathF.Sin(0.1f * i);
        }

        return value;
    }
}
