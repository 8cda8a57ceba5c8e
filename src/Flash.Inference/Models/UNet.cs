using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>The denoiser's graph.</summary>
internal sealed class UNet : IDisposable
{
    private const string Sample = "sample", Timestep = "timestep", Embeds = "encoder_hidden_states", Phase = "phase", ReturnDict = "return_dict", Out = "out_sample";

    private readonly OnnxComponent _component;
    private readonly bool _rebind;

    public UNet(ModelFiles files, SessionFactory sessions)
    {
        Config = ModelFiles.Read<UNetConfig>(files.Config("unet"));
        _component = OnnxComponent.Load(files.Onnx("unet"), sessions, Sample, Timestep, Embeds, Phase, ReturnDict);
        _rebind = sessions.UsesCuda;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Sample, _component.Input(Sample), floats, null, Config.InChannels, null, null);
        _component.Expect(Embeds, _component.Input(Embeds), floats, null, null, null);
        _component.Expect(Out, _component.Output(Out), floats, null, null, null, null);
        if (HasPhase)
        {
            _component.Expect(Phase, _component.Input(Phase), floats, [null]);
        }

        var timestep = _component.Input(Timestep);
        if (timestep.Dimensions.Length > 1)
        {
            _component.Expect(Timestep, timestep, [timestep.ElementDataType], [null]);
        }

        EmbedWidth = _component.Input(Embeds).Dimensions[2] is > 0 and var width ? width : null;
    }

    public UNetConfig Config { get; }

    /// <summary>Path of the graph, for messages.</summary>
    public string Path => _component.Path;

    /// <summary>Width of the prompt embeds it takes; null when the graph leaves it open.</summary>
    public int? EmbedWidth { get; }

    /// <summary>Whether the model knows motion.</summary>
    public bool HasPhase => _component.HasInput(Phase);

    /// <summary>Refuses a latent size that the graph fixes to another.</summary>
    public void ExpectSize(int height, int width)
    {
        var dimensions = _component.Input(Sample).Dimensions;
        if ((dimensions[2] > 0 && dimensions[2] != height) || (dimensions[3] > 0 && dimensions[3] != width))
        {
            throw new ArgumentException($"This model was exported for latents of {dimensions[3]}x{dimensions[2]} only; the size asked for needs {width}x{height}.");
        }
    }

    /// <summary>Buffers and binding for runs of one shape; the caller owns it.</summary>
    public Pass CreatePass(int batch, int height, int width, PromptEmbeds embeds) => new(this, batch, height, width, embeds);

    public void Dispose() => _component.Dispose();

    /// <summary>The graph bound for one shape.</summary>
    internal sealed class Pass : IDisposable
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _sample, _timestep, _embeds, _output;
        private readonly BoundTensor? _phase;

        internal Pass(UNet unet, int batch, int height, int width, PromptEmbeds embeds)
        {
            var component = unet._component;
            _run = new BoundRun(component, unet._rebind);
            _sample = _run.Input(Sample, batch, unet.Config.InChannels, height, width);
            // Scalar, or one value that broadcasts, as the export has it; a fixed length is filled.
            var rank = component.Input(Timestep).Dimensions;
            _timestep = rank.Length == 0 ? _run.Input(Timestep) : _run.Input(Timestep, Math.Max(1, rank[0]));
            _embeds = _run.Input(Embeds, batch, embeds.Tokens, embeds.Width);
            _phase = unet.HasPhase ? _run.Input(Phase, batch) : null;
            if (component.HasInput(ReturnDict))
            {
                _run.Input(ReturnDict).Fill(0);
            }

            _output = _run.Output(Out, batch, unet.Config.InChannels, height, width);
        }

        /// <summary>[batch, C, h, w], to be written before each run.</summary>
        public Span<float> Input => _sample.Floats;

        /// <summary>[batch, tokens, D].</summary>
        public Span<float> PromptEmbeds => _embeds.Floats;

        /// <summary>[batch]; empty when the model knows no motion.</summary>
        public Span<float> Phases => _phase is null ? [] : _phase.Floats;

        /// <summary>[batch, C, h, w].</summary>
        public ReadOnlySpan<float> Output => _output.Floats;

        public void Run(double timestep, RunControl control)
        {
            _timestep.Fill(timestep);
            _run.Run(control);
        }

        public void Dispose() => _run.Dispose();
    }
}
