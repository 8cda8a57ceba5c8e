using Flash.Inference.Imaging;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>Latents of one generation to pictures: slowly and well for the result, quickly for previews.</summary>
/// <remarks>Serves one thread. Buffers are made when first needed.</remarks>
internal sealed class LatentDecoding : IDisposable
{
    private readonly DiffusionModel _model;
    private readonly int _height,
        _width,
        _perRun,
        _size;
    private readonly MaskedPaste? _paste;
    private readonly Conditioning?[] _heard;
    private VaeDecoder.Pass? _vae,
        _tiny;

    /// <param name="model">Whose decoders run.</param>
    /// <param name="plan">For the size.</param>
    /// <param name="perRun">Pictures decoded together.</param>
    /// <param name="paste">Puts back what a mask keeps; null without one.</param>
    /// <param name="heard">What a decoder may see beside each picture's latents; empty for nothing.</param>
    public LatentDecoding(
        DiffusionModel model,
        GenerationPlan plan,
        int perRun,
        MaskedPaste? paste,
        Conditioning?[] heard
    )
    {
        _heard = heard;
        _model = model;
        (_height, _width, _perRun) = (plan.LatentHeight, plan.LatentWidth, perRun);
        _size = model.VaeDecoder.Config.LatentChannels * _height * _width;
        _paste = paste;
    }

    public RgbImage[] Result(ReadOnlySpan<float> latents, RunControl control) =>
        Run(latents, control, _vae ??= _model.VaeDecoder.CreatePass(_perRun, _height, _width));

    /// <summary>By the model's preview decoder when it has one, else by a matrix where the latents are of a kind that
    /// has a known one, else as the result.</summary>
    public RgbImage[] Preview(ReadOnlySpan<float> latents, RunControl control)
    {
        if (_model.PreviewDecoder is { } tiny)
        {
            return Run(latents, control, _tiny ??= tiny.CreatePass(_perRun, _height, _width));
        }

        return LinearPreview.For(_model.VaeDecoder.Config) is { } linear
            ? Linear(latents, linear)
            : Result(latents, control);
    }

    public void Dispose()
    {
        _vae?.Dispose();
        _tiny?.Dispose();
    }

    private RgbImage[] Run(ReadOnlySpan<float> latents, RunControl control, VaeDecoder.Pass pass)
    {
        var pictures = new RgbImage[latents.Length / _size];
        for (var first = 0; first < pictures.Length; first += pass.Batch)
        {
            var count = Math.Min(pass.Batch, pictures.Length - first);
            pass.See(_heard.AsSpan(Math.Min(first, _heard.Length), Math.Min(count, _heard.Length)));
            pass.Decode(latents.Slice(first * _size, count * _size), control, pictures.AsSpan(first, count));
        }

        return Pasted(pictures);
    }

    private RgbImage[] Linear(ReadOnlySpan<float> latents, LinearPreview linear)
    {
        var scale = _model.VaeDecoder.Config.ScaleFactor;
        var pictures = new RgbImage[latents.Length / _size];
        for (var i = 0; i < pictures.Length; i++)
        {
            pictures[i] = PictureScaling.Stretch(
                linear.Decode(latents.Slice(i * _size, _size), _width, _height),
                _width * scale,
                _height * scale
            );
        }

        return Pasted(pictures);
    }

    private RgbImage[] Pasted(RgbImage[] pictures) =>
        _paste is null ? pictures : Array.ConvertAll(pictures, _paste.Over);
}
