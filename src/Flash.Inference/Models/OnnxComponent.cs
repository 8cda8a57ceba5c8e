using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>One <c>model.onnx</c> of a model folder, loaded, with what its metadata says.</summary>
/// <remarks>Thread safe: one session serves any number of concurrent runs.</remarks>
internal sealed class OnnxComponent : IDisposable
{
    private readonly Lifetime _lifetime;

    private OnnxComponent(string path, InferenceSession session)
    {
        Path = path;
        Session = session;
        _lifetime = new Lifetime(path, session.Dispose);
    }

    public string Path { get; }

    public InferenceSession Session { get; }

    /// <param name="path">The file; weights beside it are found by ONNX Runtime.</param>
    /// <param name="sessions">Where and how to run it.</param>
    /// <param name="knownInputs">Every input that the caller is able to fill.</param>
    public static OnnxComponent Load(string path, SessionFactory sessions, params ReadOnlySpan<string> knownInputs)
    {
        var component = Load(path, sessions);
        foreach (var name in component.Session.InputMetadata.Keys)
        {
            if (!knownInputs.Contains(name))
            {
                component.Dispose();
                throw new InferenceException(
                    $"{path}: the input '{name}' is unknown; known are {string.Join(", ", knownInputs.ToArray())}."
                );
            }
        }

        return component;
    }

    /// <summary>The same without a look at its inputs.</summary>
    public static OnnxComponent Load(string path, SessionFactory sessions)
    {
        if (!File.Exists(path))
        {
            var folder = System.IO.Path.GetDirectoryName(path) ?? "";
            string[] others = Directory.Exists(folder)
                ?
                [
                    .. Directory
                        .GetFiles(folder, "*.onnx")
                        .Select(file => System.IO.Path.GetFileName(file))
                        .Order(StringComparer.Ordinal),
                ]
                : [];
            string[] weights = Directory.Exists(folder)
                ?
                [
                    .. Directory
                        .EnumerateFiles(folder)
                        .Where(file =>
                            System.IO.Path.GetExtension(file) is ".safetensors" or ".bin" or ".pt" or ".ckpt"
                        )
                        .Select(file => System.IO.Path.GetFileName(file))
                        .Order(StringComparer.Ordinal),
                ]
                : [];
            throw new InferenceException(
                others.Length == 0 && weights.Length > 0
                    ? $"The model file {path} is missing; {weights[0]} beside it holds PyTorch weights: export them "
                        + $"with `optimum-cli export onnx`."
                : others.Length == 0 ? $"The model file {path} is missing."
                : $"The model file {path} is missing; there are {string.Join(", ", others)}: leave or rename the one "
                    + $"that is to be used."
            );
        }

        ModelFile.Expect(path);
        try
        {
            return new OnnxComponent(path, sessions.Open(path));
        }
        catch (OnnxRuntimeException e) when (GpuOperators.In(e.Message) is { } op)
        {
            throw new InferenceException(GpuOperators.Refusal(path, op), e);
        }
        catch (OnnxRuntimeException e) when (ExternalData.Fault(path) is { } fault)
        {
            throw new InferenceException(fault, e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException(
                $"The model file {path} ({new FileInfo(path).Length} bytes) cannot be loaded; it may be damaged or "
                    + $"incomplete. ONNX Runtime says: {Brief(e)}",
                e
            );
        }
    }

    /// <summary>Domain and name of the operators in a file; of one with weights in it, of its first
    /// megabytes.</summary>
    public static IReadOnlySet<(string Domain, string Name)> Operators(string path)
    {
        const int most = 8 << 20; // the nodes of the largest UNet take 2 MB
        using var stream = File.OpenRead(path);
        var head = new byte[(int)Math.Min(most, stream.Length)];
        stream.ReadExactly(head);
        return GraphNodes.Read(head);
    }

    public bool HasInput(string name) => Session.InputMetadata.ContainsKey(name);

    /// <summary>The declared input; refuses a model that lacks it.</summary>
    public NodeMetadata Input(string name) =>
        Session.InputMetadata.TryGetValue(name, out var metadata)
            ? metadata
            : throw new InferenceException(
                $"{Path}: there is no input '{name}'; found {string.Join(", ", Session.InputMetadata.Keys)}."
            );

    /// <summary>The declared output; refuses a model that lacks it.</summary>
    public NodeMetadata Output(string name) =>
        Session.OutputMetadata.TryGetValue(name, out var metadata)
            ? metadata
            : throw new InferenceException(
                $"{Path}: there is no output '{name}'; found {string.Join(", ", Session.OutputMetadata.Keys)}."
            );

    /// <summary>Refuses an input or output of another type or rank, or with a fixed dimension other than
    /// expected.</summary>
    /// <param name="name">For the message.</param>
    /// <param name="metadata">What the model declares.</param>
    /// <param name="types">Accepted element types.</param>
    /// <param name="shape">Expected dimensions; null where any is fine.</param>
    public void Expect(string name, NodeMetadata metadata, ReadOnlySpan<TensorElementType> types, params long?[] shape)
    {
        if (!types.Contains(metadata.ElementDataType))
        {
            throw new InferenceException(
                $"{Path}: '{name}' is {metadata.ElementDataType}; expected {string.Join(" or ", types.ToArray())}."
            );
        }

        var fits = metadata.Dimensions.Length == shape.Length;
        for (var i = 0; fits && i < shape.Length; i++)
        {
            fits = shape[i] is not { } expected || metadata.Dimensions[i] < 1 || metadata.Dimensions[i] == expected;
        }

        if (!fits)
        {
            throw new InferenceException(
                $"{Path}: '{name}' has the shape {Describe(metadata)}; expected "
                    + $"[{string.Join(",", shape.Select(d => d?.ToString() ?? "any"))}]."
            );
        }
    }

    /// <summary>Keeps the session alive until the result is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The component is disposed of.</exception>
    public Lifetime.Use Use() => _lifetime.Enter();

    /// <summary>Frees the session, or leaves that to the last run that uses it.</summary>
    public void Dispose() => _lifetime.Close();

    /// <summary>ONNX Runtime's own words, first line only.</summary>
    public static string Brief(OnnxRuntimeException e) => e.Message.Split('\n')[0].Trim();

    private static string Describe(NodeMetadata metadata) =>
        "["
        + string.Join(
            ",",
            metadata.Dimensions.Select(
                (dimension, i) =>
                    dimension >= 0 ? dimension.ToString()
                    : i < metadata.SymbolicDimensions.Length && metadata.SymbolicDimensions[i] is { Length: > 0 } symbol
                        ? symbol
                    : "?"
            )
        )
        + "]";
}
