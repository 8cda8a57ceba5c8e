using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Evaluation;

/// <summary>A network that looks at one picture at a time and answers with rows of numbers.</summary>
internal sealed class PictureNetwork : IDisposable
{
    private static readonly TensorElementType[] Floats = [TensorElementType.Float, TensorElementType.Float16];

    private readonly bool _rebind;

    /// <param name="path">The ONNX file.</param>
    /// <param name="picture">Its input for [batch, 3, side, side]; null for its only one.</param>
    /// <param name="side">Pixels, where the model does not say.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="logger">For the choice of the device.</param>
    public PictureNetwork(string path, string? picture, int side, InferenceOptions options, ILogger logger)
    {
        var sessions = new SessionFactory(options, logger);
        Component = OnnxComponent.Load(path, sessions);
        _rebind = sessions.UsesCuda;
        try
        {
            Picture = picture ?? Component.Session.InputMetadata.Keys.First();
            var input = Component.Input(Picture);
            Component.Expect(Picture, input, Floats, null, 3, null, null);
            Side = input.Dimensions[2] > 0 ? input.Dimensions[2] : side;
        }
        catch
        {
            Component.Dispose();
            throw;
        }
    }

    public OnnxComponent Component { get; }

    public string Picture { get; }

    /// <summary>Pixels along each side.</summary>
    public int Side { get; }

    /// <summary>An output of shape [batch, n] to its n.</summary>
    public int WidthOf(string output)
    {
        var metadata = Component.Output(output);
        Component.Expect(output, metadata, Floats, null, null);
        return metadata.Dimensions[1] > 0
            ? metadata.Dimensions[1]
            : throw new InferenceException($"{Component.Path}: '{output}' does not say how many numbers it has.");
    }

    /// <param name="picture">Of any size; scaled and cropped to a square.</param>
    /// <param name="outputs">Their names and widths.</param>
    /// <param name="normalise">Maps the planes, [3, side, side] in [-1, 1], to what the network was trained on; null
    /// for as they are.</param>
    /// <param name="fill">Fills further inputs; null where there are none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public float[][] Look(
        RgbImage picture,
        IReadOnlyList<(string Name, int Width)> outputs,
        Action<Span<float>>? normalise,
        Action<BoundRun>? fill,
        CancellationToken cancellationToken
    )
    {
        using var control = new RunControl(cancellationToken);
        using var run = new BoundRun(Component, _rebind);
        var planes = run.Input(Picture, 1, 3, Side, Side).Floats;
        PixelConversion.ToPlanes(PictureScaling.Cover(picture, Side, Side), planes);
        normalise?.Invoke(planes);
        fill?.Invoke(run);
        var answers = outputs.Select(output => run.Output(output.Name, 1, output.Width)).ToList();
        run.Run(control);
        return [.. answers.Select(answer => answer.Floats.ToArray())];
    }

    public void Dispose() => Component.Dispose();
}
