using Flash.Inference.Models;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Safety;

/// <summary>A folder with a classifying network: <c>model.onnx</c>, pictures [N, 3, S, S] in [0, 1] to shares [N, n],
/// and <c>config.json</c>, which names the n classes.</summary>
/// <remarks>Flash's own is <c>models/safety-checker</c>; its README says what it was trained on and how it fails.
/// Thread safe.</remarks>
public sealed class SafetyNetwork : IPictureClassifier, IDisposable
{
    /// <summary>The folder's name in the models folder.</summary>
    public const string FolderName = "safety-checker";

    private readonly OnnxComponent _component;
    private readonly string _input,
        _output;
    private readonly bool _rebind;
    private readonly int _side;

    private SafetyNetwork(string folder, InferenceOptions options, ILogger logger)
    {
        var config = Path.Combine(folder, "config.json");
        Classes = ModelFiles.Read<ClassesFile>(config).Classes is { Length: > 0 } classes
            ? classes
            : throw new InferenceException($"{config} names no classes.");
        var sessions = new SessionFactory(options, logger);
        _rebind = sessions.UsesCuda;
        _component = OnnxComponent.Load(Path.Combine(folder, "model.onnx"), sessions);
        try
        {
            (_input, _output) = (
                _component.Session.InputMetadata.Keys.First(),
                _component.Session.OutputMetadata.Keys.First()
            );
            ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
            _component.Expect(_input, _component.Input(_input), floats, null, 3, null, null);
            _component.Expect(_output, _component.Output(_output), floats, null, Classes.Count);
            _side = _component.Input(_input).Dimensions[2] is > 0 and var side ? side : 224;
        }
        catch
        {
            _component.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Loads a folder; takes tenths of a second.</summary>
    /// <exception cref="InferenceException">A file is missing, damaged or does not fit the other.</exception>
    public static SafetyNetwork Load(string folder, InferenceOptions options, ILogger logger) =>
        new(folder, options, logger);

    /// <summary>The folder that comes with Flash, in the models folder; null where there is none.</summary>
    public static string? FindFolder(InferenceOptions options) =>
        Path.Combine(ModelCatalog.FindModelsFolder(options), FolderName) is var folder && Directory.Exists(folder)
            ? folder
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<PictureScores> Classify(IReadOnlyList<RgbImage> pictures, CancellationToken cancellationToken)
    {
        using var control = new RunControl(cancellationToken);
        using var run = new BoundRun(_component, _rebind);
        var planes = run.Input(_input, 1, 3, _side, _side);
        var shares = run.Output(_output, 1, Classes.Count);
        var scores = new PictureScores[pictures.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            BilinearPlanes.Fill(pictures[i], planes.Floats, _side);
            run.Run(control);
            scores[i] = new PictureScores(Classes, shares.Floats.ToArray());
        }

        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => _component.Dispose();

    private sealed record ClassesFile(string[]? Classes);
}
