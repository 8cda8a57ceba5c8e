using System.Numerics.Tensors;
using Flash.Inference.Imaging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Latents to pixels.</summary>
internal sealed class VaeDecoder : IDisposable
{
    private const string Latents = "latent_sample",
        Sample = "sample",
        Seen = "seen",
        ReturnDict = "return_dict";

    // Colours and opacity of what was laid out.
    private const int SeenChannels = 4;

    private readonly OnnxComponent _component;
    private readonly bool _rebind;
    private readonly string? _arena;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where it runs.</param>
    /// <param name="name"><c>vae_decoder</c>, or <c>preview_decoder</c> for a tiny one.</param>
    public VaeDecoder(ModelFiles files, SessionFactory sessions, string name = "vae_decoder")
    {
        Config = name == "vae_decoder" ? Layout.Of(files).Vae() : ModelFiles.Read<VaeConfig>(files.Config(name));
        if (Config.ScalingFactor is not > 0 || Config.ScaleFactor is < 1 or > 64)
        {
            throw new InferenceException(
                $"{files.Config(name)}: scaling_factor {Config.ScalingFactor} must be positive, and block_out_channels "
                    + $"has 1 to 7 levels."
            );
        }

        _component = OnnxComponent.Load(files.Onnx(name), sessions, Latents, Seen, ReturnDict);
        _rebind = sessions.UsesCuda;
        Attends = OnnxComponent.Operators(_component.Path).Contains(("", "Softmax"));
        // The last run of a generation, and the one with the largest buffers by far: kept, they would be most of an
        // idle worker's memory.
        _arena = sessions.IsLarge(_component.Path) ? sessions.Arena : null;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Latents, _component.Input(Latents), floats, null, Config.LatentChannels, null, null);
        _component.Expect(Sample, _component.Output(Sample), floats, null, 3, null, null);
        if (_component.HasInput(Seen))
        {
            _component.Expect(Seen, _component.Input(Seen), floats, null, SeenChannels, null, null);
        }
    }

    public VaeConfig Config { get; }

    /// <summary>Whether it writes down how each latent attends to each.</summary>
    public bool Attends { get; }

    /// <summary>Buffers and binding for runs of one shape; the caller owns it. An export for a fixed number of pictures
    /// decodes that many.</summary>
    public Pass CreatePass(int batch, int height, int width) => new(this, batch, height, width);

    public void Dispose() => _component.Dispose();

    /// <summary>The graph bound for one shape.</summary>
    internal sealed class Pass : IDisposable
    {
        private readonly BoundRun _run;
        private readonly BoundTensor _latents,
            _pixels;
        private readonly BoundTensor? _seen;
        private readonly VaeConfig _config;
        private readonly string _path;
        private readonly int _batch,
            _pixelHeight,
            _pixelWidth;

        internal Pass(VaeDecoder decoder, int batch, int height, int width)
        {
            (_config, _path) = (decoder.Config, decoder._component.Path);
            batch = Math.Max(0, decoder._component.Input(Latents).Dimensions[0]) is > 0 and var only ? only : batch;
            (_batch, _pixelHeight, _pixelWidth) = (batch, height * _config.ScaleFactor, width * _config.ScaleFactor);
            _run = new BoundRun(decoder._component, decoder._rebind, decoder._arena);
            _latents = _run.Input(Latents, batch, _config.LatentChannels, height, width);
            if (decoder._component.HasInput(ReturnDict))
            {
                _run.Input(ReturnDict).Fill(0);
            }

            if (decoder._component.HasInput(Seen))
            {
                _seen = _run.Input(Seen, batch, SeenChannels, _pixelHeight, _pixelWidth);
                _seen.Fill(0);
            }

            _pixels = _run.Output(Sample, batch, 3, _pixelHeight, _pixelWidth);
        }

        /// <summary>Pictures decoded together.</summary>
        public int Batch => _batch;

        /// <summary>[batch, 3, H, W] in about [-1, 1], as the last run left it.</summary>
        public ReadOnlySpan<float> Output => _pixels.Floats;

        /// <summary>Shows what was laid out beside the next latents, to decoders that see it; nothing where there is
        /// none.</summary>
        public void See(ReadOnlySpan<Conditioning?> beside)
        {
            if (_seen is null)
            {
                return;
            }

            var all = _seen.Floats;
            all.Clear();
            for (var i = 0; i < beside.Length; i++)
            {
                beside[i]?.Seen.CopyTo(all[(i * SeenChannels * _pixelHeight * _pixelWidth)..]);
            }
        }

        /// <param name="latents">[n, C, h, w], as the sampler leaves them; n is at most the batch.</param>
        /// <param name="control">Stops it.</param>
        /// <param name="pictures">Receives n pictures.</param>
        /// <exception cref="InferenceException">What comes out is no picture.</exception>
        public void Decode(ReadOnlySpan<float> latents, RunControl control, Span<RgbImage> pictures)
        {
            var given = _latents.Floats[..latents.Length];
            TensorPrimitives.Multiply(latents, 1 / _config.ScalingFactor, given);
            if (_config.ShiftFactor is { } shift)
            {
                TensorPrimitives.Add(given, shift, given);
            }

            for (var at = given.Length; at < _latents.Floats.Length; at += given.Length / pictures.Length)
            {
                given[..(given.Length / pictures.Length)].CopyTo(_latents.Floats[at..]);
            }

            _run.Run(control);
            var size = 3 * _pixelHeight * _pixelWidth;
            if (!float.IsFinite(TensorPrimitives.Sum(_pixels.Floats[..(pictures.Length * size)])))
            {
                throw new InferenceException(
                    $"{_path} returned values that are not numbers, as many float16 exports of a VAE do (SDXL's above "
                        + $"all): put a float32 export of the decoder in its place, or one made from "
                        + $"madebyollin/sdxl-vae-fp16-fix."
                );
            }

            for (var i = 0; i < pictures.Length; i++)
            {
                pictures[i] = PixelConversion.ToRgb(_pixels.Floats.Slice(i * size, size), _pixelWidth, _pixelHeight);
            }
        }

        public void Dispose() => _run.Dispose();
    }
}
