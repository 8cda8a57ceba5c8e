using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Token ids to prompt embeds.</summary>
internal sealed class TextEncoder : IDisposable
{
    private const string Ids = "input_ids",
        Mask = "attention_mask",
        LastHidden = "last_hidden_state",
        HiddenPrefix = "hidden_states.";

    private readonly OnnxComponent _component;
    private readonly bool _rebind;
    private readonly string _hidden,
        _pooledName;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where it runs.</param>
    /// <param name="name"><c>text_encoder</c> or <c>text_encoder_2</c>.</param>
    /// <param name="penultimate">SDXL: whether embeds are the hidden states of the last layer but one.</param>
    /// <param name="pooled">Whether its summary of the text is wanted as well.</param>
    /// <param name="pooledName">The summary's name: SDXL's is projected, FLUX takes it as it is.</param>
    public TextEncoder(
        ModelFiles files,
        SessionFactory sessions,
        string name = "text_encoder",
        bool penultimate = false,
        bool pooled = false,
        string pooledName = "text_embeds"
    )
    {
        _pooledName = pooledName;
        var config = Layout.Of(files).TextEncoder(name);
        _component = OnnxComponent.Load(files.Onnx(name), sessions, Ids, Mask);
        _rebind = sessions.UsesCuda;
        _component.Expect(Ids, _component.Input(Ids), [TensorElementType.Int64, TensorElementType.Int32], null, null);
        _hidden = penultimate ? Penultimate() : LastHidden;
        Width = ExpectWidth(_hidden, config.HiddenSize ?? config.DModel, rank: 3)
            ?? throw new InferenceException(
                $"{files.Config(name)} does not say hidden_size, and neither does the graph."
            );
        PooledWidth = pooled
            ? ExpectWidth(pooledName, pooledName == "text_embeds" ? config.ProjectionDim : config.HiddenSize, rank: 2)
                ?? throw new InferenceException(
                    $"{files.Config(name)} does not say projection_dim, and neither does the graph."
                )
            : 0;
    }

    /// <summary>D, the width of an embedding.</summary>
    public int Width { get; }

    /// <summary>Width of the summary; 0 when there is none.</summary>
    public int PooledWidth { get; }

    /// <param name="ids">Start, text, end and padding.</param>
    /// <param name="control">Stops it.</param>
    public PromptEmbeds Encode(ReadOnlySpan<int> ids, RunControl control)
    {
        using var pass = CreatePass(ids.Length);
        pass.Run(ids, control);
        return new PromptEmbeds(pass.Hidden.ToArray(), ids.Length, Width) { Pooled = pass.Pooled.ToArray() };
    }

    /// <summary>Buffers and binding for texts of one length; the caller owns it.</summary>
    public Pass CreatePass(int tokens) => new(this, tokens);

    public void Dispose() => _component.Dispose();

    // hidden_states.0 is what goes into the first layer, so that the last one's number is the count of layers.
    private string Penultimate()
    {
        var numbers = _component
            .Session.OutputMetadata.Keys.Where(key => key.StartsWith(HiddenPrefix, StringComparison.Ordinal))
            .Select(key => int.Parse(key.AsSpan(HiddenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture))
            .Order()
            .ToList();
        return numbers.Count >= 2
            ? string.Create(CultureInfo.InvariantCulture, $"{HiddenPrefix}{numbers[^2]}")
            : throw new InferenceException(
                $"{_component.Path}: SDXL needs the outputs 'hidden_states.0', 'hidden_states.1', …; found "
                    + $"{string.Join(", ", _component.Session.OutputMetadata.Keys)}."
            );
    }

    private int? ExpectWidth(string name, int? configured, int rank)
    {
        var output = _component.Output(name);
        long?[] shape = new long?[rank];
        shape[^1] = configured;
        _component.Expect(name, output, [TensorElementType.Float, TensorElementType.Float16], shape);
        return output.Dimensions[^1] > 0 ? output.Dimensions[^1] : configured;
    }

    /// <summary>The graph bound for one length of text.</summary>
    internal sealed class Pass : IDisposable
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _ids,
            _hidden;
        private readonly BoundTensor? _pooled;
        private readonly int _batch,
            _tokens,
            _width,
            _pooledWidth;

        internal Pass(TextEncoder encoder, int tokens)
        {
            // An export for a fixed number of texts sees the same one several times.
            _batch = Math.Max(1, encoder._component.Input(Ids).Dimensions[0]);
            (_tokens, _width, _pooledWidth) = (tokens, encoder.Width, encoder.PooledWidth);
            _run = new BoundRun(encoder._component, encoder._rebind);
            _ids = _run.Input(Ids, _batch, tokens);
            if (encoder._component.HasInput(Mask))
            {
                // Diffusion models are trained with padding in sight.
                _run.Input(Mask, _batch, tokens).Fill(1);
            }

            _hidden = _run.Output(encoder._hidden, _batch, tokens, encoder.Width);
            _pooled = encoder.PooledWidth > 0 ? _run.Output(encoder._pooledName, _batch, encoder.PooledWidth) : null;
        }

        /// <summary>[tokens, D], as the last run left it.</summary>
        public ReadOnlySpan<float> Hidden => _hidden.Floats[..(_tokens * _width)];

        /// <summary>[P]; empty when there is none.</summary>
        public ReadOnlySpan<float> Pooled => _pooled is null ? [] : _pooled.Floats[.._pooledWidth];

        public void Run(ReadOnlySpan<int> ids, RunControl control)
        {
            var all = new int[_batch * ids.Length];
            for (var i = 0; i < _batch; i++)
            {
                ids.CopyTo(all.AsSpan(i * ids.Length));
            }

            _ids.Write(all);
            _run.Run(control);
        }

        public void Dispose() => _run.Dispose();
    }
}
