using Flash.Inference.Imaging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Stable Diffusion's safety checker: CLIP's view of each finished picture, compared with concepts that its
/// authors chose.</summary>
internal sealed class SafetyChecker : IDisposable
{
    private const string Clip = "clip_input",
        Images = "images",
        Flags = "has_nsfw_concepts";

    // What CLIP was trained on: pictures of this side, minus these means, over these deviations.
    private const int Side = 224;
    private static readonly float[] Mean = [0.48145466f, 0.4578275f, 0.40821073f],
        Deviation = [0.26862954f, 0.26130258f, 0.27577711f];

    private readonly OnnxComponent _component;
    private readonly bool _rebind;

    public SafetyChecker(ModelFiles files, SessionFactory sessions)
    {
        _component = OnnxComponent.Load(files.Onnx("safety_checker"), sessions, Clip, Images);
        _rebind = sessions.UsesCuda;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Clip, _component.Input(Clip), floats, null, 3, null, null);
        _component.Expect(Flags, _component.Output(Flags), [TensorElementType.Bool], [null]);
        if (_component.HasInput(Images))
        {
            _component.Expect(Images, _component.Input(Images), floats, null, null, null, null);
        }
    }

    /// <returns>One verdict for each picture: whether it was flagged.</returns>
    public IReadOnlyList<bool> Check(IReadOnlyList<RgbImage> pictures, RunControl control)
    {
        var flags = new bool[pictures.Count];
        for (var i = 0; i < flags.Length; i++)
        {
            using var run = new BoundRun(_component, _rebind);
            var batch = Math.Max(1, _component.Input(Clip).Dimensions[0]);
            var planes = run.Input(Clip, batch, 3, Side, Side).Floats;
            for (var at = 0; at < planes.Length; at += 3 * Side * Side)
            {
                FillClip(pictures[i], planes.Slice(at, 3 * Side * Side));
            }

            if (_component.HasInput(Images))
            {
                // Only handed through, blackened where flagged; we keep our own and so give the smallest.
                run.Input(Images, batch, Side, Side, 3).Floats.Clear();
            }

            var output = run.Output(Flags, batch);
            run.Run(control);
            flags[i] = output.Value.GetTensorDataAsSpan<bool>()[0];
        }

        return flags;
    }

    public void Dispose() => _component.Dispose();

    private static void FillClip(RgbImage picture, Span<float> planes)
    {
        PixelConversion.ToPlanes(PictureScaling.Cover(picture, Side, Side), planes);
        var area = Side * Side;
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (((planes[i] + 1) / 2) - Mean[i / area]) / Deviation[i / area];
        }
    }
}
