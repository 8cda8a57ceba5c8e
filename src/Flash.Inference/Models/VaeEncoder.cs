using System.Numerics.Tensors;
using Flash.Inference.Imaging;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Flash.Inference.Models;

/// <summary>Pixels to latents.</summary>
internal sealed class VaeEncoder : IDisposable
{
    private const string Sample = "sample",
        Parameters = "latent_parameters",
        Latents = "latent_sample",
        ReturnDict = "return_dict";

    private readonly OnnxComponent _component;
    private readonly VaeConfig _config;
    private readonly bool _rebind;
    private readonly string _output;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where it runs.</param>
    /// <param name="config">The decoder's: both halves of one VAE share their scaling.</param>
    public VaeEncoder(ModelFiles files, SessionFactory sessions, VaeConfig config)
    {
        _config = config;
        _component = OnnxComponent.Load(files.Onnx("vae_encoder"), sessions, Sample, ReturnDict);
        _rebind = sessions.UsesCuda;
        ReadOnlySpan<TensorElementType> floats = [TensorElementType.Float, TensorElementType.Float16];
        _component.Expect(Sample, _component.Input(Sample), floats, null, 3, null, null);
        // Mean and log-variance side by side; exports from before October 2024 have drawn a sample already.
        _output = _component.Session.OutputMetadata.ContainsKey(Latents) ? Latents : Parameters;
        _component.Expect(_output, _component.Output(_output), floats, null, Channels, null, null);
    }

    private int Channels => _output == Parameters ? 2 * _config.LatentChannels : _config.LatentChannels;

    /// <param name="picture">Sides are multiples of the VAE's scale factor.</param>
    /// <param name="control">Stops it.</param>
    /// <returns>[C, h, w], scaled as the sampler sees them: the distribution's mean, so that the same picture always
    /// gives the same latents.</returns>
    public float[] Encode(RgbImage picture, RunControl control)
    {
        var (height, width) = (picture.Height / _config.ScaleFactor, picture.Width / _config.ScaleFactor);
        using var run = new BoundRun(_component, _rebind);
        // An export for a fixed number of pictures sees the same one several times.
        var batch = Math.Max(1, _component.Input(Sample).Dimensions[0]);
        var planes = run.Input(Sample, batch, 3, picture.Height, picture.Width).Floats;
        var size = planes.Length / batch;
        for (var i = 0; i < batch; i++)
        {
            PixelConversion.ToPlanes(picture, planes.Slice(i * size, size));
        }

        if (_component.HasInput(ReturnDict))
        {
            run.Input(ReturnDict).Fill(0);
        }

        var output = run.Output(_output, batch, Channels, height, width);
        run.Run(control);
        var latents = new float[_config.LatentChannels * height * width];
        TensorPrimitives.Subtract(output.Floats[..latents.Length], _config.ShiftFactor ?? 0, latents);
        TensorPrimitives.Multiply(latents, _config.ScalingFactor, latents);
        if (!float.IsFinite(TensorPrimitives.Sum(latents)))
        {
            throw new InferenceException(
                $"{_component.Path} returned values that are not numbers, as many float16 exports of a VAE do; put a "
                    + $"float32 export of the encoder in its place."
            );
        }

        return latents;
    }

    public void Dispose() => _component.Dispose();
}
