using System.Globalization;

namespace Flash.Inference.Models;

/// <summary>A folder of super-resolution networks: <c>x2.onnx</c>, <c>x4.onnx</c> and so on, or one
/// <c>model.onnx</c>. Each is loaded when it is first needed.</summary>
internal sealed class SuperResolutionFolder : IDisposable
{
    /// <summary>Its name, in a model's folder and in the models folder.</summary>
    public const string Name = "upscaler";

    private readonly List<(int? Scale, Lazy<SuperResolution> Network)> _networks;

    private SuperResolutionFolder(IEnumerable<string> files, SessionFactory sessions) =>
        _networks = [
            .. files.Select(file =>
                (ScaleIn(file), new Lazy<SuperResolution>(() => new SuperResolution(file, sessions)))
            ),
        ];

    /// <summary>The folder's networks; null when it has none.</summary>
    public static SuperResolutionFolder? Open(string folder, SessionFactory sessions) =>
        Directory.Exists(folder)
        && Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal).ToList() is { Count: > 0 } files
            ? new SuperResolutionFolder(files, sessions)
            : null;

    /// <summary>The weakest network that enlarges so often at once, or the strongest one, to be used
    /// repeatedly.</summary>
    public SuperResolution For(int factor)
    {
        var byScale = _networks.OrderBy(Scale).ToList();
        var fitting = byScale.FindIndex(network => Scale(network) >= factor);
        return byScale[fitting < 0 ? ^1 : fitting].Network.Value;
    }

    /// <summary>Loads every network now.</summary>
    /// <exception cref="InferenceException">One is broken.</exception>
    public void LoadAll() => _networks.ForEach(network => _ = network.Network.Value);

    public void Dispose()
    {
        foreach (var (_, network) in _networks)
        {
            if (network.IsValueCreated)
            {
                network.Value.Dispose();
            }
        }
    }

    private static int Scale((int? Scale, Lazy<SuperResolution> Network) network) =>
        network.Scale ?? network.Network.Value.Scale;

    // "x4.onnx" says what it does; of others one small run tells.
    private static int? ScaleIn(string file) =>
        Path.GetFileNameWithoutExtension(file) is ['x', .. var digits]
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var scale)
            ? scale
            : null;
}
