using System.Numerics.Tensors;
using Flash.Inference.Imaging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Latents to pixels.</summary>
internal sealed class VaeDecoder : IDisposable
{
    private const string Latents = "latent_sample",
        Sample = "sample",
        ReturnDict = "return_dict";

    private readonly OnnxComponent _component;
    private readonly bool _rebind;
    private readonly string? _arena;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where it runs.</param>
    /// <param name="name"><c>vae_decoder</c>, or <c>preview_decoder</c> for a tiny one.</param>
    public VaeDecoder(ModelFiles files, SessionFactory sessions, string name = "vae_decoder")
    {
        Config = ModelFiles.Read<VaeConfig>(files.Config(name));
        if (Config.ScalingFactor is not > 0 || Config.ScaleFactor is < 1 or > 64)
        {
            throw new InferenceException(
                $"{files.Config(name)}: scaling_factor {Config.ScalingFactor} must be positive, and block_out_channels has 1 to 7 levels."
            );
        }

        _component = OnnxComponent.Load(files.Onnx(name), sessions, Latents, ReturnDict);
        _rebind = sessions.UsesCuda;
        // The last run of a generation, and the one with the largest buffers by far: kept, they would be most of an
        // idle worker's memory.
        _arena = sessions.IsLarge(_component.Path) ? sessions.Arena : null;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Latents, _component.Input(Latents), floats, null, Config.LatentChannels, null, null);
        _component.Expect(Sample, _component.Output(Sample), floats, null, 3, null, null);
    }

    public VaeConfig Config { get; }

    /// <summary>Buffers and binding for runs of one shape; the caller owns it.</summary>
    public Pass CreatePass(int batch, int height, int width) => new(this, batch, height, width);

    public void Dispose() => _component.Dispose();

    /// <summary>The graph bound for one shape.</summary>
    internal sealed class Pass : IDisposable
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _latents,
            _pixels;
        private readonly VaeConfig _config;
        private readonly int _batch,
            _pixelHeight,
            _pixelWidth;

        internal Pass(VaeDecoder decoder, int batch, int height, int width)
        {
            _config = decoder.Config;
            (_batch, _pixelHeight, _pixelWidth) = (batch, height * _config.ScaleFactor, width * _config.ScaleFactor);
            _run = new BoundRun(decoder._component, decoder._rebind, decoder._arena);
            _latents = _run.Input(Latents, batch, _config.LatentChannels, height, width);
            if (decoder._component.HasInput(ReturnDict))
            {
                _run.Input(ReturnDict).Fill(0);
            }

            _pixels = _run.Output(Sample, batch, 3, _pixelHeight, _pixelWidth);
        }

        /// <summary>[batch, 3, H, W] in about [-1, 1], as the last run left it.</summary>
        public ReadOnlySpan<float> Output => _pixels.Floats;

        /// <param name="latents">[batch, C, h, w], as the sampler leaves them.</param>
        /// <param name="control">Stops it.</param>
        /// <param name="pictures">Receives one picture for each of the batch.</param>
        public void Decode(ReadOnlySpan<float> latents, RunControl control, Span<RgbImage> pictures)
        {
            TensorPrimitives.Multiply(latents, 1 / _config.ScalingFactor, _latents.Floats);
            if (_config.ShiftFactor is { } shift)
            {
                TensorPrimitives.Add(_latents.Floats, shift, _latents.Floats);
            }

            _run.Run(control);
            var size = 3 * _pixelHeight * _pixelWidth;
            for (var i = 0; i < _batch; i++)
            {
                pictures[i] = PixelConversion.ToRgb(_pixels.Floats.Slice(i * size, size), _pixelWidth, _pixelHeight);
            }
        }

        public void Dispose() => _run.Dispose();
    }
}
