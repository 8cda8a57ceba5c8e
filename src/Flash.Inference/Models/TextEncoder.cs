using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Token ids to prompt embeds.</summary>
internal sealed class TextEncoder : IDisposable
{
    private const string Ids = "input_ids", Hidden = "last_hidden_state";

    private readonly OnnxComponent _component;
    private readonly bool _rebind;

    public TextEncoder(ModelFiles files, SessionFactory sessions)
    {
        var config = ModelFiles.Read<TextEncoderConfig>(files.Config("text_encoder"));
        _component = OnnxComponent.Load(files.Onnx("text_encoder"), sessions, Ids);
        _rebind = sessions.UsesCuda;
        _component.Expect(Ids, _component.Input(Ids), [TensorElementType.Int64, TensorElementType.Int32], null, null);
        var output = _component.Output(Hidden);
        _component.Expect(Hidden, output, [TensorElementType.Float, TensorElementType.Float16], null, null, config.HiddenSize);
        Width = output.Dimensions[2] > 0 ? output.Dimensions[2] : config.HiddenSize
            ?? throw new InferenceException($"{files.Config("text_encoder")} does not say hidden_size, and neither does the graph.");
    }

    /// <summary>D, the width of an embedding.</summary>
    public int Width { get; }

    /// <param name="ids">Start, text, end and padding.</param>
    /// <param name="control">Stops it.</param>
    public PromptEmbeds Encode(ReadOnlySpan<int> ids, RunControl control)
    {
        using var run = new BoundRun(_component, _rebind);
        run.Input(Ids, 1, ids.Length).Write(ids);
        var output = run.Output(Hidden, 1, ids.Length, Width);
        run.Run(control);
        return new PromptEmbeds(output.Floats.ToArray(), ids.Length, Width);
    }

    public void Dispose() => _component.Dispose();
}
