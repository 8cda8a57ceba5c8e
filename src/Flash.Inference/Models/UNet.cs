using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>The denoiser's graph.</summary>
internal sealed class UNet : IDenoiser
{
    private const string Sample = "sample",
        Timestep = "timestep",
        Embeds = "encoder_hidden_states",
        Phase = "phase",
        ReturnDict = "return_dict",
        Out = "out_sample";
    private const string TextEmbeds = "text_embeds",
        TimeIds = "time_ids",
        TimestepCond = "timestep_cond";

    // Original height and width, crop, target height and width.
    private const int TimeIdCount = 6;

    private readonly OnnxComponent _component;
    private readonly bool _rebind;

    public UNet(ModelFiles files, SessionFactory sessions)
    {
        Config = Layout.Of(files).UNet();
        _component = OnnxComponent.Load(
            files.Onnx("unet"),
            sessions,
            Sample,
            Timestep,
            Embeds,
            Phase,
            TextEmbeds,
            TimeIds,
            TimestepCond,
            ReturnDict
        );
        _rebind = sessions.UsesCuda;
        FusesAttention = !OnnxComponent.Operators(_component.Path).Contains(("", "Softmax"));
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Sample, _component.Input(Sample), floats, null, Config.InChannels, null, null);
        _component.Expect(Embeds, _component.Input(Embeds), floats, null, null, null);
        _component.Expect(Out, _component.Output(Out), floats, null, null, null, null);
        if (HasPhase)
        {
            _component.Expect(Phase, _component.Input(Phase), floats, [null]);
        }

        if (WantsPooled)
        {
            _component.Expect(TextEmbeds, _component.Input(TextEmbeds), floats, null, null);
            _component.Expect(TimeIds, _component.Input(TimeIds), floats, null, TimeIdCount);
        }

        if (EmbedsGuidance)
        {
            _component.Expect(TimestepCond, _component.Input(TimestepCond), floats, null, Config.TimeCondProjDim);
            GuidanceWidth = Width(TimestepCond, 1)
                ?? Config.TimeCondProjDim
                ?? throw new InferenceException(
                    $"{files.Config("unet")} does not say time_cond_proj_dim, and neither does the graph."
                );
        }

        var timestep = _component.Input(Timestep);
        if (timestep.Dimensions.Length > 1)
        {
            _component.Expect(Timestep, timestep, [timestep.ElementDataType], [null]);
        }

        EmbedWidth = Width(Embeds, 2) ?? Config.CrossAttentionDim;
        FixedTokens = Width(Embeds, 1);
        PooledWidth = WantsPooled ? Width(TextEmbeds, 1) : null;
    }

    public UNetConfig Config { get; }

    /// <summary>Path of the graph, for messages.</summary>
    public string Path => _component.Path;

    /// <summary>Width of the prompt embeds it takes; null when the graph leaves it open.</summary>
    public int? EmbedWidth { get; }

    /// <summary>Tokens that it was exported for; null when it takes any number.</summary>
    public int? FixedTokens { get; }

    /// <summary>SDXL: whether it takes the text's summary and the picture's size.</summary>
    public bool WantsPooled => _component.HasInput(TextEmbeds);

    /// <summary>Width of that summary; null when the graph leaves it open.</summary>
    public int? PooledWidth { get; }

    /// <summary>Latent consistency: whether guidance goes in as an embedding, so that one run per step is
    /// enough.</summary>
    public bool EmbedsGuidance => _component.HasInput(TimestepCond);

    /// <summary>Width of that embedding.</summary>
    public int GuidanceWidth { get; }

    /// <summary>Channels beside the latents' own: 5 (mask and masked picture) in a UNet made for inpainting.</summary>
    public int ExtraChannels(int latentChannels) => Config.InChannels - latentChannels;

    /// <summary>Whether the model knows motion.</summary>
    public bool HasPhase => _component.HasInput(Phase);

    /// <summary>Whether attention never writes its scores down, as in graphs that were optimised for it.</summary>
    public bool FusesAttention { get; }

    /// <summary>Pictures in one run that it was exported for, such as 2 for guidance; null where it takes
    /// any.</summary>
    public int? FixedBatch => Width(Sample, 0);

    /// <summary>h and w that it was exported for; null where it takes any.</summary>
    public (int? Height, int? Width) FixedSize => (Width(Sample, 2), Width(Sample, 3));

    /// <summary>Buffers and binding for runs of one shape; the caller owns it.</summary>
    /// <param name="batch">Pictures in one run; twice as many under guidance.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="embeds">For its shape only.</param>
    public IDenoiserPass CreatePass(int batch, int height, int width, PromptEmbeds embeds) =>
        new Pass(this, batch, height, width, embeds);

    public void Dispose() => _component.Dispose();

    private int? Width(string input, int dimension) =>
        _component.Input(input).Dimensions[dimension] is > 0 and var width ? width : null;

    /// <summary>The graph bound for one shape.</summary>
    private sealed class Pass : IDenoiserPass
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _sample,
            _timestep,
            _embeds,
            _output;
        private readonly BoundTensor? _phase,
            _pooled,
            _timeIds,
            _guidance;

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
            (_pooled, _timeIds) = unet.WantsPooled
                ? (_run.Input(TextEmbeds, batch, embeds.Pooled.Length), _run.Input(TimeIds, batch, TimeIdCount))
                : (null, null);
            _guidance = unet.EmbedsGuidance ? _run.Input(TimestepCond, batch, unet.GuidanceWidth) : null;
            if (component.HasInput(ReturnDict))
            {
                _run.Input(ReturnDict).Fill(0);
            }

            _output = _run.Output(Out, batch, unet.Config.OutChannels ?? unet.Config.InChannels, height, width);
        }

        /// <summary>[batch, C, h, w], to be written before each run.</summary>
        public Span<float> Input => _sample.Floats;

        /// <summary>[batch, tokens, D].</summary>
        public Span<float> PromptEmbeds => _embeds.Floats;

        /// <summary>[batch, P]; empty for other models than SDXL.</summary>
        public Span<float> Pooled => _pooled is null ? [] : _pooled.Floats;

        /// <summary>[batch]; empty when the model knows no motion.</summary>
        public Span<float> Phases => _phase is null ? [] : _phase.Floats;

        /// <summary>[batch, C, h, w].</summary>
        public ReadOnlySpan<float> Output => _output.Floats;

        /// <summary>SDXL: tells the size of the picture, uncropped. Other models do not ask.</summary>
        public void SetSize(int pixelWidth, int pixelHeight)
        {
            var ids = _timeIds is null ? [] : _timeIds.Floats;
            ReadOnlySpan<float> size = [pixelHeight, pixelWidth, 0, 0, pixelHeight, pixelWidth];
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = size[i % size.Length];
            }
        }

        /// <summary>Latent consistency: tells the guidance. Other models do not ask.</summary>
        public void SetGuidance(float guidanceScale)
        {
            var width = _guidance?.Value.GetTensorTypeAndShape().Shape[1] ?? 0;
            // Not null with a width.
            for (var start = 0; width > 0 && start < _guidance!.Floats.Length; start += (int)width)
            {
                GuidanceEmbedding.Fill(_guidance.Floats.Slice(start, (int)width), guidanceScale);
            }
        }

        public void Run(double timestep, RunControl control)
        {
            _timestep.Fill(timestep);
            _run.Run(control);
        }

        public void Dispose() => _run.Dispose();
    }
}
