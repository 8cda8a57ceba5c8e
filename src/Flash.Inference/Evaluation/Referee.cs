using Flash.Inference.Models;
using Microsoft.Extensions.Logging;

namespace Flash.Inference.Evaluation;

/// <summary>The network that reads from a picture what flash-mini's captions say, and what it sees on the
/// way.</summary>
/// <remarks>A folder with <c>model.onnx</c>, <c>referee.json</c> (the classes of each attribute, its accuracy on drawn
/// scenes) and <c>reference.json</c> (its features of drawn scenes). Thread safe.</remarks>
public sealed class Referee : IDisposable
{
    private const string Pixels = "pixels",
        Features = "features",
        Logits = "logits";
    private const int Side = 256;

    private readonly PictureNetwork _network;
    private readonly IReadOnlyList<KeyValuePair<string, string[]>> _attributes;
    private readonly (string, int)[] _outputs;

    private Referee(PictureNetwork network, RefereeFile file, FeatureStatistics? reference)
    {
        // Checked by Load.
        (_network, _attributes, Accuracy, Reference) = (network, [.. file.Attributes!], file.Accuracy ?? [], reference);
        _outputs = [(Features, network.WidthOf(Features)), (Logits, network.WidthOf(Logits))];
    }

    /// <summary>How often it is right on drawn scenes, in percent, by attribute.</summary>
    public IReadOnlyDictionary<string, double> Accuracy { get; }

    /// <summary>Its features of drawn scenes; null where the folder has none.</summary>
    public FeatureStatistics? Reference { get; }

    /// <exception cref="InferenceException">A file of the folder is missing or broken.</exception>
    public static Referee Load(string folder, InferenceOptions options, ILogger logger)
    {
        var description = Path.Combine(folder, "referee.json");
        var file = ModelFiles.Read<RefereeFile>(description);
        if (
            file.Attributes is not { Count: > 0 } attributes
            || attributes.Values.Any(names => names is not { Length: > 0 })
        )
        {
            throw new InferenceException($"{description} names no attributes with classes.");
        }

        var referencePath = Path.Combine(folder, "reference.json");
        var reference = File.Exists(referencePath) ? FeatureStatistics.Read(referencePath) : null;
        var referee = new Referee(
            new PictureNetwork(Path.Combine(folder, "model.onnx"), Pixels, Side, options, logger),
            file,
            reference
        );
        var (classes, logits) = (attributes.Values.Sum(names => names.Length), referee._outputs[1].Item2);
        if (classes == logits)
        {
            return referee;
        }

        referee.Dispose();
        throw new InferenceException($"{description} names {classes} classes; the network has {logits}.");
    }

    /// <summary>The class it reads for each attribute, and its features.</summary>
    public (IReadOnlyDictionary<string, string> Read, float[] Features) Look(
        RgbImage picture,
        CancellationToken cancellationToken
    )
    {
        var seen = _network.Look(picture, _outputs, null, null, cancellationToken);
        var (read, first) = (new Dictionary<string, string>(), 0);
        foreach (var (attribute, names) in _attributes)
        {
            var part = seen[1].AsSpan(first, names.Length);
            read[attribute] = names[System.Numerics.Tensors.TensorPrimitives.IndexOfMax(part)];
            first += names.Length;
        }

        return (read, seen[0]);
    }

    /// <summary>What it is sure of in a picture, as a caption of flash-mini would say it: "two red boats on the sea,
    /// watercolour"; null where it is sure of no subject.</summary>
    public string? Describe(RgbImage picture, CancellationToken cancellationToken)
    {
        var logits = _network.Look(picture, [_outputs[1]], null, null, cancellationToken)[0];
        var (seen, first) = (new Dictionary<string, (string, double)>(StringComparer.Ordinal), 0);
        foreach (var (attribute, names) in _attributes)
        {
            var shares = new float[names.Length];
            System.Numerics.Tensors.TensorPrimitives.SoftMax(logits.AsSpan(first, names.Length), shares);
            var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(shares);
            seen[attribute] = (names[best], shares[best]);
            first += names.Length;
        }

        return RefereeWords.Of(seen);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private sealed record RefereeFile(Dictionary<string, string[]>? Attributes, Dictionary<string, double>? Accuracy);
}
