using System.Numerics.Tensors;
using Flash.Inference.Imaging;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>A super-resolution network: pixels [1, 3, H, W] in [0, 1] to [1, 3, kH,
/// kW], as Real-ESRGAN and its kin are exported.</summary>
internal sealed class SuperResolution : IDisposable
{
    private readonly OnnxComponent _component;
    private readonly string _input,
        _output;
    private readonly bool _rebind;
    private readonly string? _arena;

    public SuperResolution(string path, SessionFactory sessions)
    {
        _component = OnnxComponent.Load(path, sessions);
        (_input, _output) = (
            _component.Session.InputMetadata.Keys.First(),
            _component.Session.OutputMetadata.Keys.First()
        );
        _rebind = sessions.UsesCuda;
        _arena = sessions.IsLarge(_component.Path) ? sessions.Arena : null;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(_input, _component.Input(_input), floats, null, 3, null, null);
        _component.Expect(_output, _component.Output(_output), floats, null, 3, null, null);
        var fixedSide = _component.Input(_input).Dimensions[2..];
        (HasFixedTile, Tile) = fixedSide is [> 0 and var side, _] ? (true, side) : (false, 320);
        Scale = MeasureScale();
    }

    /// <summary>Side of the squares it is run on; smaller pieces are fine unless it is fixed.</summary>
    public int Tile { get; }

    public bool HasFixedTile { get; }

    /// <summary>k.</summary>
    public int Scale { get; }

    public RgbImage Run(RgbImage tile, RunControl control)
    {
        using var run = new BoundRun(_component, _rebind, _arena);
        var planes = run.Input(_input, 1, 3, tile.Height, tile.Width).Floats;
        PixelConversion.ToPlanes(tile, planes);
        // From [-1, 1] to the [0, 1] of these networks, and back.
        TensorPrimitives.Add(planes, 1, planes);
        TensorPrimitives.Multiply(planes, 0.5f, planes);
        var output = run.Output(_output, 1, 3, tile.Height * Scale, tile.Width * Scale);
        run.Run(control);
        TensorPrimitives.Multiply(output.Floats, 2, output.Floats);
        TensorPrimitives.Add(output.Floats, -1, output.Floats);
        return PixelConversion.ToRgb(output.Floats, tile.Width * Scale, tile.Height * Scale);
    }

    public void Dispose() => _component.Dispose();

    // Such networks come without a config; what comes out of one small run tells.
    private int MeasureScale()
    {
        var side = HasFixedTile ? Tile : 32;
        using var input = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance,
            _component.Input(_input).ElementDataType,
            [1, 3, side, side]
        );
        input.GetTensorMutableRawData().Clear();
        using var options = new RunOptions();
        try
        {
            using var outputs = _component.Session.Run(options, [_input], [input], [_output]);
            var width = outputs[0].GetTensorTypeAndShape().Shape[3];
            return width % side == 0 && width > 0
                ? (int)(width / side)
                : throw new InferenceException(
                    $"{_component.Path} makes {side} pixels into {width}; expected a whole multiple."
                );
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException(
                $"{_component.Path} failed on a picture of {side}x{side}: {OnnxComponent.Brief(e)}",
                e
            );
        }
    }
}
