using Flash.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Flash.Host.Commands;

/// <summary>The graphs of a model run as plainly as ONNX Runtime allows: what the pipeline is measured
/// against.</summary>
internal sealed class BenchBareCalls : IDisposable
{
    private readonly Call _textEncoder,
        _unet,
        _decoder;
    private readonly RunOptions _runOptions = new();

    public BenchBareCalls(DiffusionModel model, InferenceOptions options, int pictures)
    {
        using var sessionOptions = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        sessionOptions.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (options.IntraOpThreads is { } threads)
        {
            sessionOptions.IntraOpNumThreads = threads;
        }

        long[] latents = [pictures, .. model.LatentShape];
        var shapes = new Dictionary<string, long[]>
        {
            ["input_ids"] = [1, 77],
            ["sample"] = latents,
            ["latent_sample"] = latents,
            ["timestep"] = [1],
            ["phase"] = [pictures],
            ["encoder_hidden_states"] = [pictures, 77, model.PromptEmbedWidth],
        };
        _textEncoder = new Call(model, "text_encoder", sessionOptions, shapes);
        _unet = new Call(model, "unet", sessionOptions, shapes);
        _decoder = new Call(model, "vae_decoder", sessionOptions, shapes);
    }

    public void Run(int steps, int decodings)
    {
        _textEncoder.Run(_runOptions);
        for (var i = 0; i < steps; i++)
        {
            _unet.Run(_runOptions);
        }

        for (var i = 0; i < decodings; i++)
        {
            _decoder.Run(_runOptions);
        }
    }

    public void Dispose()
    {
        _textEncoder.Dispose();
        _unet.Dispose();
        _decoder.Dispose();
        _runOptions.Dispose();
    }

    private sealed class Call : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly string[] _names,
            _outputs;
        private readonly OrtValue[] _values;

        public Call(DiffusionModel model, string component, SessionOptions options, Dictionary<string, long[]> shapes)
        {
            _session = new InferenceSession(Path.Combine(model.Folder, component, "model.onnx"), options);
            _names = [.. _session.InputMetadata.Keys];
            _outputs = [_session.OutputMetadata.Keys.First()];
            _values = [.. _names.Select(name => Fill(_session.InputMetadata[name], shapes[name]))];
        }

        public void Run(RunOptions options) => _session.Run(options, _names, _values, _outputs).Dispose();

        public void Dispose()
        {
            Array.ForEach(_values, value => value.Dispose());
            _session.Dispose();
        }

        private static OrtValue Fill(NodeMetadata input, long[] shape)
        {
            var value = OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance,
                input.ElementDataType,
                input.Dimensions.Length == 0 ? [] : shape
            );
            value.GetTensorMutableRawData().Clear();
            if (input.ElementDataType == TensorElementType.Float)
            {
                var floats = value.GetTensorMutableDataAsSpan<float>();
                for (var i = 0; i < floats.Length; i++)
                {
                    floats[i] = MathF.Sin(0.1f * i);
                }
            }

            return value;
        }
    }
}
