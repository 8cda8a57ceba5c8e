using Flash.Inference.Schedulers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>The denoiser of Stable Diffusion 3 and FLUX.1, as optimum exports it: <c>transformer/</c>.</summary>
/// <remarks>Which of the two it is, the graph tells: FLUX takes packed latents and the places of its tokens.</remarks>
internal sealed class Transformer : IDenoiser
{
    private const string Hidden = "hidden_states",
        Embeds = "encoder_hidden_states",
        PooledName = "pooled_projections",
        Timestep = "timestep",
        PictureIds = "img_ids",
        TextIds = "txt_ids",
        Guidance = "guidance";

    private const int MostTextTokens = 512;

    private static readonly string[] Outputs = ["out_hidden_states", "out_sample", "sample"];

    private readonly OnnxComponent _component;
    private readonly bool _rebind;
    private readonly string _output;
    private readonly int _latentChannels,
        _heads,
        _headWidth;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where it runs.</param>
    /// <param name="latentChannels">The VAE's.</param>
    public Transformer(ModelFiles files, SessionFactory sessions, int latentChannels)
    {
        var config = TransformerConfig.Find(files) ?? new TransformerConfig();
        _component = OnnxComponent.Load(
            files.Onnx("transformer"),
            sessions,
            Hidden,
            Embeds,
            PooledName,
            Timestep,
            PictureIds,
            TextIds,
            Guidance
        );
        _rebind = sessions.UsesCuda;
        _latentChannels = latentChannels;
        try
        {
            _output = Outputs.FirstOrDefault(_component.Session.OutputMetadata.ContainsKey)
                ?? throw new InferenceException(
                    $"{_component.Path}: there is no output '{Outputs[0]}'; found "
                        + $"{string.Join(", ", _component.Session.OutputMetadata.Keys)}."
                );
            ExpectShapes(config);
        }
        catch
        {
            _component.Dispose();
            throw;
        }

        EmbedWidth = Fixed(Embeds, 2) ?? config.JointAttentionDim;
        PooledWidth = Fixed(PooledName, 1) ?? config.PooledProjectionDim;
        Config = config.AsLatents(latentChannels);
        FusesAttention = !OnnxComponent.Operators(_component.Path).Contains(("", "Softmax"));
        (_heads, _headWidth) = (config.NumAttentionHeads, config.AttentionHeadDim);
    }

    public UNetConfig Config { get; }

    public string Path => _component.Path;

    /// <summary>Whether it is FLUX.</summary>
    public bool IsPacked => _component.HasInput(PictureIds);

    /// <summary>Width of the prompt embeds; null when neither graph nor configuration says.</summary>
    public int? EmbedWidth { get; }

    /// <summary>Width of the text's summary; null when neither graph nor configuration says.</summary>
    public int? PooledWidth { get; }

    /// <summary>Tokens of text that it was exported for; null when it takes any number.</summary>
    public int? FixedTokens => Fixed(Embeds, 1);

    public bool EmbedsGuidance => _component.HasInput(Guidance);

    public bool HasPhase => false;

    public bool FusesAttention { get; }

    public int? FixedBatch => Fixed(Hidden, 0);

    public (int? Height, int? Width) FixedSize =>
        !IsPacked ? (Fixed(Hidden, 2), Fixed(Hidden, 3))
        : Fixed(Hidden, 1) is { } tokens && Math.Sqrt(tokens) is var side && side == Math.Floor(side)
            ? (2 * (int)side, 2 * (int)side)
        : (null, null);

    public int ExtraChannels(int latentChannels) => 0;

    /// <summary>How its authors sample from it, where the folder does not say.</summary>
    public SchedulerConfig WithDefaults(SchedulerConfig config) =>
        TransformerConfig.WithDefaults(config, IsPacked, EmbedsGuidance);

    public IDenoiserPass CreatePass(int batch, int height, int width, PromptEmbeds embeds) =>
        new Pass(this, batch, height, width, embeds);

    /// <summary>Numbers that one run holds at the same time, roughly.</summary>
    /// <param name="rows">Pictures in the run.</param>
    /// <param name="latents">Of one picture.</param>
    /// <param name="liveTensors">Activations of one layer that live together.</param>
    /// <param name="scores">Attention matrices that do.</param>
    public double LiveNumbers(int rows, double latents, int liveTensors, int scores)
    {
        var tokens = (latents / 4) + MostTextTokens;
        var attention = FusesAttention ? 0 : scores * _heads * tokens * tokens;
        return rows * ((liveTensors * tokens * _heads * _headWidth) + attention);
    }

