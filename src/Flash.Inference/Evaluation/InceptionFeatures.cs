using Microsoft.Extensions.Logging;

namespace Flash.Inference.Evaluation;

/// <summary>What an Inception network, or any other that turns a picture into one row of numbers, sees: for
/// FID.</summary>
/// <remarks>One input [batch, 3, side, side], in [-1, 1] as FID's own network takes it; 299 pixels where the file does
/// not say. One output [batch, n]. Thread safe.</remarks>
public sealed class InceptionFeatures : IDisposable
{
    private const int Side = 299;

    private readonly PictureNetwork _network;
    private readonly (string, int)[] _outputs;

    private InceptionFeatures(PictureNetwork network)
    {
        _network = network;
        var name = network.Component.Session.OutputMetadata.Keys.First();
        _outputs = [(name, network.WidthOf(name))];
    }

    /// <exception cref="InferenceException">The file is missing, broken, or another kind of network.</exception>
    public static InceptionFeatures Load(string path, InferenceOptions options, ILogger logger) =>
        new(new PictureNetwork(path, null, Side, options, logger));

    /// <summary>The network's answer to one picture.</summary>
    public float[] Look(RgbImage picture, CancellationToken cancellationToken) =>
        _network.Look(picture, _outputs, null, null, cancellationToken)[0];

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