    public void Dispose() => _component.Dispose();

    private void ExpectShapes(TransformerConfig config)
    {
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        var hidden = _component.Input(Hidden);
        if (IsPacked)
        {
            _component.Expect(Hidden, hidden, floats, null, null, 4 * _latentChannels);
        }
        else
        {
            _component.Expect(Hidden, hidden, floats, null, _latentChannels, null, null);
        }

        _component.Expect(Embeds, _component.Input(Embeds), floats, null, null, config.JointAttentionDim);
        _component.Expect(PooledName, _component.Input(PooledName), floats, null, config.PooledProjectionDim);
        _ = _component.Input(Timestep);
    }

    private int? Fixed(string input, int dimension) =>
        _component.Input(input).Dimensions[dimension] is > 0 and var length ? length : null;

    private sealed class Pass : IDenoiserPass
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _hidden,
            _embeds,
            _pooled,
            _timestep,
            _output;
        private readonly BoundTensor? _guidance;
        private readonly float[] _latents = [],
            _predicted = [];
        private readonly int _channels,
            _height,
            _width;
        private readonly bool _packed;

        public Pass(Transformer transformer, int batch, int height, int width, PromptEmbeds embeds)
        {
            var component = transformer._component;
            (_channels, _height, _width) = (transformer._latentChannels, height, width);
            _packed = transformer.IsPacked;
            _run = new BoundRun(component, transformer._rebind);
            var (rows, columns) = (height / 2, width / 2);
            long[] shape = _packed ? [batch, rows * columns, 4 * _channels] : [batch, _channels, height, width];
            _hidden = _run.Input(Hidden, shape);
            _embeds = _run.Input(Embeds, batch, embeds.Tokens, embeds.Width);
            _pooled = _run.Input(PooledName, batch, embeds.Pooled.Length);
            var rank = component.Input(Timestep).Dimensions;
            _timestep = rank.Length == 0 ? _run.Input(Timestep) : _run.Input(Timestep, rank[0] > 0 ? rank[0] : batch);
            _guidance = transformer.EmbedsGuidance ? _run.Input(Guidance, batch) : null;
            if (_packed)
            {
                (_latents, _predicted) = (
                    new float[batch * _channels * height * width],
                    new float[batch * _channels * height * width]
                );
                FillPlaces(Ids(component, PictureIds, batch, rows * columns), columns);
                Ids(component, TextIds, batch, embeds.Tokens).Clear();
            }

            _output = _run.Output(transformer._output, shape);
        }

        public Span<float> Input => _packed ? _latents : _hidden.Floats;

        public Span<float> PromptEmbeds => _embeds.Floats;

        public Span<float> Pooled => _pooled.Floats;

        public Span<float> Phases => [];

        public ReadOnlySpan<float> Output => _packed ? _predicted : _output.Floats;

        public void SetSize(int pixelWidth, int pixelHeight) { }

        public void SetGuidance(float guidanceScale) => _guidance?.Fill(guidanceScale);

        public void Run(double timestep, RunControl control)
        {
            // FLUX counts time from 0 to 1.
            _timestep.Fill(_packed ? timestep / 1000 : timestep);
            var size = _channels * _height * _width;
            for (var start = 0; start < _latents.Length; start += size)
            {
                LatentPacking.Pack(
                    _latents.AsSpan(start, size),
                    _hidden.Floats.Slice(start, size),
                    _channels,
                    _height,
                    _width
                );
            }

            _run.Run(control);
            for (var start = 0; start < _predicted.Length; start += size)
            {
                LatentPacking.Unpack(
                    _output.Floats.Slice(start, size),
                    _predicted.AsSpan(start, size),
                    _channels,
                    _height,
                    _width
                );
            }
        }

        public void Dispose() => _run.Dispose();

        // [tokens, 3], or [batch, tokens, 3] in exports from before the end of 2024.
        private Span<float> Ids(OnnxComponent component, string name, int batch, int tokens) =>
            component.Input(name).Dimensions.Length == 3
                ? _run.Input(name, batch, tokens, 3).Floats
                : _run.Input(name, tokens, 3).Floats;

        // Of each square of latents: nothing, its row, its column.
        private void FillPlaces(Span<float> ids, int columns)
        {
            var perPicture = _height / 2 * columns;
            for (var i = 0; i < ids.Length / 3; i++)
            {
                var token = i % perPicture;
                (ids[3 * i], ids[(3 * i) + 1], ids[(3 * i) + 2]) = (0, token / columns, token % columns);
            }
        }
    }
}
